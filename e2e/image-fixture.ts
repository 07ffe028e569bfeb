import { test as base, expect } from '@playwright/test'
import { type Container, createContainer } from './image.ts'
import { type Stack, startStack } from './stack.ts'
import type { Engine } from './test-store.ts'

interface Contained {
  container: Container
  /** A console that runs from the folder of the image; with SQLite its store is in the folder's volume. */
  contained: (engine: Engine) => Promise<Stack>
}

/** For what runs in the image, with no container engine at hand. */
export const test = base.extend<Pick<Contained, 'contained'>, Pick<Contained, 'container'>>({
  container: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its first parameter.
    async ({}, use) => {
      const container = await createContainer()
      await use(container)
      await container.remove()
    },
    { scope: 'worker' },
  ],
  contained: async ({ container }, use) => {
    const stacks: Stack[] = []
    await use(async (engine) => {
      const stack = await startStack({
        engine,
        // Without it the store is where the image has its volume.
        env: { SESSION_SWEEP_S: '1', ...(engine === 'sqlite' ? { STORE_URL: '' } : {}) },
        launch: (env) => container.node(container.image.start, env),
      })
      stacks.push(stack)
      return stack
    })
    for (const stack of stacks) await stack.close()
    await container.emptyVolume()
  },
})

export { expect }
