import type { Page } from '@playwright/test'
import { test as base, expect } from './fixtures.ts'
import { claimsOf, jwtHeader, startSsoStack } from './sso-stack.ts'
import type { Stack } from './stack.ts'

const test = base.extend<object, { stack: Stack }>({
  stack: [
    async ({ engine }, use) => {
      const stack = await startSsoStack(
        { SSO_LOGOUT_URL: '/oauth2/sign_out?rd=%2F', SERVICE_TOKEN_CHECK_S: '1' },
        engine,
      )
      await use(stack)
      await stack.close()
    },
    { scope: 'worker' },
  ],
})

const ann = { email: 'ann@corp.example', name: 'Ann Example' }

/** From now on the SSO says that this person sits in front of the page. */
async function sit(page: Page, { control }: Stack['gitlab'], sub: string, claims = {}) {
  const jwt = await control.sign(claimsOf(sub, claims))
  await page.setExtraHTTPHeaders({ [jwtHeader]: jwt })
}

test('whom the SSO knows is in without a press, on the page that was asked for', async ({
  page,
  gitlab,
}) => {
  await sit(page, gitlab, 'ann', ann)
  await page.goto('/instance/clusters?q=shared')
  await expect(page.getByRole('link', { name: 'shared-prod' })).toBeVisible()
  await expect(page).toHaveURL('/instance/clusters?q=shared')
  await page.getByRole('button', { name: 'Account of Ann Example' }).click()
  await expect(page.getByText('ann@corp.example · administrator')).toBeVisible()
  await expect(page.getByText('Through your company’s sign-in')).toBeVisible()
})

test('settings say how people sign in, and how the service token stands', async ({
  page,
  gitlab,
}) => {
  await sit(page, gitlab, 'ann', ann)
  await page.goto('/settings')
  await expect(page.getByText(/Through your company’s sign-in/)).toBeVisible()
  await expect(page.getByText('Ann Example (ann@corp.example), administrator')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Service token' })).toBeVisible()
  await expect(page.getByText('root-admin of Administrator (@root)')).toBeVisible()
})

test('a viewer finds nothing to change with, and nothing about the token', async ({
  page,
  gitlab,
}) => {
  await sit(page, gitlab, 'vic')
  await page.goto('/settings')
  await expect(page.getByText('In this console you may only look.').first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Service token' })).toHaveCount(0)
  await page.goto('/instance/clusters')
  await expect(page.getByRole('link', { name: 'shared-prod' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Add cluster' })).toHaveCount(0)
})

test('signing out leads to the SSO, and coming back takes a press', async ({ page, gitlab }) => {
  await sit(page, gitlab, 'ann', ann)
  await page.goto('/settings')
  await page.getByRole('button', { name: /Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).press('Enter')
  await expect(page).toHaveURL('/oauth2/sign_out?rd=%2F')
  await page.goto('/login?return_to=%2Fsettings')
  await page.getByRole('link', { name: 'Continue with your company’s sign-in' }).click()
  await expect(page).toHaveURL('/settings')
  await expect(page.getByRole('button', { name: 'Account of Ann Example' })).toBeVisible()
})

test('when the SSO says that somebody else sits there, they get a session of their own', async ({
  page,
  gitlab,
}) => {
  await sit(page, gitlab, 'ann', ann)
  await page.goto('/instance/clusters')
  await expect(page.getByRole('button', { name: 'Account of Ann Example' })).toBeVisible()
  await sit(page, gitlab, 'vic', { name: 'Vic Viewer' })
  // A page goes there by itself once in ten seconds at most.
  await page.evaluate(() => sessionStorage.clear())
  await page.goto('/instance/clusters')
  await expect(page.getByRole('button', { name: 'Account of Vic Viewer' })).toBeVisible()
})

test('whom nobody listed is told so', async ({ page, gitlab }) => {
  await sit(page, gitlab, 'mallory')
  await page.goto('/instance/clusters')
  await expect(page.getByText('You are not on the list of this console')).toBeVisible()
  await page.goto('/auth/login')
  await expect(
    page.getByRole('heading', { name: 'You are not on the list of this console' }),
  ).toBeVisible()
})

test('a browser that keeps no cookie does not go round in circles', async ({
  page,
  context,
  gitlab,
}) => {
  await sit(page, gitlab, 'ann', ann)
  await context.route('**/auth/login*', async (route) => {
    const answer = await route.fetch({ maxRedirects: 0 })
    const { 'set-cookie': _, ...headers } = answer.headers()
    // Playwright has put it into the browser already.
    await context.clearCookies()
    await route.fulfill({ response: answer, headers })
  })
  await page.goto('/instance/clusters')
  await expect(page).toHaveURL(/\/login\?return_to=/)
  await expect(page.getByRole('link', { name: /company’s sign-in/ })).toBeVisible()
})

test('administrators are warned on every page before the service token ends', async ({
  page,
  gitlab,
}) => {
  await sit(page, gitlab, 'ann', ann)
  await gitlab.control.advance(173 * 86_400)
  const warning = page.getByText(/The service token for GitLab ends on \d{4}-\d\d-\d\d/)
  await expect(async () => {
    await page.goto('/instance/clusters')
    await expect(page.getByRole('link', { name: 'shared-prod' })).toBeVisible()
    await expect(warning).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await page.getByRole('link', { name: 'Look at it in Settings' }).click()
  await expect(page.getByText('Ends soon').first()).toBeVisible()
  await sit(page, gitlab, 'vic')
  await page.evaluate(() => sessionStorage.clear())
  await page.goto('/instance/clusters')
  await expect(page.getByRole('link', { name: 'shared-prod' })).toBeVisible()
  await expect(warning).toHaveCount(0)
})

test('a service token that ended is said on the page, and signs nobody out', async ({
  page,
  gitlab,
}) => {
  await sit(page, gitlab, 'ann', ann)
  await gitlab.control.advance(190 * 86_400)
  await page.goto('/instance/clusters')
  await expect(page.getByText('The console’s own access to GitLab does not work')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Account of Ann Example' })).toBeVisible()
})

test('somebody of the SSO who is not signed in is called as the SSO calls them', async ({
  page,
  gitlab,
}) => {
  await sit(page, gitlab, 'ann', ann)
  await page.goto('/sessions?person=bob@corp.example')
  await expect(page.getByText('No session of bob@corp.example is open')).toBeVisible()
})
