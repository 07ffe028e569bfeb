import { field, fillNewCluster, review } from './cluster-page.ts'
import { expect, test } from './fixtures.ts'
import { callGitLab, type GitLabCluster } from './gitlab-api.ts'
import type { Fault } from './simulator-control.ts'

const refusals: [name: string, fault: Partial<Fault>, words: RegExp][] = [
  [
    'too many requests',
    {
      status: 429,
      body: 'Retry later',
      headers: { 'Retry-After': '41', 'Content-Type': 'text/plain' },
    },
    // It counts down.
    /try again in (4[01]|3\d) seconds/,
  ],
  ['want of Admin Mode', { status: 403, body: '{"message":"403 Forbidden"}' }, /Admin Mode/],
]
for (const [name, answer, words] of refusals) {
  test(`a new cluster refused for ${name} says so above the form, until the next attempt`, async ({
    page,
    signIn,
    gitlab,
  }) => {
    await signIn('root', '/instance/clusters/new')
    await fillNewCluster(page, 'refused')
    const fault = { method: 'POST', path: '/api/v4/admin/clusters/add', mode: 'status', ...answer }
    await gitlab.control.fault(fault as Fault)
    const form = page.getByRole('form', { name: 'Add cluster' })
    await page.getByRole('button', { name: 'Add cluster' }).click()
    await expect(form.getByRole('alert')).toContainText(words)
    await expect(page.locator(':focus')).toContainText(words)
    await expect(form.getByRole('alert')).toBeInViewport()
    await expect(page.getByRole('region', { name: 'Notifications' })).toHaveText('')
    await gitlab.control.clearFaults()
    await gitlab.control.fault({ ...(fault as Fault), mode: 'slow', delay_ms: 1500 })
    await page.getByRole('button', { name: 'Add cluster' }).click()
    await expect(form.getByRole('alert')).toHaveCount(0)
  })
}

test('changes that are refused say so above the review', async ({ page, signIn, gitlab }) => {
  await signIn('maintainer', '/group-1/clusters/3')
  await field(page, 'Base domain').fill('refused.example.test')
  await page.getByRole('button', { name: 'Review 1 change' }).click()
  await gitlab.control.fault({
    method: 'PUT',
    path: '/api/v4/groups/1/clusters/3',
    mode: 'status',
    status: 403,
    body: '{"message":"403 Forbidden"}',
  })
  await review(page).getByRole('button', { name: 'Save 1 change' }).click()
  await expect(review(page).getByRole('alert')).toContainText('You are not allowed to do this')
  await expect(page.locator(':focus')).toContainText('You are not allowed to do this')
  await expect(page.getByRole('region', { name: 'Notifications' })).toHaveText('')
})

const moments = ['before the review', 'before the save'] as const
for (const moment of moments) {
  test(`a cluster that somebody deleted ${moment} says so, and keeps what was typed`, async ({
    page,
    signIn,
    gitlab,
  }) => {
    const { id } = await callGitLab<GitLabCluster>(gitlab.url, 'POST', 'admin/clusters/add', {
      name: 'short-lived',
      environment_scope: `short-lived-${moments.indexOf(moment)}`,
      platform_kubernetes_attributes: { api_url: 'https://k8s.example.test', token: 'fake-token' },
    })
    await signIn('root', `/instance/clusters/${id}`)
    await field(page, 'Base domain').fill('typed.example.test')
    const remove = () => callGitLab(gitlab.url, 'DELETE', `admin/clusters/${id}`)
    if (moment === 'before the review') await remove()
    await page.getByRole('button', { name: 'Review 1 change' }).click()
    if (moment === 'before the save') {
      await expect(review(page)).toBeVisible()
      await remove()
      await page.getByRole('button', { name: 'Save 1 change' }).click()
    }
    await expect(page.getByText('Somebody deleted this cluster')).toBeVisible()
    await expect(page.getByText('These values may be old')).toHaveCount(0)
    await expect(field(page, 'Base domain')).toHaveValue('typed.example.test')
    await expect(page.getByRole('button', { name: /Review|Save|Delete|Disable/ })).toHaveCount(0)
    await page.getByRole('link', { name: 'Go to the list' }).click()
    await expect(page).toHaveURL('/instance/clusters')
  })
}
