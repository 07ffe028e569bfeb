import { field, fillNewCluster } from './cluster-page.ts'
import { expect, test } from './fixtures.ts'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** An unsigned stand-in for a service account's token that dies after so many seconds. */
function boundToken(lifetimeS: number): string {
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    iss: 'https://kubernetes.default.svc',
    sub: 'system:serviceaccount:kube-system:gitlab',
    iat: now,
    exp: now + lifetimeS,
    'kubernetes.io': { namespace: 'kube-system', serviceaccount: { name: 'gitlab' } },
  }
  return `${encode({ alg: 'none' })}.${encode(claims)}.ZmFrZQ`
}

const lifetimes: [name: string, token: string, says: RegExp][] = [
  ['one hour', boundToken(3_600), /This token expires in (1 hour|60 minutes|59 minutes)/],
  [
    'no end',
    `${encode({ alg: 'none' })}.${encode({ iss: 'kubernetes/serviceaccount', sub: 'system:serviceaccount:kube-system:gitlab' })}.ZmFrZQ`,
    /does not expire/,
  ],
]
for (const [name, token, says] of lifetimes) {
  test(`a pasted service account token of ${name} says so before it is saved`, async ({
    page,
    signIn,
  }) => {
    await signIn('root', '/instance/clusters/new')
    await page.getByLabel('Service token').fill(token)
    await expect(page.getByText(says)).toBeVisible()
    await expect(page.getByText('kube-system:gitlab').first()).toBeVisible()
  })
}

test('a cluster that Google made shows why its fields are locked', async ({ page, signIn }) => {
  await signIn('root', '/instance/clusters/2')
  await expect(field(page, 'Kubernetes cluster name')).not.toBeEditable()
  await expect(field(page, 'API URL')).not.toBeEditable()
  await expect(field(page, 'Base domain')).toBeEditable()
  await expect(page.getByText(/Google Kubernetes Engine made this cluster/).first()).toBeVisible()
})

test('an address that GitLab blocks comes back on its field with what to do', async ({
  page,
  signIn,
}) => {
  await signIn('root', '/instance/clusters/new')
  await fillNewCluster(page, 'inside')
  await field(page, 'API URL').fill('https://10.1.2.3:6443')
  await page.getByRole('button', { name: 'Add cluster' }).click()
  await expect(field(page, 'API URL')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByRole('main')).toContainText(/local network/)
  await expect(page.getByLabel('Service token')).toHaveValue('fake-service-token')
})

test('an answer that got lost is told as unknown, and nothing is sent twice', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', '/instance/clusters/new')
  await fillNewCluster(page, 'perhaps')
  await gitlab.control.fault({
    method: 'POST',
    path: '/api/v4/admin/clusters/add',
    mode: 'reset',
    when: 'after',
  })
  await page.getByRole('button', { name: 'Add cluster' }).click()
  await expect(page.getByText('It is not known whether GitLab added the cluster')).toBeVisible()
  await expect(field(page, 'Kubernetes cluster name')).toHaveValue('perhaps')
  expect(await gitlab.control.requests('POST', /clusters\/add/)).toHaveLength(1)
})

test('what is changed, and back again, is known at every moment', async ({ page, signIn }) => {
  await signIn('root', '/instance/clusters/1')
  const save = page.getByRole('button', { name: /Review/ })
  await expect(save).toBeDisabled()
  await field(page, 'Kubernetes cluster name').fill('renamed')
  await expect(save).toHaveText('Review 1 change')
  await page.getByRole('switch', { name: 'Enabled' }).click()
  await expect(save).toHaveText('Review 2 changes')
  await page.getByRole('switch', { name: 'Enabled' }).click()
  await expect(save).toHaveText('Review 1 change')
  await field(page, 'Kubernetes cluster name').fill('shared-prod')
  await expect(save).toBeDisabled()
})

test('where clusters are switched off, adding one says so instead of showing a form', async ({
  page,
  signIn,
  gitlab,
}) => {
  await gitlab.control.settings({ certificate_based_clusters: false })
  await signIn('root', '/instance/clusters/new')
  await expect(page.getByText('certificate_based_clusters').first()).toBeVisible()
  await expect(page.getByRole('form', { name: 'Add cluster' })).toHaveCount(0)
})

test('who may not see the clusters of the instance gets no form to add one', async ({
  page,
  signIn,
}) => {
  await signIn('maintainer', '/instance/clusters/new')
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  await expect(page.getByRole('form', { name: 'Add cluster' })).toHaveCount(0)
})
