import type { Page } from '@playwright/test'
import { agentPath, box, createdSecret, openCreation } from './agent-token-page.ts'
import { expectAccessible } from './axe.ts'
import { field } from './cluster-page.ts'
import { test as base, expect, type Username, type WorkerFixtures } from './fixtures.ts'
import { startStack } from './stack.ts'

/**
 * With these limits the warning comes a few seconds after what was done last; nothing waits for minutes. A use is
 * noted at most every tenth of the idle limit, so that what extends has to come later than that.
 */
const stackWith = (env: Record<string, string>) =>
  base.extend<object, WorkerFixtures>({
    stack: [
      async ({ engine }, use) => {
        const stack = await startStack({ engine, env })
        await use(stack)
        await stack.close()
      },
      { scope: 'worker' },
    ],
  })

const typed = 'typed.example.test'
const idleWarning = (page: Page) =>
  page.getByRole('alertdialog', { name: /^You will be signed out at \d/ })
const limitWarning = (page: Page) =>
  page.getByRole('alertdialog', { name: /^Your session ends at \d/ })
const lostPanel = (page: Page) => page.getByRole('alertdialog', { name: 'Your session has ended' })
const stay = (page: Page) => page.getByRole('button', { name: 'Stay signed in' })

const idle = stackWith({ SESSION_IDLE_S: '14' })
const usual = stackWith({ SESSION_IDLE_S: '126' })

idle.describe('before the idle limit', () => {
  idle(
    'a warning takes the focus, and one press keeps the session and what was typed',
    async ({ page, signIn }) => {
      await signIn('root', '/instance/clusters/1')
      await field(page, 'Base domain').fill(typed)
      await expect(idleWarning(page)).toBeVisible({ timeout: 15_000 })
      await expect(idleWarning(page)).toContainText('Nothing was done here for a while')
      await expect(stay(page)).toBeFocused()
      const asked = page.waitForRequest(/\/api\/session$/)
      await page.keyboard.press('Enter')
      expect((await asked).headers()['x-background']).toBeUndefined()
      await expect(idleWarning(page)).toBeHidden()
      await expect(field(page, 'Base domain')).toBeFocused()
      await expect(field(page, 'Base domain')).toHaveValue(typed)
    },
  )

  idle('what is done in another tab takes the warning away', async ({ page, context, signIn }) => {
    await signIn('root', '/instance/clusters')
    const tab = await context.newPage()
    await tab.goto('/settings')
    await expect(idleWarning(page)).toBeVisible({ timeout: 15_000 })
    await expect(idleWarning(tab)).toBeVisible({ timeout: 15_000 })
    await stay(tab).click()
    await expect(idleWarning(tab)).toBeHidden()
    await expect(idleWarning(page)).toBeHidden()
  })

  idle('a new token that is shown stays under the warning', async ({ page, signIn }) => {
    await signIn('root', agentPath(3))
    await openCreation(page)
    await createdSecret(page)
    await expect(idleWarning(page)).toBeVisible({ timeout: 15_000 })
    await stay(page).click()
    await expect(idleWarning(page)).toBeHidden()
    await expect(box(page)).toBeVisible()
  })
})

usual.describe('two minutes before the idle limit', () => {
  usual(
    'nobody’s doing is asked for in the background, and the browser’s clock may go wrong',
    async ({ page, signIn }) => {
      await page.clock.install({ time: new Date('2031-01-01T12:00:00Z') })
      const asked = page.waitForRequest(
        (request) =>
          request.url().endsWith('/api/session') && request.headers()['x-background'] === '1',
        { timeout: 20_000 },
      )
      await signIn('root', '/settings')
      await asked
      await expect(idleWarning(page)).toBeVisible({ timeout: 15_000 })
    },
  )

  usual('the warning is accessible', async ({ page, signIn }) => {
    await signIn('root', '/settings')
    await expect(idleWarning(page)).toBeVisible({ timeout: 15_000 })
    await expectAccessible(page)
  })
})

const short = stackWith({ SESSION_IDLE_S: '6' })

short(
  'when the time is up the panel comes by itself, and nothing typed is lost',
  async ({ page, signIn }) => {
    await signIn('root', '/instance/clusters/1')
    await field(page, 'Base domain').fill(typed)
    await expect(idleWarning(page)).toBeVisible({ timeout: 15_000 })
    await expect(lostPanel(page)).toBeVisible({ timeout: 15_000 })
    await expect(idleWarning(page)).toBeHidden()
    await expect(page.locator('input[name="domain"]')).toHaveValue(typed)
  },
)

const absolute = stackWith({ SESSION_ABSOLUTE_S: '124' })

/** Signs in again in the tab that the link opens. */
async function signInBeside(page: Page, username: Username) {
  const opened = page.context().waitForEvent('page')
  await page.getByRole('link', { name: 'Sign in again' }).click()
  const tab = await opened
  await tab.getByRole('button', { name: new RegExp(`\\b${username}\\b`) }).click()
  await expect(tab.getByRole('heading', { name: 'You are signed in' })).toBeVisible()
  await tab.close()
}

absolute(
  'near the longest time it says so, and signing in again beside it goes on',
  async ({ page, signIn }) => {
    await signIn('root', '/instance/clusters/1')
    await field(page, 'Base domain').fill(typed)
    await expect(limitWarning(page)).toBeVisible({ timeout: 15_000 })
    await expect(stay(page)).toHaveCount(0)
    await signInBeside(page, 'root')
    await expect(limitWarning(page)).toBeHidden()
    await expect(field(page, 'Base domain')).toHaveValue(typed)
    await page.getByRole('button', { name: 'Review 1 change' }).click()
    await expect(page.getByRole('button', { name: 'Save 1 change' })).toBeVisible()
  },
)

absolute('the limit’s warning can be put off', async ({ page, signIn }) => {
  await signIn('root', '/instance/clusters')
  await expect(limitWarning(page)).toBeVisible({ timeout: 15_000 })
  await page.getByRole('button', { name: 'Later' }).click()
  await expect(limitWarning(page)).toBeHidden()
  await page.getByRole('button', { name: 'Refresh' }).first().click()
  await expect(limitWarning(page)).toBeHidden()
})
