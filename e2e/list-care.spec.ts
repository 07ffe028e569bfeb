import { expect, test } from './fixtures.ts'

const collection = '/api/v4/projects/1/clusters'

test('what needs care stands under the title and leads to its rows', async ({ page, signIn }) => {
  await signIn('maintainer', '/project-1/clusters')
  const care = page.getByRole('list', { name: 'What needs care' })
  await care.getByRole('button', { name: '1 disabled' }).click()
  await expect(page).toHaveURL('/project-1/clusters?status=disabled')
  await expect(page.getByRole('table').getByRole('rowheader')).toHaveText(['agents-old'])
})

for (const [width, shown, gone] of [
  [1440, ['CA expiry', 'Created by'], []],
  [1280, ['CA expiry', 'API URL'], ['Created by']],
  [768, ['CA expiry'], ['Created by', 'Created', 'Provider']],
] as const) {
  test(`at ${width} px the CA expiry is in view, other columns make room`, async ({
    page,
    signIn,
  }) => {
    await page.setViewportSize({ width, height: 800 })
    await signIn('maintainer', '/project-1/clusters')
    const header = (name: string) => page.getByRole('columnheader', { name, exact: true })
    for (const name of shown) await expect(header(name)).toBeInViewport({ ratio: 1 })
    for (const name of gone) await expect(header(name)).toHaveCount(0)
    if (gone.length === 0) return
    // What somebody chooses stays, and can be scrolled to.
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Created by' }).click()
    await page.keyboard.press('Escape')
    await expect(header('Created by')).toHaveCount(1)
    await page.reload()
    await expect(header('Created by')).toHaveCount(1)
  })
}

test('rows that GitLab no longer shows are not kept as older data', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', '/project-1/clusters')
  await expect(page.getByRole('link', { name: 'agents-old' })).toBeVisible()
  await gitlab.control.settings({ certificate_based_clusters: false })
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByText('Certificate-based clusters are switched off')).toBeVisible()
  await expect(page.getByRole('table')).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Add cluster' })).toHaveCount(0)
})

test('a failure is said once and offers one way to try again', async ({ page, signIn, gitlab }) => {
  await signIn('maintainer', '/settings')
  await gitlab.control.fault({ method: 'GET', path: collection, mode: 'html', times: 99 })
  await page.goto('/project-1/clusters')
  await expect(page.getByText('GitLab’s answer makes no sense')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Try now' })).toHaveCount(1)
  await gitlab.control.clearFaults()
  await page.getByRole('button', { name: 'Try now' }).click()
  await expect(page.getByRole('link', { name: 'agents-old' })).toBeVisible()
  await gitlab.control.fault({ method: 'GET', path: collection, mode: 'html', times: 99 })
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByText(/This is older data/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Try now' })).toHaveCount(1)
  await expect(page.getByText('GitLab’s answer makes no sense')).toHaveCount(1)
})

test('a name that turns the writing around is spelled out', async ({ page, signIn }) => {
  const name = 'prod\u202egnigats'
  await signIn('maintainer', '/project-1/clusters')
  await expect(page.getByRole('link', { name: 'agents-old' })).toBeVisible()
  await page.route('**/api/scopes/project-1/clusters', async (route) => {
    const answer = await route.fetch()
    const list: { items: { name: string }[] } = await answer.json()
    const [first] = list.items
    if (first) first.name = name
    await route.fulfill({ response: answer, json: list })
  })
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByRole('link', { name: 'prod[U+202E]gnigats' })).toBeVisible()
})
