import { expect, test } from './fixtures.ts'

const clusters = { method: 'GET', path: '/api/v4/admin/clusters' }

test('while GitLab cannot be reached a banner says so, the rows stay, and both recover', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', '/instance/clusters')
  const names = page.getByRole('table').getByRole('rowheader')
  await expect(names).toHaveText(['gke-legacy', 'shared-prod'])
  const banner = page
    .getByRole('status')
    .filter({ hasText: 'GitLab cannot be reached' })
    .filter({ hasText: 'What you see may be out of date.' })
  await expect(banner).toHaveCount(0)

  await gitlab.control.fault({ method: '*', path: '*', mode: 'refuse' })
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(banner).toBeVisible()
  await expect(names).toHaveText(['gke-legacy', 'shared-prod'])

  await gitlab.control.clearFaults()
  await banner.getByRole('button', { name: 'Try again' }).click()
  await expect(banner).toHaveCount(0)
  await expect(names).toHaveText(['gke-legacy', 'shared-prod'])
  await expect(page.getByText(/This is older data/)).toHaveCount(0)
})

test('when GitLab asks to slow down, the page says when to try again', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', '/settings')
  await gitlab.control.fault({
    ...clusters,
    mode: 'status',
    status: 429,
    body: 'Retry later',
    headers: { 'Retry-After': '90', 'Content-Type': 'text/plain' },
  })
  await page.goto('/instance/clusters')
  const alert = page.getByRole('main').getByRole('alert')
  await expect(alert).toContainText('GitLab asks us to slow down')
  await expect(alert).toContainText('Try again in 90 seconds')
})

test('what Admin Mode takes away is explained, with what the operator has to do', async ({
  page,
  signIn,
  gitlab,
}) => {
  await gitlab.control.settings({ admin_mode: true })
  await signIn('root', '/instance/clusters')
  const main = page.getByRole('main')
  await expect(main).toContainText('GitLab’s Admin Mode stands in the way')
  await expect(main).toContainText('GITLAB_OAUTH_SCOPES')
  await expect(main).toContainText('admin_mode')
  await expect(page.getByText('No certificate-based clusters yet')).toHaveCount(0)
})
