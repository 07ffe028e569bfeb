import type { Page } from '@playwright/test'
import {
  activeTokens,
  agentPath,
  box,
  closeButton,
  createdSecret,
  dialog,
  openCreation,
  question,
  stored,
  submitCreation,
  tokensUpstream,
} from './agent-token-page.ts'
import { expect, test } from './fixtures.ts'
import { heldByQueryClient, keptByPage, recordAnswers } from './received.ts'
import type { Stack } from './stack.ts'

const edge = 3

/** A text in every form in which it could lie about. */
const formsOf = (secret: string) => [
  secret,
  Buffer.from(secret).toString('base64'),
  encodeURIComponent(secret),
  secret.slice(0, 20),
]

function listen(page: Page): string[] {
  const lines: string[] = []
  page.on('console', (message) => lines.push(message.text()))
  page.on('pageerror', (error) => lines.push(`${error.message} ${error.stack}`))
  page.on('request', (request) => lines.push(request.url()))
  return lines
}

/** Everything that the browser keeps, and everything that the server printed or stored. */
async function placesOf(page: Page, stack: Stack, lines: string[]) {
  const kept = await keptByPage(page)
  return {
    'what the page keeps': kept.text,
    'databases and caches': kept.databases.join(),
    'the query client': await heldByQueryClient(page),
    'console and addresses': lines.join('\n'),
    cookies: JSON.stringify(await page.context().cookies()),
    'the log': stack.console.output(),
    'the store': await stack.store.text(),
  }
}

async function expectNowhere(secret: string, places: Record<string, string>): Promise<void> {
  for (const [place, text] of Object.entries(places)) {
    for (const form of formsOf(secret)) {
      expect(text.includes(form), `${place} holds the token`).toBe(false)
    }
  }
}

test('once the dialog is closed the token is nowhere in the browser and never was at the server', async ({
  page,
  context,
  signIn,
  gitlab,
  stack,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const lines = listen(page)
  await signIn('root', agentPath(edge))
  const answers = await recordAnswers(page, stack.console.origin)
  await openCreation(page)
  const secret = await createdSecret(page)
  expect(secret).toMatch(/^glagent-.{40,}$/)

  // Hidden, it is not in the document; shown, it is in the one field and nowhere else.
  expect((await keptByPage(page)).text.includes(secret)).toBe(false)
  await dialog(page).getByRole('button', { name: 'Reveal' }).click()
  await expect(box(page)).toHaveValue(secret)
  const shown = await placesOf(page, stack, lines)
  expect(shown['what the page keeps'].split(secret)).toHaveLength(3)
  await expectNowhere(secret, { ...shown, 'what the page keeps': '' })

  await dialog(page).getByRole('button', { name: 'Copy token' }).click()
  const [token] = await activeTokens(gitlab)
  await gitlab.control.contact(edge, token?.id ?? 0)
  await expect(dialog(page).getByText('Connected with this token')).toBeVisible()
  await stored(page).check()
  await closeButton(page).click()
  await expect(dialog(page)).toBeHidden()
  await expect(page.getByText('1 of 2 slots used')).toBeVisible()

  const closed = await placesOf(page, stack, lines)
  expect(closed['the query client']).toContain(token?.name)
  expect(closed['what the page keeps']).toContain(token?.name)
  await expectNowhere(secret, closed)

  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await page.goBack()
  await expect(page.getByText('1 of 2 slots used')).toBeVisible()
  await page.reload()
  await expect(page.getByText('1 of 2 slots used')).toBeVisible()
  await expectNowhere(secret, await placesOf(page, stack, lines))

  const received = await answers()
  const holders = received.filter(({ headers, body }) => `${headers}${body}`.includes(secret))
  expect(holders.map(({ url, status }) => `${status} ${new URL(url).pathname}`)).toEqual([
    `201 /api/projects/1/agents/${edge}/tokens`,
  ])
  expect(holders[0]?.headers).toMatch(/no-store/)
})

test('left behind on purpose, taken by the clock or revoked at once, it is nowhere either', async ({
  page,
  signIn,
  stack,
}) => {
  const lines = listen(page)
  await page.clock.install()
  await signIn('root', agentPath(edge))
  await openCreation(page)
  const left = await createdSecret(page)
  await dialog(page).getByRole('button', { name: 'Reveal' }).click()
  await page.keyboard.press('Escape')
  await question(page).getByRole('button', { name: 'Leave without it' }).click()
  await expect(dialog(page)).toBeHidden()
  await expectNowhere(left, await placesOf(page, stack, lines))

  await openCreation(page)
  const timedOut = await createdSecret(page)
  await dialog(page).getByRole('button', { name: 'Reveal' }).click()
  await page.clock.fastForward(301_000)
  await expect(dialog(page).getByText('The token is no longer on this page')).toBeVisible()
  await expectNowhere(timedOut, await placesOf(page, stack, lines))
})

test('an answer that the page cannot use leaves nothing behind', async ({
  page,
  signIn,
  stack,
}) => {
  const lines = listen(page)
  let secret = ''
  await page.route('**/api/projects/1/agents/*/tokens', async (route) => {
    if (route.request().method() !== 'POST' || secret !== '') return route.continue()
    const answer = await route.fetch()
    const body = (await answer.json()) as { token: string }
    secret = body.token
    return route.fulfill({ response: answer, json: { token: secret } })
  })
  await signIn('root', agentPath(edge))
  await openCreation(page)
  await submitCreation(page)
  await expect(dialog(page).getByText('The token was made, but could not be shown')).toBeVisible({
    timeout: 20_000,
  })
  expect(secret).not.toBe('')
  await expectNowhere(secret, await placesOf(page, stack, lines))
})

test('when another person signs in, the page is theirs and the token is gone', async ({
  page,
  context,
  signIn,
  gitlab,
  stack,
}) => {
  const lines = listen(page)
  await signIn('root', agentPath(edge))
  await openCreation(page)
  const secret = await createdSecret(page)
  await dialog(page).getByRole('button', { name: 'Reveal' }).click()
  await context.clearCookies({ name: '__Host-Http-sid' })
  const other = await context.newPage()
  await other.goto('/login')
  await other.getByRole('link', { name: 'Sign in with GitLab' }).click()
  await other.getByRole('button', { name: /\bmaintainer\b/ }).click()
  await other.waitForURL((url) => url.pathname !== '/login' && !url.pathname.startsWith('/auth/'))
  await expect(page.getByRole('button', { name: /Account of Mara/ })).toBeVisible()
  await expect(dialog(page)).toHaveCount(0)
  await expectNowhere(secret, await placesOf(page, stack, lines))
  expect(
    await gitlab.control.requests('POST', new RegExp(`${tokensUpstream(edge)}$`)),
  ).toHaveLength(1)
})
