import { field } from './cluster-page.ts'
import { expect, test } from './fixtures.ts'
import { callGitLab, type GitLabCluster } from './gitlab-api.ts'
import { kubeconfigText } from './kubeconfig-text.ts'
import { places } from './places.ts'

const token = 'fake-kubeconfig-token'

for (const { scope, as, collection, cluster } of places) {
  test(`a kubeconfig fills the form of ${scope} in the browser alone, and is added`, async ({
    page,
    signIn,
    gitlab,
  }) => {
    const known = await callGitLab<GitLabCluster>(gitlab.url, 'GET', `${collection}/${cluster.id}`)
    const pem = known.platform_kubernetes.ca_cert?.trim() ?? ''
    const sent: string[] = []
    page.on('request', (request) => sent.push(request.postData() ?? ''))
    await signIn(as, `/${scope}/clusters/new`)
    await page.getByRole('button', { name: 'Paste kubeconfig' }).click()
    await page.getByLabel('Kubeconfig, YAML or JSON').fill(kubeconfigText(pem, token))
    await page.getByRole('button', { name: 'Fill in the form' }).click()
    await expect(field(page, 'Kubernetes cluster name')).toHaveValue('eu-prod')
    await expect(field(page, 'Kubernetes cluster name')).toBeFocused()
    await expect(page.getByLabel('Kubeconfig, YAML or JSON')).toHaveCount(0)
    await expect(page.getByText(/Filled in from prod/)).toBeVisible()
    await expect(field(page, 'API URL')).toHaveValue('https://eu-prod.example.test:6443')
    await expect(field(page, 'CA certificate')).toHaveValue(pem)
    await expect(page.getByLabel('Service token')).toHaveValue(token)
    await expect(page.getByText('SHA-256').first()).toBeVisible()
    expect(sent.join()).not.toContain(token)

    await field(page, 'Environment scope').fill('eu-prod')
    await page.getByRole('button', { name: 'Add cluster' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'eu-prod' })).toBeVisible()
    const [post] = await gitlab.control.requests('POST', /clusters\/(add|user)$/)
    expect(JSON.parse(post?.body ?? '')).toMatchObject({
      platform_kubernetes_attributes: { token, api_url: 'https://eu-prod.example.test:6443' },
    })
    const all = await callGitLab<GitLabCluster[]>(gitlab.url, 'GET', collection)
    const added = all.find(({ name }) => name === 'eu-prod')
    expect(added?.platform_kubernetes.ca_cert?.trim()).toBe(pem)
  })
}

const unreadable: [name: string, text: string, says: RegExp][] = [
  ['broken YAML', 'clusters: [', /no valid YAML: look at line/],
  ['no kubeconfig', 'kind: Pod', /no kubeconfig/],
  ['two documents', 'a: 1\n---\nb: 2', /several YAML documents/],
]
for (const [name, text, says] of unreadable) {
  test(`a pasted text of ${name} is told as that`, async ({ page, signIn }) => {
    await signIn('root', '/instance/clusters/new')
    await page.getByRole('button', { name: 'Paste kubeconfig' }).click()
    await page.getByLabel('Kubeconfig, YAML or JSON').fill(text)
    await expect(page.getByText(says)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Fill in the form' })).toHaveCount(0)
  })
}

test('another context of the kubeconfig says what GitLab lacks in it', async ({ page, signIn }) => {
  await signIn('root', '/instance/clusters/new')
  await page.getByRole('button', { name: 'Paste kubeconfig' }).click()
  await page.getByLabel('Kubeconfig, YAML or JSON').fill(kubeconfigText('', token))
  await page.getByLabel(/Context, one of/).click()
  await page.getByRole('option', { name: 'test https://eu-test.example.test:6443' }).click()
  await expect(page.getByText(/gets short-lived tokens from a program/)).toBeVisible()
})

test('a kubeconfig whose token expires soon says so when it is filled in', async ({
  page,
  signIn,
}) => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = {
    sub: 'system:serviceaccount:kube-system:gitlab',
    exp: Math.floor(Date.now() / 1000) + 3600,
    'kubernetes.io': { namespace: 'kube-system', serviceaccount: { name: 'gitlab' } },
  }
  const shortLived = `${encode({ alg: 'none' })}.${encode(claims)}.ZmFrZQ`
  await signIn('root', '/instance/clusters/new')
  await page.getByRole('button', { name: 'Paste kubeconfig' }).click()
  await page.getByLabel('Kubeconfig, YAML or JSON').fill(kubeconfigText('', shortLived))
  await page.getByRole('button', { name: 'Fill in the form' }).click()
  const note = page.getByRole('region', { name: 'Have a kubeconfig?' })
  await expect(note.getByText(/This token expires in/)).toBeVisible()
})
