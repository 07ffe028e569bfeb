import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { callGitLab, type GitLabCluster } from './gitlab-api.ts'

const field = (page: Page, name: string) => page.getByRole('textbox', { name })
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

test('a kubeconfig fills the form, in the browser alone', async ({ page, signIn, gitlab }) => {
  const known = await callGitLab<GitLabCluster>(gitlab.url, 'GET', 'admin/clusters/1')
  const pem = known.platform_kubernetes.ca_cert ?? ''
  const kubeconfig = `
apiVersion: v1
kind: Config
current-context: prod
contexts:
- {name: prod, context: {cluster: eu-prod, user: gitlab}}
- {name: test, context: {cluster: eu-test, user: somebody}}
clusters:
- name: eu-prod
  cluster:
    server: https://eu-prod.example.test:6443
    certificate-authority-data: ${Buffer.from(pem).toString('base64')}
- name: eu-test
  cluster: {server: https://eu-test.example.test:6443}
users:
- {name: gitlab, user: {token: fake-kubeconfig-token}}
- {name: somebody, user: {exec: {command: aws}}}
`
  const sent: string[] = []
  page.on('request', (request) => sent.push(request.postData() ?? ''))
  await signIn('root', '/instance/clusters/new')
  await page.getByRole('button', { name: 'Paste kubeconfig' }).click()
  await page.getByLabel('Kubeconfig, YAML or JSON').fill('clusters: [')
  await expect(page.getByText(/no valid YAML: look at line/)).toBeVisible()
  await page.getByLabel('Kubeconfig, YAML or JSON').fill(kubeconfig)
  await page.getByRole('button', { name: 'Fill in the form' }).click()
  await expect(field(page, 'Kubernetes cluster name')).toHaveValue('eu-prod')
  await expect(field(page, 'API URL')).toHaveValue('https://eu-prod.example.test:6443')
  await expect(field(page, 'CA certificate')).toHaveValue(pem.trim())
  await expect(page.getByLabel('Service token')).toHaveValue('fake-kubeconfig-token')
  await expect(page.getByText('SHA-256').first()).toBeVisible()
  expect(sent.join()).not.toContain('fake-kubeconfig-token')

  await page.getByLabel(/Context, one of/).click()
  await page.getByRole('option', { name: 'test https://eu-test.example.test:6443' }).click()
  await expect(page.getByText(/gets short-lived tokens from a program/)).toBeVisible()
})

const lifetimes: [name: string, token: string, says: RegExp][] = [
  ['one hour', boundToken(3_600), /This token dies in (1 hour|60 minutes|59 minutes)/],
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
  await field(page, 'Kubernetes cluster name').fill('inside')
  await field(page, 'Environment scope').fill('inside')
  await field(page, 'API URL').fill('https://10.1.2.3:6443')
  await page.getByLabel('Service token').fill('fake-service-token')
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
  await field(page, 'Kubernetes cluster name').fill('perhaps')
  await field(page, 'Environment scope').fill('perhaps')
  await field(page, 'API URL').fill('https://k8s.example.test')
  await page.getByLabel('Service token').fill('fake-service-token')
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

test('the React Compiler is on, and filters and columns follow every click', async ({
  page,
  signIn,
  stack,
}) => {
  const scripts: string[] = []
  page.on('response', async (response) => {
    if (response.url().startsWith(stack.console.origin) && response.url().includes('.js')) {
      scripts.push(await response.text().catch(() => ''))
    }
  })
  await signIn('maintainer', '/project-1/clusters')
  const names = page.getByRole('table', { name: 'Clusters' }).getByRole('rowheader')
  await expect(names).toHaveText(['agents-old', 'agents-staging'])
  expect(scripts.join('')).toContain('react.memo_cache_sentinel')

  await page.getByRole('main').getByRole('button', { name: 'Status', exact: true }).first().click()
  await page.getByRole('menuitemcheckbox', { name: /Disabled/ }).click()
  await page.keyboard.press('Escape')
  await expect(names).toHaveText(['agents-old'])
  await page.getByRole('button', { name: 'Clear filter Status' }).click()
  await expect(names).toHaveText(['agents-old', 'agents-staging'])

  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Base domain' }).click()
  await expect(page.getByRole('columnheader', { name: 'Base domain' })).toBeVisible()
  await page.getByRole('menuitemcheckbox', { name: 'Base domain' }).click()
  await expect(page.getByRole('columnheader', { name: 'Base domain' })).toHaveCount(0)
})

for (const path of ['/project-1/clusters', '/project-1/clusters/4', '/settings']) {
  test(`nothing jumps while ${path} loads`, async ({ page, signIn, gitlab }) => {
    await signIn('root', '/login')
    await gitlab.control.fault({ method: 'GET', path: '*', mode: 'slow', delay_ms: 300, times: 99 })
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.waitForLoadState('networkidle')
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => {
            const entries = list.getEntries() as (PerformanceEntry & { value: number })[]
            resolve(entries.reduce((sum, entry) => sum + entry.value, 0))
          }).observe({ type: 'layout-shift', buffered: true })
          setTimeout(() => resolve(0), 500)
        }),
    )
    expect(shift).toBeLessThan(0.01)
  })
}
