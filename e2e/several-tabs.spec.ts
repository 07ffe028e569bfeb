import type { Page } from '@playwright/test'
import { field } from './cluster-page.ts'
import { expect, test, type Username } from './fixtures.ts'

const typed = 'typed.example.test'
const panelOf = (page: Page) => page.getByRole('alertdialog', { name: 'Your session has ended' })

async function signOut(tab: Page) {
  await tab.getByRole('button', { name: /Account of/ }).click()
  await tab.getByRole('menuitem', { name: 'Sign out' }).press('Enter')
  await expect(tab.getByRole('link', { name: 'Sign in with GitLab' })).toBeVisible()
}

/** The normal way, over the sign-in page. */
async function signInAs(tab: Page, username: Username) {
  await tab.goto('/login')
  await tab.getByRole('link', { name: 'Sign in with GitLab' }).click()
  await tab.getByRole('button', { name: new RegExp(`\\b${username}\\b`) }).click()
  await expect(tab.getByRole('button', { name: /Account of/ })).toBeVisible()
}

test('a tab never saves as another person than it shows, even one that heard of nothing', async ({
  page,
  context,
  signIn,
  gitlab,
}) => {
  // Such as a tab that the browser had put to sleep.
  await page.addInitScript(() => {
    BroadcastChannel.prototype.addEventListener = () => undefined
  })
  await signIn('maintainer', '/group-1/clusters/3')
  await field(page, 'Base domain').fill(typed)
  await page.getByRole('button', { name: 'Review 1 change' }).click()
  const save = page.getByRole('button', { name: 'Save 1 change' })
  await expect(save).toBeVisible()
  const tab = await context.newPage()
  await tab.goto('/group-1/clusters')
  await signOut(tab)
  await signInAs(tab, 'root')
  // Read before the page gets it: then it loads anew, and the browser forgets the answer.
  const refusals: unknown[] = []
  await page.route('**/api/**', async (route) => {
    if (route.request().method() !== 'PUT') return route.fallback()
    const response = await route.fetch()
    refusals.push(await response.json())
    return route.fulfill({ response })
  })
  await save.click()
  await expect
    .poll(() => refusals)
    .toEqual([expect.objectContaining({ status: 401, code: 'session_changed' })])
  await expect(page.getByRole('button', { name: /Account of Administrator/ })).toBeVisible()
  await expect(field(page, 'Base domain')).not.toHaveValue(typed)
  expect(await gitlab.control.requests('PUT')).toEqual([])
})

test('I11 a sign-out in another tab is seen at once, and the same person goes on', async ({
  page,
  context,
  signIn,
  gitlab,
}) => {
  await signIn('root', '/instance/clusters/1')
  await field(page, 'Base domain').fill(typed)
  const tab = await context.newPage()
  await tab.goto('/settings')
  await signOut(tab)
  await expect(panelOf(page)).toBeVisible()
  await expect(panelOf(page).getByRole('link', { name: 'Sign in again' })).toBeFocused()
  await signInAs(tab, 'root')
  await expect(panelOf(page)).toBeHidden()
  await expect(page.getByText(/Your change was not sent/)).toBeVisible()
  await expect(field(page, 'Base domain')).toHaveValue(typed)
  expect(await gitlab.control.requests('PUT')).toEqual([])
})

test('a page whose panel is open clears itself when another person signs in the normal way', async ({
  page,
  context,
  signIn,
}) => {
  await signIn('root', '/instance/clusters/1')
  await field(page, 'Base domain').fill(typed)
  const tab = await context.newPage()
  await tab.goto('/settings')
  await signOut(tab)
  await expect(panelOf(page)).toBeVisible()
  await signInAs(tab, 'maintainer')
  await expect(panelOf(page)).toBeHidden()
  await expect(field(page, 'Base domain')).toHaveCount(0)
  await expect(page.getByRole('button', { name: /Account of/ })).toBeVisible()
})
