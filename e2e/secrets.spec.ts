import type { Page } from '@playwright/test'
import { field, fillNewCluster, review } from './cluster-page.ts'
import { expect, test } from './fixtures.ts'
import { callGitLab, type GitLabCluster } from './gitlab-api.ts'
import { kubeconfigText } from './kubeconfig-text.ts'
import { keptByPage, recordAnswers } from './received.ts'
import type { SeenRequest } from './simulator-control.ts'

const typedTokens = {
  added: 'fake-added-token-canary',
  replaced: 'fake-replaced-token-canary',
  kubeconfig: 'fake-kubeconfig-token-canary',
}

async function addByHand(page: Page): Promise<void> {
  await page.goto('/instance/clusters/new')
  await fillNewCluster(page, 'by-hand')
  await page.getByLabel('Service token').fill(typedTokens.added)
  await page.getByRole('button', { name: 'Add cluster' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'by-hand' })).toBeVisible()
}

async function replaceToken(page: Page): Promise<void> {
  await page.getByLabel('Service token').fill(typedTokens.replaced)
  await page.getByRole('button', { name: 'Review 1 change' }).click()
  await expect(review(page).getByText('will be replaced')).toBeVisible()
  await expect(review(page)).not.toContainText(typedTokens.replaced)
  await review(page).getByRole('button', { name: 'Save 1 change' }).click()
  await expect(page.getByText('by-hand is saved')).toBeVisible()
  await expect(page.getByLabel('Service token')).toHaveValue('')
}

async function addByKubeconfig(page: Page, caCert: string): Promise<void> {
  await page.goto('/instance/clusters/new')
  await page.getByRole('button', { name: 'Paste kubeconfig' }).click()
  await page
    .getByLabel('Kubeconfig, YAML or JSON')
    .fill(kubeconfigText(caCert, typedTokens.kubeconfig))
  await page.getByRole('button', { name: 'Fill in the form' }).click()
  await field(page, 'Environment scope').fill('by-kubeconfig')
  await page.getByRole('button', { name: 'Add cluster' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'eu-prod' })).toBeVisible()
}

/** The values that a form-encoded parameter had in the bodies of these requests. */
const sentValues = (seen: readonly SeenRequest[], name: string) =>
  seen.flatMap(({ body }) => new URLSearchParams(body).getAll(name))

test('no token and no secret ever reaches the browser, the log or the store in the clear', async ({
  page,
  context,
  signInByHand,
  gitlab,
  stack,
}) => {
  const { origin } = stack.console
  const known = await callGitLab<GitLabCluster>(gitlab.url, 'GET', 'admin/clusters/1')
  const answers = await recordAnswers(page, origin)
  await gitlab.control.oauth({ expires_in: 600 })
  await signInByHand('root', '/instance/clusters')
  await expect(page.getByRole('link', { name: 'shared-prod' })).toBeVisible()
  const session = (await context.cookies()).find(({ name }) => name === '__Host-Http-sid')
  await addByHand(page)
  await replaceToken(page)

  // GitLab now takes this session's first access token for expired: the console refreshes once.
  await gitlab.control.oauth({ expires_in: 7_200 })
  await gitlab.control.advance(700)
  await addByKubeconfig(page, known.platform_kubernetes.ca_cert ?? '')
  await page.goto('/settings')
  await expect(page.getByText('@root').first()).toBeVisible()
  await page.goto('/instance/clusters')
  await expect(page.getByRole('link', { name: 'shared-prod' })).toBeVisible()
  const kept = await keptByPage(page)
  const cookies = JSON.stringify(await context.cookies(origin))

  // Signing out names the second pair, which no other request does.
  await page.getByRole('button', { name: /Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).press('Enter')
  await expect(page.getByRole('link', { name: 'Sign in with GitLab' })).toBeVisible()
  await expect.poll(() => gitlab.control.requests('POST', /oauth\/revoke$/)).not.toHaveLength(0)

  const seen = await gitlab.control.requests()
  const exchanges = seen.filter(({ path }) => path.endsWith('/oauth/token'))
  expect(sentValues(exchanges, 'grant_type')).toEqual(['authorization_code', 'refresh_token'])
  const [refreshToken = ''] = sentValues(exchanges, 'refresh_token')
  const accessTokens = new Set(
    seen
      .filter(({ path }) => path.startsWith('/api/v4/'))
      .flatMap(({ headers }) => /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? []),
  )
  expect(accessTokens.size).toBe(2)
  const revoked = sentValues(seen, 'token')
  expect(revoked.some((token) => accessTokens.has(token))).toBe(true)
  for (const token of Object.values(typedTokens)) {
    expect(seen.some(({ body }) => body.includes(token))).toBe(true)
  }
  const canaries = [
    'console-secret',
    ...Object.values(typedTokens),
    ...accessTokens,
    refreshToken,
    ...revoked,
  ]
  for (const canary of canaries) expect(canary.length).toBeGreaterThan(12)

  const received = await answers()
  const bodyOf = (url: RegExp) =>
    received
      .filter((answer) => url.test(answer.url))
      .map(({ body }) => body)
      .join('\n')
  expect(bodyOf(/\/_next\/static\/.+\.js/)).not.toBe('')
  expect(bodyOf(/\/auth\/callback\?/)).toContain('<html')
  expect(bodyOf(/\/api\/scopes\/instance\/clusters$/)).toContain('shared-prod')
  expect(bodyOf(/\/api\/session$/)).toContain('root')
  expect(kept.text).toContain('shared-prod')
  expect(kept.databases).toEqual([])

  const places = {
    // The authorization code is in the address of the callback by design: good for one use with the client's secret.
    'what the browser received': received
      .map(({ headers, body }) => `${headers}\n${body}`)
      .join('\n'),
    'an address': received.map(({ url }) => url).join('\n'),
    'what the page keeps': kept.text,
    cookies,
    'the log': stack.console.output(),
    'the store': await stack.store.text(),
  }
  for (const canary of canaries) {
    for (const [place, text] of Object.entries(places)) {
      for (const form of [canary, Buffer.from(canary).toString('base64'), canary.slice(0, 12)]) {
        expect(text.includes(form), `${place} holds ${canary.slice(0, 4)}…`).toBe(false)
      }
    }
  }
  expect(session?.value.length).toBeGreaterThan(20)
  expect(places['the store']).not.toContain(session?.value)
  expect(places['the log']).not.toContain(session?.value)
})
