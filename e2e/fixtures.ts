import { test as base, expect, type Page } from '@playwright/test'
import { type Stack, startStack } from './stack.ts'
import type { Engine } from './test-store.ts'

export type Username = 'root' | 'maintainer' | 'developer' | 'reporter' | 'guest' | 'outsider'

interface Fixtures {
  gitlab: Stack['gitlab']
  /** Signs in the way a person does, and waits for the page asked for. */
  signIn: (username: Username, path?: string) => Promise<void>
  cleanPage: undefined
}

export interface WorkerFixtures {
  engine: Engine
  /** Variables of the console besides those of every test. */
  consoleEnv: Record<string, string>
  stack: Stack
}

async function signInByHand(page: Page, username: Username, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('link', { name: 'Sign in with GitLab' }).click()
  await page.getByRole('button', { name: new RegExp(`\\b${username}\\b`) }).click()
  await page.waitForURL((url) => url.pathname !== '/login' && !url.pathname.startsWith('/auth/'))
  await expect(page.getByRole('main')).toBeVisible()
}

/** Each worker has its own simulated GitLab, store and console; each test starts from the fixed world `standard`. */
export const stackTest = base.extend<Pick<Fixtures, 'gitlab'>, WorkerFixtures>({
  engine: ['sqlite', { option: true, scope: 'worker' }],
  consoleEnv: [{}, { option: true, scope: 'worker' }],
  stack: [
    async ({ engine, consoleEnv }, use) => {
      const stack = await startStack({ engine, env: consoleEnv })
      await use(stack)
      await stack.close()
    },
    { scope: 'worker' },
  ],
  gitlab: async ({ stack }, use) => {
    await stack.gitlab.control.reset({ world: 'standard' })
    await use(stack.gitlab)
  },
})

/** The same with variables of the console that only these tests need. */
export const stackTestWith = (env: Record<string, string>) =>
  stackTest.extend<object, Pick<WorkerFixtures, 'consoleEnv'>>({
    consoleEnv: [env, { scope: 'worker' }],
  })

/** For stories in a browser: a page that breaks the content security policy, throws or logs an error fails its test. */
export const test = stackTest.extend<Omit<Fixtures, 'gitlab'>>({
  baseURL: ({ stack }, use) => use(stack.console.origin),
  signIn: ({ page, gitlab: _reset }, use) =>
    use((username, path = '/') => signInByHand(page, username, path)),
  cleanPage: [
    async ({ page }, use) => {
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`))
      page.on('console', (message) => {
        const text = message.text()
        // Chromium reports every answer of 400 and above as an error of the page; those are asked for.
        if (message.type() === 'error' && !text.startsWith('Failed to load resource')) {
          complaints.push(`console: ${text}`)
        }
      })
      // Chromium says nothing on its console about code that a script tried to compile and did not get.
      await page.addInitScript(() => {
        document.addEventListener(
          'securitypolicyviolation',
          ({ violatedDirective, blockedURI }) => {
            console.error(`policy broken: ${violatedDirective} ${blockedURI}`)
          },
        )
      })
      await use(undefined)
      expect(complaints, 'the page threw, logged an error or broke its policy').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
