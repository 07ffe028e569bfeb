import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

/** Everything that a page keeps where its scripts could find it. */
const browserState = (page: Page) =>
  page.evaluate(() =>
    JSON.stringify({
      html: document.documentElement.outerHTML,
      local: { ...localStorage },
      session: { ...sessionStorage },
      cookie: document.cookie,
      history: history.state,
      url: location.href,
    }),
  )

test('no token and no secret ever reaches the browser, the log or the store in the clear', async ({
  page,
  context,
  signIn,
  gitlab,
  stack,
}) => {
  const received: string[] = []
  page.on('response', async (response) => {
    if (!response.url().startsWith(stack.console.origin)) return
    const text = await response.text().catch(() => '')
    received.push(`${response.url()} ${JSON.stringify(await response.allHeaders())} ${text}`)
  })

  await signIn('root', '/instance/clusters')
  await expect(page.getByRole('link', { name: 'shared-prod' })).toBeVisible()
  await page.goto('/instance/clusters/new')
  await page.getByRole('textbox', { name: 'Kubernetes cluster name' }).fill('secretive')
  await page.getByRole('textbox', { name: 'Environment scope' }).fill('secretive')
  await page.getByRole('textbox', { name: 'API URL' }).fill('https://k8s.example.test')
  await page.getByLabel('Service token').fill('fake-cluster-token-canary')
  await page.getByRole('button', { name: 'Add cluster' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'secretive' })).toBeVisible()
  await page.goto('/settings')
  await expect(page.getByText('@root').first()).toBeVisible()

  // A refresh brings a second pair of tokens into play, the first refresh token among them.
  await gitlab.control.advance(7_100)
  await page.reload()
  await expect(page.getByText('@root').first()).toBeVisible()

  const seen = await gitlab.control.requests()
  const accessTokens = new Set(
    seen.flatMap(({ headers }) => /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? []),
  )
  expect(accessTokens.size).toBeGreaterThan(0)
  // The authorization code travels through the browser by design, and is good for one use with the client's secret.
  const refreshTokens = seen.flatMap(
    ({ body }) => /(?:^|&)(?:refresh_)?token=([^&]+)/.exec(body)?.[1] ?? [],
  )
  expect(refreshTokens).not.toEqual([])
  const canaries = [
    'console-secret',
    'fake-cluster-token-canary',
    ...accessTokens,
    ...refreshTokens,
  ]

  const cookies = JSON.stringify(await context.cookies(stack.console.origin))
  const state = await browserState(page)
  const store = await Promise.all(
    ['', '-wal'].map((end) =>
      readFile(`${stack.console.storeFile}${end}`, 'latin1').catch(() => ''),
    ),
  )
  const places = {
    'what the browser received': received.join('\n'),
    'what the page keeps': state,
    cookies,
    'the log': stack.console.output(),
    'the store': store.join(''),
  }
  for (const canary of canaries) {
    for (const [place, text] of Object.entries(places)) {
      for (const form of [canary, Buffer.from(canary).toString('base64'), canary.slice(0, 12)]) {
        expect(text.includes(form), `${place} holds ${canary.slice(0, 4)}…`).toBe(false)
      }
    }
  }
  const session = (await context.cookies()).find(({ name }) => name === '__Host-Http-sid')
  expect(store.join('')).not.toContain(session?.value)
  expect(places['the log']).not.toContain(session?.value)
})
