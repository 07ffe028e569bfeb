import { bodyRows, detail, download, registerAndDelete, rowOf, unique } from './audit-page.ts'
import { violations } from './axe.ts'
import { rows as clusterRows, fillNewCluster } from './cluster-page.ts'
import { expect, test } from './fixtures.ts'
import { callGitLab } from './gitlab-api.ts'

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

test('a filter of the address that does not exist is told, not dropped in silence', async ({
  page,
  signIn,
}) => {
  await signIn('root', '/audit?action=rubbish&type=session')
  const notice = page.getByRole('main').getByRole('alert')
  await expect(notice).toContainText('Left out: Action.')
  await expect(page.getByRole('combobox', { name: 'Object type' })).toContainText('Session')
  await page.getByRole('combobox', { name: 'Action', exact: true }).click()
  await page.getByRole('option', { name: 'Sign in' }).click()
  await expect(notice).toHaveCount(0)
})
