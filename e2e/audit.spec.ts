import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { violations } from './axe.ts'
import { rows as clusterRows, fillNewCluster } from './cluster-page.ts'
import { expect, test, type Username } from './fixtures.ts'
import { callGitLab } from './gitlab-api.ts'
import { signInOverHttp } from './person.ts'
import type { Stack } from './stack.ts'

const table = (page: Page) => page.getByRole('table', { name: 'Audit trail' })
const bodyRows = (page: Page) =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })
const rowOf = (page: Page, ...texts: string[]) =>
  texts.reduce((row: Locator, text) => row.filter({ hasText: text }), bodyRows(page)).first()
const detail = (page: Page) => page.getByRole('dialog', { name: /^Entry \d+$/ })
const collection = '/api/projects/1/agents'

/** A name that no other test of the same store has used. */
const unique = (name: string) => `${name}-${Date.now().toString(36)}`

/** Registers and deletes an agent over HTTP, as rows to look at. */
async function registerAndDelete(stack: Stack, username: Username, name: string) {
  const person = await signInOverHttp(stack, stack.console.origin, username)
  const created = await person.call('POST', collection, { body: { name } })
  expect(created.status).toBe(201)
  const { id } = created.json<{ id: number }>()
  const read = await person.call('GET', `${collection}/${id}`)
  const deleted = await person.call('DELETE', `${collection}/${id}`, {
    headers: { 'If-Unmodified-Since': read.json<{ console: { as_of: string } }>().console.as_of },
    body: {},
  })
  expect(deleted.status).toBeLessThan(300)
  // The browser signs in by hand again.
  await stack.gitlab.control.reset({ world: 'standard' })
}

