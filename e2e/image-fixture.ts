import { test as base, expect } from '@playwright/test'
import { stop } from '../lib/cli/process.ts'
import { type Container, createContainer } from './image.ts'
import { type Stack, startReplica, startStack } from './stack.ts'
import type { Engine } from './test-store.ts'

interface Contained {
  container: Container
  /** A console that runs from the folder of the image; with SQLite its store is in the folder's volume. */
  contained: (engine: Engine, options?: ContainedOptions) => Promise<Stack>
  /** Starts it once more, at the same address, after it has ended. */
  again: (stack: Stack) => Promise<Console>
}

type Console = Stack['console']

interface ContainedOptions {
  /** Of Node, besides those of the image. */
  nodeArgs?: string[]
  env?: Record<string, string>
}

/** For what runs in the image, with no container engine at hand. */
export const test = base.extend<Omit<Contained, 'container'>, Pick<Contained, 'container'>>({
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
    await use(async (engine, { nodeArgs = [], env: own = {} } = {}) => {
      const stack = await startStack({
        engine,
        // Without it the store is where the image has its volume.
        env: { SESSION_SWEEP_S: '1', ...(engine === 'sqlite' ? { STORE_URL: '' } : {}), ...own },
        launch: (env) => container.node([...nodeArgs, ...container.image.start], env),
      })
      stacks.push(stack)
      return stack
    })
    for (const stack of stacks) await stack.close()
    await container.emptyVolume()
  },
  // biome-ignore lint/correctness/noUnusedFunctionParameters: it ends before the stack does.
  again: async ({ contained }, use) => {
    const consoles: Console[] = []
    await use(async (stack) => {
      const renewed = await startReplica(stack, {}, Number(new URL(stack.console.origin).port))
      consoles.push(renewed)
      return renewed
    })
    for (const { child } of consoles) await stop(child)
  },
})

export { expect }
