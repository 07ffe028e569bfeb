import type { Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { field } from './cluster-page.ts'
import { expect, test } from './fixtures.ts'
import { signInOverHttp } from './person.ts'

const table = (page: Page) => page.getByRole('table', { name: 'Sessions' })
const rows = (page: Page) =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })
const present = (page: Page) => rows(page).filter({ hasText: 'this session' })
const endButton = (page: Page, username: string) =>
  page.getByRole('button', { name: new RegExp(`^End the session of @${username} from `) })
const path = '/api/session'

test.beforeEach(async ({ stack, gitlab }) => {
  // Sessions live in the store, which the tests of a worker share.
  const root = await signInOverHttp(stack, stack.console.origin, 'root')
  const { items } = (await root.call('GET', '/api/sessions')).json<SessionList>()
  const others = new Set(items.map(({ user }) => user.id).filter((id) => String(id) !== '1'))
  for (const id of others) await root.call('DELETE', `/api/sessions?user_id=${id}`, { body: {} })
  expect((await root.call('DELETE', '/api/sessions', { body: {} })).status).toBe(204)
  await gitlab.control.reset({ world: 'standard' })
})

interface SessionList {
  items: { user: { id: string } }[]
}

test('a session of another browser is ended from this one', async ({
  page,
  signIn,
  stack,
  gitlab,
}) => {
  const elsewhere = await signInOverHttp(stack, stack.console.origin, 'maintainer')
  await gitlab.control.reset({ world: 'standard' })
  await signIn('maintainer', '/settings')
  await page.getByRole('link', { name: 'Sessions' }).click()
  await expect(page).toHaveURL('/sessions')
  await expect(page.getByRole('navigation', { name: 'Breadcrumb' })).toHaveText('Sessions')
  await expect(rows(page)).toHaveCount(2)
  await expect(present(page)).toContainText(/Chrome · Linux/)
  await expect(present(page).getByRole('button', { name: 'Sign out' })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Person' })).toHaveCount(0)

  await endButton(page, 'maintainer').click()
  const dialog = page.getByRole('dialog', { name: 'End session of Mara Tanner' })
  await expect(dialog).toContainText('That browser is signed out at once')
  await dialog.getByRole('button', { name: 'End session' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('A session of Mara Tanner is over')).toBeVisible()
  await expect(rows(page)).toHaveCount(1)
  expect((await elsewhere.call('GET', path)).json()).toMatchObject({ authenticated: false })
})

test('one that is over meanwhile counts as ended', async ({ page, signIn, stack, gitlab }) => {
  const elsewhere = await signInOverHttp(stack, stack.console.origin, 'maintainer')
  await gitlab.control.reset({ world: 'standard' })
  await signIn('maintainer', '/sessions')
  await endButton(page, 'maintainer').click()
  expect((await elsewhere.call('POST', '/auth/logout')).status).toBe(204)
  await page.getByRole('dialog').getByRole('button', { name: 'End session' }).click()
  await expect(page.getByText('A session of Mara Tanner is over')).toBeVisible()
  await expect(rows(page)).toHaveCount(1)
})

test('sign out everywhere ends this session too', async ({ page, signIn, stack, gitlab }) => {
  const elsewhere = await signInOverHttp(stack, stack.console.origin, 'maintainer')
  await gitlab.control.reset({ world: 'standard' })
  await signIn('maintainer', '/sessions')
  await expect(rows(page)).toHaveCount(2)
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sign out of every browser' })
  await expect(dialog).toContainText('All 2 of your sessions end, this one too.')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(rows(page)).toHaveCount(2)
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Sign out everywhere' }).press('Enter')
  await dialog.getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(page.getByRole('link', { name: 'Sign in with GitLab' })).toBeVisible()
  expect((await elsewhere.call('GET', path)).json()).toMatchObject({ authenticated: false })
})

test('an administrator sees everybody, filters by person in the address, and ends all of one', async ({
  page,
  signIn,
  stack,
  gitlab,
}) => {
  const { origin } = stack.console
  const first = await signInOverHttp(stack, origin, 'developer')
  await signInOverHttp(stack, origin, 'developer')
  await signInOverHttp(stack, origin, 'maintainer')
  await gitlab.control.reset({ world: 'standard' })
  await signIn('root', '/sessions')
  await expect(page.getByText('Everybody who is signed in to this console.')).toBeVisible()
  await expect(rows(page)).toHaveCount(4)
  await page.getByRole('combobox', { name: 'Person' }).click()
  await page.getByRole('option', { name: /@developer/ }).press('Enter')
  await expect(rows(page)).toHaveCount(2)
  await expect(page).toHaveURL('/sessions?person=developer')
  await page.reload()
  await expect(rows(page)).toHaveCount(2)

  await page.getByRole('button', { name: 'End all sessions of Deniz Vester' }).click()
  const dialog = page.getByRole('dialog', { name: 'End all sessions of Deniz Vester' })
  await expect(dialog).toContainText('All 2 sessions of Deniz Vester end.')
  await dialog.getByRole('button', { name: 'End all sessions of Deniz Vester' }).click()
  await expect(page.getByText('Deniz Vester is signed out everywhere')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Not signed in' })).toBeVisible()
  expect((await first.call('GET', path)).json()).toMatchObject({ authenticated: false })
  await page.getByRole('button', { name: 'Show everybody' }).click()
  await expect(page).toHaveURL('/sessions')
  await expect(rows(page)).toHaveCount(2)
})

test('what cannot be read is told, and what was read before stays with a note', async ({
  page,
  signIn,
}) => {
  await signIn('maintainer', '/settings')
  let isFailing = true
  await page.route('**/api/sessions', (route) =>
    isFailing
      ? route.fulfill({
          status: 503,
          contentType: 'application/problem+json',
          json: {
            type: 'about:blank',
            title: 'x',
            status: 503,
            code: 'store_unavailable',
            request_id: 'req-1',
          },
        })
      : route.continue(),
  )
  await page.goto('/sessions')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('req-1')
  await expect(page.getByRole('button', { name: 'Sign out everywhere' })).toHaveCount(0)
  isFailing = false
  await page.getByRole('button', { name: 'Try now' }).click()
  await expect(rows(page)).toHaveCount(1)
  isFailing = true
  await page.getByRole('button', { name: 'Read the sessions again' }).click()
  await expect(
    page
      .getByText(/^As of /)
      .or(page.getByText(/older/i))
      .first(),
  ).toBeVisible()
  await expect(rows(page)).toHaveCount(1)
  await page.getByRole('searchbox').fill('zzz')
  await expect(page.getByText('Nothing matches')).toBeVisible()
})

test('a refused ending stays in the dialog', async ({ page, signIn, stack, gitlab }) => {
  await signInOverHttp(stack, stack.console.origin, 'maintainer')
  await gitlab.control.reset({ world: 'standard' })
  await signIn('maintainer', '/sessions')
  await page.route('**/api/sessions/*', (route) => route.abort())
  await endButton(page, 'maintainer').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'End session' }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(endButton(page, 'maintainer')).toBeFocused()
})

test('signing out of this session asks when something typed would be lost elsewhere', async ({
  page,
  context,
  signIn,
}) => {
  await signIn('root', '/instance/clusters/1')
  await field(page, 'Base domain').fill('typed.example.test')
  const tab = await context.newPage()
  await tab.goto('/sessions')
  await present(tab).getByRole('button', { name: 'Sign out' }).press('Enter')
  await expect(tab.getByRole('link', { name: 'Sign in with GitLab' })).toBeVisible()
  // The other tab keeps what was typed under its panel.
  await expect(page.getByRole('alertdialog', { name: 'Your session has ended' })).toBeVisible()
  await expect(page.locator('input[value="typed.example.test"]')).toHaveCount(1)
})

test('the page is accessible, wide and on a phone', async ({ page, signIn, stack, gitlab }) => {
  await signInOverHttp(stack, stack.console.origin, 'maintainer')
  await gitlab.control.reset({ world: 'standard' })
  await signIn('root', '/sessions')
  await expect(rows(page)).toHaveCount(2)
  await expectAccessible(page)
  await endButton(page, 'maintainer').click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page)
})