async function download(page: Page, name: 'Export CSV' | 'Export JSON') {
  const started = page.waitForEvent('download')
  await page.getByRole('button', { name }).click()
  const file = await started
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

test('a deletion made in the console is told with person, action, object and result', async ({
  page,
  signIn,
  gitlab,
}) => {
  const name = unique('deleted')
  await callGitLab(gitlab.url, 'POST', 'projects/1/clusters/user', {
    name,
    environment_scope: name,
    platform_kubernetes_attributes: { api_url: 'https://k8s.example.test', token: 'fake-token' },
  })
  await signIn('maintainer', '/project-1/clusters')
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill(name)
  await dialog.getByRole('button', { name: 'Delete cluster' }).click()
  await expect(clusterRows(page).filter({ hasText: name })).toHaveCount(0)

  await page.getByRole('link', { name: 'Audit' }).click()
  await expect(page).toHaveURL('/audit')
  await expect(page.getByRole('navigation', { name: 'Breadcrumb' })).toHaveText('Audit')
  const row = rowOf(page, 'Delete cluster', name)
  await expect(row).toContainText('maintainer')
  await expect(row).toContainText('project 1')
  await expect(row).toContainText('Done')
  // Its beginning is not a row of its own.
  await expect(bodyRows(page).filter({ hasText: name })).toHaveCount(1)

  await row.getByText(name).click()
  await expect(page).toHaveURL(/\/audit\?row=\d+_/)
  await expect(detail(page)).toContainText('cluster.delete')
  await expect(detail(page)).toContainText('HTTP 204')
  await expect(detail(page).getByText('unknown', { exact: true })).toBeVisible()
  await expect(detail(page).getByRole('button', { name: 'Copy request ID' })).toBeVisible()
  await expect(detail(page).getByRole('button', { name: 'Copy GitLab’s request ID' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL('/audit')
  await expect(row.getByRole('button')).toBeFocused()
})

test('what GitLab refused is told with its result and the names of the fields', async ({
  page,
  signIn,
  gitlab,
}) => {
  const name = unique('refused')
  await gitlab.control.fault({
    method: 'POST',
    path: '/api/v4/projects/1/clusters/user',
    mode: 'status',
    status: 403,
    body: { message: '403 Forbidden' },
  })
  await signIn('maintainer', '/project-1/clusters/new')
  await fillNewCluster(page, name)
  await page.getByRole('button', { name: 'Add cluster' }).click()
  await expect(page.getByText('You are not allowed to do this')).toBeVisible()
  await page.goto('/audit')
  const row = rowOf(page, 'Add cluster', name)
  await expect(row).toContainText('Not allowed')
  await row.getByRole('button').press('Enter')
  await expect(detail(page)).toContainText('platform_kubernetes_attributes.token')
  await expect(detail(page)).not.toContainText('fake-service-token')
})

test('the filters stand in the address, survive a reload and are cleared at once', async ({
  page,
  signIn,
  stack,
}) => {
  const name = unique('filtered')
  await registerAndDelete(stack, 'root', name)
  await signIn('root', '/audit')
  await page.getByLabel('Person').fill('root')
  await page.getByLabel('Action').click()
  await page.getByRole('option', { name: 'Delete agent' }).click()
  await page.getByLabel('Object', { exact: true }).fill(name)
  await page.getByLabel('From').fill('2020-01-01T01:00')
  await expect(page).toHaveURL(
    `/audit?actor=root&action=agent.delete&object=${name}&from=2020-01-01T00:00:00.000Z`,
  )
  await expect(bodyRows(page)).toHaveCount(1)
  await page.reload()
  await expect(bodyRows(page)).toHaveCount(1)
  await expect(page.getByLabel('Person')).toHaveValue('root')
  await expect(page.getByLabel('Action')).toHaveText('Delete agent')
  await expect(page.getByLabel('Object', { exact: true })).toHaveValue(name)
  await expect(page.getByLabel('From')).toHaveValue('2020-01-01T01:00')

  await page.getByLabel('Before').fill('2020-01-02T01:00')
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click()
  await expect(page).toHaveURL('/audit')
  await expect(page.getByRole('search', { name: 'Filters' })).toBeFocused()
  await expect(rowOf(page, 'Delete agent', name)).toBeVisible()

  await page.getByLabel('Object type').click()
  await page.getByRole('option', { name: 'Session' }).click()
  await expect(page).toHaveURL('/audit?type=session')
  await expect(bodyRows(page).filter({ hasText: 'agent' })).toHaveCount(0)
})

test('whoever is no administrator sees only their own rows, and is told so', async ({
  page,
  signIn,
  stack,
}) => {
  const name = unique('others')
  await registerAndDelete(stack, 'maintainer', name)
  await signIn('developer', '/audit')
  await expect(page.getByText('You see only what you did yourself.')).toBeVisible()
  await expect(rowOf(page, 'developer', 'Sign in')).toBeVisible()
  await expect(bodyRows(page).filter({ hasText: name })).toHaveCount(0)
  await expect(page.getByLabel('Person')).toHaveCount(0)
  await page.goto('/audit?actor=maintainer')
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible()
})

test('the files hold every row that matches, and nothing that a spreadsheet would run', async ({
  page,
  signIn,
}) => {
  await signIn('maintainer', '/project-1/clusters/new')
  await fillNewCluster(page, '=cmd()')
  await page.getByLabel('Environment scope').fill(unique('scope'))
  await page.getByRole('button', { name: 'Add cluster' }).click()
  await expect(page).not.toHaveURL(/new$/)
  await page.goto(`/audit?object=${encodeURIComponent('=cmd()')}`)
  await expect(rowOf(page, 'Add cluster', '=cmd()')).toBeVisible()

  const csv = await download(page, 'Export CSV')
  expect(csv.name).toMatch(/^audit-\d{4}-\d\d-\d\dT\d{6}Z\.csv$/)
  await expect(page.getByText(/saved as audit-.*\.csv/)).toBeVisible()
  const [header, ...lines] = csv.text.split('\r\n')
  expect(header).toMatch(/^seq,at,actor_name,/)
  expect(lines.pop()).toBe('')
  expect(lines.length).toBeGreaterThanOrEqual(1)
  for (const line of lines) {
    expect(line).toContain(",'=cmd(),")
    expect(line).not.toContain(',=cmd()')
  }
  const json = await download(page, 'Export JSON')
  const entries: { object: { name: string } }[] = JSON.parse(json.text)
  expect(entries.map(({ object }) => object.name)).toEqual(lines.map(() => '=cmd()'))
})

interface Row {
  seq: number
  at: string
  phase: string
  result: string | null
  [fact: string]: unknown
}

const made = (seq: number, changed: Partial<Row> = {}): Row => ({
  seq,
  at: new Date(Date.UTC(2026, 10, 1) + seq * 60_000).toISOString(),
  actor: { id: '8', name: 'ann' },
  auth_mode: 'oauth',
  session: '01234567',
  ip: '192.0.2.7',
  action: 'cluster.delete',
  scope: 'group-42',
  object: { type: 'cluster', id: String(seq), name: `made-${seq}` },
  changes: null,
  phase: 'outcome',
  result: 'ok',
  request_id: `request-${seq}`,
  gitlab: { status: 204, request_id: null },
  ...changed,
})

/** Pages of rows in place of the server's, as for a long trail: `pages` of them, all but the first with `size` rows. */
async function fakeTrail(page: Page, pages: number, { delayMs = 0, size = 100 } = {}) {
  await page.route('**/api/audit?**', async (route) => {
    const at = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0)
    const length = at === 0 ? 100 : size
    const items = Array.from({ length }, (_, index) => made(1_000_000 - at * size - index))
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    await route
      .fulfill({ json: { items, next_cursor: at + 1 < pages ? String(at + 1) : null } })
      .catch(() => undefined)
  })
}

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

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test('the page has no accessibility violation, wide or narrow', async ({ page, signIn }) => {
      await signIn('root', '/audit')
      await expect(rowOf(page, 'root', 'Sign in')).toBeVisible()
      expect(await violations(page)).toEqual([])
      await page.setViewportSize({ width: 320, height: 700 })
      expect(await violations(page)).toEqual([])
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow, 'the page scrolls sideways at 320 px').toBe(0)
      await rowOf(page, 'root', 'Sign in').getByRole('button').press('Enter')
      await expect(detail(page)).toBeVisible()
      expect(await violations(page)).toEqual([])
      await page.goto('/audit?object=nothing-is-called-this')
      await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible()
      expect(await violations(page)).toEqual([])
    })
  })
}
