import { X509Certificate } from 'node:crypto'
import { field, fillNewCluster, review, reviewAndSave } from './cluster-page.ts'
import { expect, test } from './fixtures.ts'
import { callGitLab, type GitLabCluster } from './gitlab-api.ts'
import { type Place, places } from './places.ts'

const refusal = "Project does not exist or you don't have permission to perform this action"

/** A project that GitLab takes as management project at every scope, and one that it refuses there. */
const allowed = { id: 1, path: 'platform/agents' }
const refused = {
  // An administrator may manage any project: the simulated GitLab is told to refuse.
  instance: 'platform/web/shop',
  'group-1': 'maintainer/scratch',
  'project-1': 'platform/web/shop',
} satisfies Record<Place['scope'], string>

for (const { scope, as, collection, cluster } of places) {
  const record = `/${scope}/clusters/${cluster.id}`

  test.describe(`a cluster of ${scope}`, () => {
    test('has a namespace where GitLab takes one, and says why where not', async ({
      page,
      signIn,
      gitlab,
    }) => {
      await signIn(as, `/${scope}/clusters/new`)
      await fillNewCluster(page, 'spaced')
      const namespace = field(page, 'Kubernetes namespace')
      const managed = page.getByRole('switch', { name: 'GitLab-managed cluster' })
      const reason = page.getByText(/GitLab takes no namespace for a group or instance cluster/)
      await expect(managed).toBeChecked()
      if (scope === 'project-1') {
        await expect(namespace).toBeEditable()
        await expect(reason).toHaveCount(0)
      } else {
        await expect(namespace).not.toBeEditable()
        await expect(reason).toBeVisible()
      }
      await managed.click()
      await expect(namespace).toBeEditable()
      await expect(reason).toHaveCount(0)
      await namespace.fill('Not Valid')
      await namespace.blur()
      await expect(namespace).toHaveAttribute('aria-invalid', 'true')
      await namespace.fill('spaced-ns')
      await page.getByRole('button', { name: 'Add cluster' }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'spaced' })).toBeVisible()
      const all = await callGitLab<GitLabCluster[]>(gitlab.url, 'GET', collection)
      expect(all.find(({ name }) => name === 'spaced')).toMatchObject({
        managed: false,
        platform_kubernetes: { namespace: 'spaced-ns' },
      })
    })

    test('gets the management project that was searched and chosen', async ({
      page,
      signIn,
      gitlab,
    }) => {
      await signIn(as, record)
      const project = page.getByRole('combobox', { name: 'Cluster management project' })
      await project.fill('agents')
      await page.getByRole('option', { name: allowed.path }).click()
      await expect(project).toHaveValue(allowed.path)
      await reviewAndSave(page)
      await expect(page.getByText(`${cluster.name} is saved`)).toBeVisible()
      const [put] = await gitlab.control.requests('PUT')
      expect(JSON.parse(put?.body ?? '')).toMatchObject({ management_project_id: allowed.id })
      await page.reload()
      await expect(project).toHaveValue(allowed.path)
    })

    test('keeps what was typed when GitLab refuses the management project, on its field', async ({
      page,
      signIn,
      gitlab,
    }) => {
      await signIn(as, record)
      if (scope === 'instance') {
        await gitlab.control.fault({
          method: 'PUT',
          path: `/api/v4/${collection}/${cluster.id}`,
          mode: 'status',
          status: 400,
          body: { message: { management_project_id: [refusal] } },
        })
      }
      const project = page.getByRole('combobox', { name: 'Cluster management project' })
      await field(page, 'Base domain').fill('typed.example.test')
      await project.fill(refused[scope].replace(/.*\//, ''))
      await page.getByRole('option', { name: refused[scope] }).click()
      await reviewAndSave(page, 2)
      await expect(project).toHaveAttribute('aria-invalid', 'true')
      await expect(page.getByText(/GitLab refuses this project/).first()).toBeVisible()
      await expect(project).toHaveValue(refused[scope])
      await expect(field(page, 'Base domain')).toHaveValue('typed.example.test')
    })

    test('takes a CA certificate as a file and shows what is in it', async ({
      page,
      signIn,
      gitlab,
    }) => {
      const other = await callGitLab<GitLabCluster>(gitlab.url, 'GET', 'admin/clusters/2')
      const pem = other.platform_kubernetes.ca_cert?.trim() ?? ''
      const { fingerprint256 } = new X509Certificate(pem)
      await signIn(as, record)
      const chosen = page.waitForEvent('filechooser')
      await page.getByRole('button', { name: 'Choose a file' }).click()
      await (await chosen).setFiles({
        name: 'ca.pem',
        mimeType: 'application/x-pem-file',
        buffer: Buffer.from(pem),
      })
      await expect(field(page, 'CA certificate')).toHaveValue(pem)
      await expect(page.getByText(/CN=gke-legacy/).first()).toBeVisible()
      await expect(page.getByText(fingerprint256)).toBeVisible()
      await page.getByRole('button', { name: 'Review 1 change' }).click()
      await expect(review(page)).toContainText('CA certificate')
      await review(page).getByRole('button', { name: 'Save 1 change' }).click()
      await expect(page.getByText(`${cluster.name} is saved`)).toBeVisible()
      const after = await callGitLab<GitLabCluster>(
        gitlab.url,
        'GET',
        `${collection}/${cluster.id}`,
      )
      expect(after.platform_kubernetes.ca_cert?.trim()).toBe(pem)
    })

    test('is disabled and enabled again on its page', async ({ page, signIn, gitlab }) => {
      const read = () => callGitLab<GitLabCluster>(gitlab.url, 'GET', `${collection}/${cluster.id}`)
      const before = await read()
      await signIn(as, record)
      await page.getByRole('button', { name: 'Disable cluster' }).click()
      await expect(page.getByText(`${cluster.name} is disabled`)).toBeVisible()
      await expect(page.getByRole('switch', { name: 'Enabled' })).not.toBeChecked()
      expect(await read()).toEqual({ ...before, enabled: false })
      await page.getByRole('button', { name: 'Enable cluster' }).click()
      await expect(page.getByText(`${cluster.name} is enabled`)).toBeVisible()
      await expect(page.getByRole('switch', { name: 'Enabled' })).toBeChecked()
      expect(await read()).toEqual(before)
    })
  })
}
