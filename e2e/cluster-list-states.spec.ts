import { expect, test } from './fixtures.ts'
import { callGitLab } from './gitlab-api.ts'
import { places } from './places.ts'

/** The six states of a list, each told apart from the others, at every scope. */
for (const { scope, as, collection, cluster, names, stranger } of places) {
  const list = `/${scope}/clusters`
  const apiPath = `/api/v4/${collection}`

  test.describe(`the list of ${scope}`, () => {
    test('shows a skeleton of the table while it is read', async ({ page, signIn, gitlab }) => {
      await signIn(as, '/settings')
      await gitlab.control.fault({ method: 'GET', path: apiPath, mode: 'slow', delay_ms: 1_000 })
      await page.goto(list)
      await expect(page.getByRole('table', { name: 'Clusters' })).toHaveAttribute(
        'aria-busy',
        'true',
      )
      await expect(page.getByRole('link', { name: cluster.name })).toBeVisible()
      await expect(page.getByRole('table', { name: 'Clusters' })).not.toHaveAttribute('aria-busy')
    })

    test('that is empty says what to do first', async ({ page, signIn, gitlab }) => {
      const all = await callGitLab<{ id: number }[]>(gitlab.url, 'GET', collection)
      for (const { id } of all) await callGitLab(gitlab.url, 'DELETE', `${collection}/${id}`)
      await signIn(as, list)
      await expect(page.getByText('No certificate-based clusters yet')).toBeVisible()
      await expect(page.getByRole('link', { name: 'Add cluster' })).toHaveCount(2)
    })

    test('in which nothing matches offers to clear the search', async ({ page, signIn }) => {
      await signIn(as, list)
      await page.getByRole('searchbox').fill('zzz')
      await expect(page.getByText('Nothing matches')).toBeVisible()
      await page.getByRole('button', { name: 'Clear search and filters' }).click()
      await expect(page.getByRole('link', { name: cluster.name })).toBeVisible()
    })

    test('that somebody may not see says who shows it to whom', async ({ page, signIn }) => {
      await signIn(stranger, list)
      await expect(page.getByRole('main')).toContainText(
        scope === 'instance' ? /for administrators/ : /Your role in this (group|project)/,
      )
      await expect(page.getByText('No certificate-based clusters yet')).toHaveCount(0)
    })

    test('that is switched off in GitLab says how to switch it on', async ({
      page,
      signIn,
      gitlab,
    }) => {
      await gitlab.control.settings({ certificate_based_clusters: false })
      await signIn(as, list)
      await expect(page.getByText('Certificate-based clusters are switched off')).toBeVisible()
      await expect(page.getByText('Feature.enable(:certificate_based_clusters)')).toBeVisible()
    })

    test('that failed says what, shows the request ID and tries again', async ({
      page,
      signIn,
      gitlab,
    }) => {
      await signIn(as, '/settings')
      await gitlab.control.fault({ method: 'GET', path: apiPath, mode: 'html', times: 9 })
      await page.goto(list)
      const main = page.getByRole('main')
      await expect(main.getByText('GitLab’s answer makes no sense')).toBeVisible()
      await expect(main.getByText(/Request ID [0-9a-f-]{36}/)).toBeVisible()
      await expect(page.getByText('No certificate-based clusters yet')).toHaveCount(0)
      await gitlab.control.clearFaults()
      await main.getByRole('button', { name: 'Try now' }).first().click()
      await expect(page.getByRole('link', { name: cluster.name })).toBeVisible()
    })

    test('that cannot be read again keeps the old rows and says how old', async ({
      page,
      signIn,
      gitlab,
    }) => {
      await signIn(as, list)
      await expect(page.getByRole('link', { name: cluster.name })).toBeVisible()
      await gitlab.control.fault({
        method: 'GET',
        path: apiPath,
        mode: 'status',
        status: 500,
        times: 9,
      })
      await page.getByRole('button', { name: 'Refresh' }).click()
      await expect(page.getByRole('main').getByText(/This is older data/)).toBeVisible()
      await expect(page.getByRole('table').getByRole('rowheader')).toHaveText(names)
    })
  })
}

test('a group that does not exist is not an empty list', async ({ page, signIn }) => {
  await signIn('root', '/group-999/clusters')
  await expect(page.getByText('This group or project was not found')).toBeVisible()
})

for (const path of [
  '/nowhere/clusters',
  '/group-x/clusters',
  '/instance/clusters/one',
  '/nowhere',
]) {
  test(`the address ${path} has a page with a way back`, async ({ page, signIn }) => {
    await signIn('root', '/instance/clusters')
    await page.goto(path)
    await expect(page.getByText('Nothing is at this address')).toBeVisible()
    await page.getByRole('link', { name: 'Go to the overview' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
  })
}
