import { createServer } from 'node:http'
import { expect, test, type Username } from './fixtures.ts'

for (const username of ['root', 'maintainer', 'developer', 'outsider'] satisfies Username[]) {
  test(`${username} signs in through GitLab's page and out again`, async ({
    page,
    signInByHand,
    gitlab,
  }) => {
    await signInByHand(username, '/settings')
    await expect(page).toHaveURL('/settings')
    await expect(page.getByText(`@${username}`).first()).toBeVisible()
    await page.getByRole('button', { name: /Account of/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).press('Enter')
    await expect(page.getByRole('link', { name: 'Sign in with GitLab' })).toBeVisible()
    await expect.poll(() => gitlab.control.requests('POST', /oauth\/revoke/)).not.toEqual([])
    await page.goto('/settings')
    await expect(page.getByRole('link', { name: 'Sign in with GitLab' })).toBeVisible()
  })
}

test('the session cookie is out of reach of scripts and of other sites', async ({
  page,
  context,
  signInByHand,
}) => {
  await signInByHand('root', '/settings')
  const cookie = (await context.cookies()).find(({ name }) => name === '__Host-Http-sid')
  expect(cookie).toMatchObject({
    httpOnly: true,
    secure: true,
    sameSite: 'Strict',
    path: '/',
    expires: -1,
  })
  expect(await page.evaluate(() => document.cookie)).not.toContain('sid')
})

test('who says no at GitLab comes back to a calm page', async ({ page, gitlab: _reset }) => {
  await page.goto('/login')
  await page.getByRole('link', { name: 'Sign in with GitLab' }).click()
  await page.getByRole('button', { name: 'Deny' }).click()
  await expect(page.getByRole('link', { name: /sign in|try again/i })).toBeVisible()
  await expect(page.getByText('access_denied')).toHaveCount(0)
})

test('a link in a chat on another origin opens its page without a new sign-in', async ({
  page,
  signInByHand,
  stack,
}) => {
  await signInByHand('root', '/settings')
  const chat = createServer((_request, answer) => {
    answer.setHeader('Content-Type', 'text/html')
    answer.end(`<a href="${stack.console.origin}/instance/clusters">look at this</a>`)
  })
  await new Promise<void>((resolve) => chat.listen(0, '127.0.0.1', resolve))
  const address = chat.address()
  const port = typeof address === 'object' ? address?.port : 0
  await page.goto(`http://127.0.0.1:${port}/`)
  await page.getByRole('link', { name: 'look at this' }).click()
  await expect(page.getByRole('link', { name: 'shared-prod' })).toBeVisible()
  await new Promise((resolve) => chat.close(resolve))
})

test('nobody sees data before signing in', async ({ page, gitlab }) => {
  await page.goto('/instance/clusters')
  await expect(page).toHaveURL(/\/login\?return_to=/)
  expect(await gitlab.control.requests('GET', /\/api\/v4\//)).toEqual([])
})

test('a session that GitLab ended asks again beside the page, and nothing typed is lost', async ({
  page,
  context,
  signInByHand,
  gitlab,
}) => {
  await signInByHand('root', '/instance/clusters/1')
  await page.getByRole('textbox', { name: 'Base domain' }).fill('typed.example.test')
  await gitlab.control.reset({ world: 'standard' })
  await page.getByRole('button', { name: 'Review 1 change' }).click()
  const panel = page.getByRole('alertdialog', { name: 'Your session has ended' })
  await expect(panel).toBeVisible()
  const opened = context.waitForEvent('page')
  await panel.getByRole('link', { name: /sign in/i }).click()
  const tab = await opened
  await tab.getByRole('button', { name: /\broot\b/ }).click()
  await expect(panel).toBeHidden()
  await expect(page.getByRole('textbox', { name: 'Base domain' })).toHaveValue('typed.example.test')
})

test('when somebody else signed in meanwhile, the page clears itself', async ({
  page,
  context,
  signInByHand,
  gitlab,
}) => {
  await signInByHand('root', '/instance/clusters/1')
  await page.getByRole('textbox', { name: 'Base domain' }).fill('typed.example.test')
  await gitlab.control.reset({ world: 'standard' })
  await page.getByRole('button', { name: 'Review 1 change' }).click()
  const opened = context.waitForEvent('page')
  await page.getByRole('alertdialog').getByRole('link', { name: 'Sign in again' }).click()
  const tab = await opened
  await tab.getByRole('button', { name: /\bmaintainer\b/ }).click()
  await expect(page.getByText('typed.example.test')).toHaveCount(0)
  await expect(page.getByRole('textbox', { name: 'Base domain' })).toHaveCount(0)
})
