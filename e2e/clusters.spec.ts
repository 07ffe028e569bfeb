import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { callGitLab, type GitLabCluster } from './gitlab-api.ts'
import { places } from './places.ts'

const rows = (page: Page) => page.getByRole('table', { name: 'Clusters' }).getByRole('rowheader')
const field = (page: Page, name: string) => page.getByRole('textbox', { name })

for (const { scope, as, collection, cluster, names } of places) {
  const list = `/${scope}/clusters`
  const record = `${list}/${cluster.id}`

  test.describe(`clusters of ${scope}`, () => {
    test('are listed, opened and left again', async ({ page, signIn }) => {
      await signIn(as, list)
      await expect(rows(page)).toHaveText(names)
      await page.getByRole('link', { name: cluster.name }).click()
      await expect(page).toHaveURL(record)
      await expect(page.getByRole('heading', { level: 1, name: cluster.name })).toBeVisible()
      await expect(field(page, 'Environment scope')).toHaveValue(cluster.environment_scope)
      await page.goBack()
      await expect(rows(page)).toHaveText(names)
    })

    test('are searched and sorted, with the state in the address', async ({ page, signIn }) => {
      await signIn(as, list)
      await expect(rows(page)).toHaveText(names)
      await page.getByRole('button', { name: 'Name', exact: true }).click()
      await expect(rows(page)).toHaveText(names.toReversed())
      await page.keyboard.press('/')
      await page.keyboard.type(cluster.name)
      await expect(rows(page)).toHaveText([cluster.name])
      await expect(page).toHaveURL(new RegExp(cluster.name))
      await page.reload()
      await expect(rows(page)).toHaveText([cluster.name])
      await page.getByRole('searchbox').fill('nothing is called that')
      await expect(page.getByText('Nothing matches')).toBeVisible()
      await page.getByRole('button', { name: 'Clear search and filters' }).click()
      await expect(rows(page)).toHaveCount(names.length)
    })

    test('are added, after the form and GitLab had their say', async ({ page, signIn, gitlab }) => {
      await signIn(as, list)
      await page.getByRole('link', { name: 'Add cluster' }).click()
      await expect(page).toHaveURL(`${list}/new`)

      // What the form sees by itself costs no call.
      await gitlab.control.clearRequests()
      await page.getByRole('button', { name: 'Add cluster' }).click()
      await expect(page.getByRole('group', { name: /another look/ })).toBeVisible()
      await expect(field(page, 'Kubernetes cluster name')).toHaveAttribute('aria-invalid', 'true')
      expect(await gitlab.control.requests('POST')).toEqual([])

      // What only GitLab knows lands on its field, and nothing typed is lost.
      await field(page, 'Kubernetes cluster name').fill('brand-new')
      await field(page, 'Environment scope').fill(cluster.environment_scope)
      await field(page, 'API URL').fill('https://k8s.example.test:6443')
      await page.getByLabel('Service token').fill('fake-service-token')
      await page.getByRole('button', { name: 'Add cluster' }).click()
      await expect(field(page, 'Environment scope')).toHaveAttribute('aria-invalid', 'true')
      await expect(field(page, 'Kubernetes cluster name')).toHaveValue('brand-new')
      await expect(page.getByLabel('Service token')).toHaveValue('fake-service-token')

      await field(page, 'Environment scope').fill('brand-new/*')
      await page.getByRole('button', { name: 'Add cluster' }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'brand-new' })).toBeVisible()
      const all = await callGitLab<GitLabCluster[]>(gitlab.url, 'GET', collection)
      expect(all.find((one) => one.name === 'brand-new')).toMatchObject({
        environment_scope: 'brand-new/*',
        enabled: true,
        platform_kubernetes: { api_url: 'https://k8s.example.test:6443' },
      })
    })

    test('are edited: the difference first, then only what changed', async ({
      page,
      signIn,
      gitlab,
    }) => {
      const before = await callGitLab<GitLabCluster>(
        gitlab.url,
        'GET',
        `${collection}/${cluster.id}`,
      )
      await signIn(as, record)
      await field(page, 'Base domain').fill('changed.example.test')
      await page.getByRole('button', { name: 'Review 1 change' }).click()
      const review = page.getByRole('region', { name: `Review changes to ${cluster.name}` })
      await expect(review.getByText('changed.example.test')).toBeVisible()
      await review.getByRole('button', { name: 'Save 1 change' }).click()
      await expect(page.getByText(`${cluster.name} is saved`)).toBeVisible()

      const [put] = await gitlab.control.requests('PUT')
      expect(JSON.parse(put?.body ?? '')).toEqual({
        domain: 'changed.example.test',
        namespace_per_environment: before.namespace_per_environment,
      })
      const after = await callGitLab<GitLabCluster>(
        gitlab.url,
        'GET',
        `${collection}/${cluster.id}`,
      )
      expect(after).toMatchObject({ ...before, domain: 'changed.example.test' })
    })

    test('that somebody else changed meanwhile show both values', async ({
      page,
      signIn,
      gitlab,
    }) => {
      await signIn(as, record)
      await field(page, 'Base domain').fill('mine.example.test')
      await callGitLab(gitlab.url, 'PUT', `${collection}/${cluster.id}`, {
        domain: 'theirs.example.test',
      })
      await page.getByRole('button', { name: 'Review 1 change' }).click()
      const review = page.getByRole('region', { name: `Review changes to ${cluster.name}` })
      await expect(review.getByText('mine.example.test')).toBeVisible()
      await expect(review.getByText('theirs.example.test')).toBeVisible()
      await review.getByRole('radio', { name: /Yours/ }).click()
      await review.getByRole('button', { name: /Save 1 change/ }).click()
      await expect(page.getByText(`${cluster.name} is saved`)).toBeVisible()
      const after = await callGitLab<GitLabCluster>(
        gitlab.url,
        'GET',
        `${collection}/${cluster.id}`,
      )
      expect(after.domain).toBe('mine.example.test')
    })

    test('are disabled from the list, and enabled again by Undo', async ({
      page,
      signIn,
      gitlab,
    }) => {
      const read = () => callGitLab<GitLabCluster>(gitlab.url, 'GET', `${collection}/${cluster.id}`)
      const before = await read()
      await signIn(as, list)
      await page.getByRole('button', { name: `Actions for ${cluster.name}` }).click()
      await page.getByRole('menuitem', { name: 'Disable' }).press('Enter')
      await expect(page.getByText(`${cluster.name} is disabled`)).toBeVisible()
      expect(await read()).toEqual({ ...before, enabled: false })
      await page.getByRole('button', { name: 'Undo' }).click()
      await expect(page.getByText(`${cluster.name} is enabled`)).toBeVisible()
      expect(await read()).toEqual(before)
    })

    test('are deleted by typing the name', async ({ page, signIn, gitlab }) => {
      await signIn(as, list)
      await page.getByRole('button', { name: `Actions for ${cluster.name}` }).click()
      await page.getByRole('menuitem', { name: 'Delete…' }).press('Enter')
      const dialog = page.getByRole('dialog', { name: `Delete cluster ${cluster.name}` })
      await expect(dialog.getByText(/Kubernetes itself/)).toBeVisible()
      await dialog.getByRole('textbox').fill('something else')
      await dialog.getByRole('button', { name: 'Delete cluster' }).click()
      await expect(dialog.getByText('This is not the name above.')).toBeVisible()
      expect(await gitlab.control.requests('DELETE')).toEqual([])

      await dialog.getByRole('textbox').fill(cluster.name)
      await dialog.getByRole('button', { name: 'Delete cluster' }).click()
      await expect(dialog).toBeHidden()
      const left = names.filter((name) => name !== cluster.name)
      if (left.length > 0) await expect(rows(page)).toHaveText(left)
      else await expect(page.getByText('No certificate-based clusters yet')).toBeVisible()
      const [request] = await gitlab.control.requests('DELETE')
      expect(request?.headers['if-unmodified-since']).toBeTruthy()
    })

    test('that changed after the dialog opened are not deleted blindly', async ({
      page,
      signIn,
      gitlab,
    }) => {
      await signIn(as, list)
      await page.getByRole('button', { name: `Actions for ${cluster.name}` }).click()
      await page.getByRole('menuitem', { name: 'Delete…' }).press('Enter')
      const dialog = page.getByRole('dialog', { name: `Delete cluster ${cluster.name}` })
      await dialog.getByRole('textbox').fill(cluster.name)
      await gitlab.control.advance(5)
      await callGitLab(gitlab.url, 'PUT', `${collection}/${cluster.id}`, { domain: 'x.test' })
      await dialog.getByRole('button', { name: 'Delete cluster' }).click()
      await expect(dialog.getByText(/changed after this dialog read it/)).toBeVisible()
      await expect(
        callGitLab(gitlab.url, 'GET', `${collection}/${cluster.id}`),
      ).resolves.toBeTruthy()
    })
  })
}
