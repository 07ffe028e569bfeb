import type { Page } from '@playwright/test'
import {
  bodyRows,
  detail,
  download,
  fakeTrail,
  made,
  registerAndDelete,
  rowOf,
  unique,
} from './audit-page.ts'
import { expect, test } from './fixtures.ts'

test('older rows are loaded page by page, and the focus is not lost at the end', async ({
  page,
  signIn,
}) => {
  await signIn('root', '/settings')
  await fakeTrail(page, 3)
  await page.goto('/audit')
  await expect(page.getByText('100 entries shown, older ones exist')).toBeVisible()
  const more = page.getByRole('button', { name: 'Load more' })
  await more.press('Enter')
  await expect(page.getByText('200 entries shown, older ones exist')).toBeVisible()
  await expect(more).toBeFocused()
  await more.press('Enter')
  const all = page.getByText('300 entries, no older ones')
  await expect(all).toBeFocused()
  await expect(more).toHaveCount(0)
  await expect(bodyRows(page)).toHaveCount(300)
})

test('an export is cut at 50,000 rows, and says so', async ({ page, signIn }) => {
  await signIn('root', '/settings')
  await fakeTrail(page, Number.POSITIVE_INFINITY, { size: 3_000 })
  await page.goto('/audit')
  const { text } = await download(page, 'Export CSV')
  expect(text.split('\r\n')).toHaveLength(50_002)
  await expect(page.getByText('Only the newest 50,000 rows were saved')).toBeVisible()
})

test('an export can be stopped, and saves nothing then', async ({ page, signIn }) => {
  await signIn('root', '/settings')
  await fakeTrail(page, Number.POSITIVE_INFINITY, { delayMs: 100 })
  await page.goto('/audit')
  let files = 0
  page.on('download', () => {
    files += 1
  })
  await page.getByRole('button', { name: 'Export JSON' }).click()
  await expect(page.getByText(/Reading entries: [3-9]00 so far/)).toBeVisible()
  await page.getByRole('button', { name: 'Stop export' }).press('Enter')
  await expect(page.getByText('Export stopped. Nothing was saved.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Export' })).toBeFocused()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(page.getByText('Export stopped')).toHaveCount(0)
  expect(files).toBe(0)
})

test('an intent without its end, and words of another version, are shown as they are', async ({
  page,
  signIn,
}) => {
  await signIn('root', '/settings')
  const items = [
    made(9, { action: 'cluster.paint', result: 'too_colourful', scope: 'planet-3' }),
    made(8, { object: { type: 'teapot', id: '4', name: null } }),
    made(7, { phase: 'intent', result: null, gitlab: { status: null, request_id: null } }),
    made(6, { request_id: 'one' }),
    made(5, { request_id: 'one', phase: 'intent', result: null }),
  ]
  await page.route('**/api/audit?**', (route) =>
    route.fulfill({ json: { items, next_cursor: null } }),
  )
  await page.goto('/audit')
  await expect(bodyRows(page)).toHaveCount(4)
  await expect(bodyRows(page).nth(0)).toContainText('cluster.paint')
  await expect(bodyRows(page).nth(0)).toContainText('too_colourful')
  await expect(bodyRows(page).nth(0)).toContainText('planet-3')
  await expect(bodyRows(page).nth(1)).toContainText('teapot 4')
  await expect(bodyRows(page).nth(2)).toContainText('Begun, end unknown')
  await expect(bodyRows(page).nth(3)).toContainText('Done')
  await bodyRows(page).nth(2).getByRole('button').click()
  await expect(detail(page)).toContainText('No end of this request')
  await expect(detail(page)).toContainText('192.0.2.7')
})

test('a time is told in local time and in UTC', async ({ page, signIn }) => {
  await signIn('root', '/settings')
  await fakeTrail(page, 1)
  await page.goto('/audit')
  await bodyRows(page).first().locator('[tabindex="0"]').first().focus()
  await expect(page.getByText(/ UTC$/)).toBeVisible()
})

const failing = { status: 500, code: 'internal', request_id: 'fake-request-id' }
const problem = { type: 'about:blank', title: failing.code, ...failing }
const fail = (page: Page, status = 500, code = 'internal') =>
  page.route('**/api/audit?**', (route) =>
    route.fulfill({
      status,
      contentType: 'application/problem+json',
      body: JSON.stringify({ ...problem, status, code }),
    }),
  )

test('a failure is told with its request id and a way to try again, older rows stay', async ({
  page,
  signIn,
}) => {
  await signIn('root', '/settings')
  await fail(page)
  await page.goto('/audit')
  await expect(page.getByText('The console made a mistake')).toBeVisible()
  await expect(page.getByText('fake-request-id')).toBeVisible()
  await page.unrouteAll()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(rowOf(page, 'root', 'Sign in')).toBeVisible()
  await fail(page)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByText(/This is older data/)).toBeVisible()
  await expect(rowOf(page, 'root', 'Sign in')).toBeVisible()
  await page.getByRole('button', { name: 'Export CSV' }).click()
  await expect(page.getByText('The console made a mistake')).toHaveCount(2)
})

test('older rows that cannot be read are told beside the button, those read stay', async ({
  page,
  signIn,
}) => {
  await signIn('root', '/settings')
  await fakeTrail(page, 2)
  await page.goto('/audit')
  await expect(page.getByRole('button', { name: 'Load more' })).toBeVisible()
  await fail(page)
  await page.getByRole('button', { name: 'Load more' }).click()
  await expect(page.getByText('The console made a mistake')).toBeVisible()
  await expect(bodyRows(page)).toHaveCount(100)
  await page.unrouteAll()
  await fakeTrail(page, 2)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(bodyRows(page)).toHaveCount(200)
})

test('who may not read the trail is told so', async ({ page, signIn }) => {
  await signIn('root', '/settings')
  await fail(page, 403, 'forbidden')
  await page.goto('/audit')
  await expect(
    page.getByRole('heading', { name: 'You may not read the audit trail' }),
  ).toBeVisible()
})

test('a link leads to a row, also to one that is not on the page, or says that it is gone', async ({
  page,
  signIn,
  stack,
}) => {
  const name = unique('linked')
  await registerAndDelete(stack, 'root', name)
  await signIn('root', `/audit?object=${name}`)
  await rowOf(page, 'Delete agent', name).getByRole('button').press('Enter')
  await expect(detail(page)).toBeVisible()
  await expect(page).toHaveURL(/row=\d+_/)
  const row = new URL(page.url()).searchParams.get('row')
  await page.goto(`/audit?actor=nobody&row=${row}`)
  await expect(detail(page)).toContainText(name)
  await page.goto('/audit?row=999999_2020-01-01T00:00:00.000Z')
  await expect(detail(page)).toContainText('This entry is not there')
})
