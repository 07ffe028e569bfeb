import type { Page, Route } from '@playwright/test'
import {
  activeTokens,
  agentPath,
  createdSecret,
  creationsAt,
  dialog,
  openCreation,
  stored,
  submitCreation,
  tokensUpstream,
} from './agent-token-page.ts'
import { expect, test } from './fixtures.ts'
import { callGitLab } from './gitlab-api.ts'
import type { Fault } from './simulator-control.ts'
import { withholdRights } from './untold-rights.ts'

const edge = 3
const path = tokensUpstream(edge)
const button = (page: Page, name: string) => dialog(page).getByRole('button', { name })

const lost: [name: string, fault: Partial<Fault> & Pick<Fault, 'mode'>][] = [
  ['a reset', { mode: 'reset' }],
  ['silence', { mode: 'hang' }],
  ['500', { mode: 'status', status: 500 }],
  ['HTML', { mode: 'html' }],
]
for (const [name, fault] of lost) {
  test(`${name} after the change: the token is revoked, which is said, and a new one is made`, async ({
    page,
    signIn,
    gitlab,
  }) => {
    await signIn('root', agentPath(edge))
    await gitlab.control.fault({ method: 'POST', path, when: 'after', times: 1, ...fault })
    await openCreation(page)
    await submitCreation(page)
    await expect(dialog(page).getByText('The token was created and revoked again')).toBeVisible()
    expect(await activeTokens(gitlab)).toEqual([])
    await button(page, 'Create a new token').click()
    await expect(stored(page)).toBeVisible()
    expect(await activeTokens(gitlab)).toHaveLength(1)
    expect(await creationsAt(gitlab)).toHaveLength(2)
  })
}

test('a reset before the change: nothing was made, and it can be tried again', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', agentPath(edge))
  await gitlab.control.fault({ method: 'POST', path, times: 1, mode: 'reset' })
  await openCreation(page)
  await submitCreation(page)
  await expect(dialog(page).getByText('GitLab did not create it')).toBeVisible()
  await button(page, 'Try again').click()
  await expect(stored(page)).toBeVisible()
  expect(await activeTokens(gitlab)).toHaveLength(1)
})

test('an outcome that stays unknown is told, shown in the settings, and settled', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', agentPath(edge))
  await gitlab.control.fault({ method: 'POST', path, times: 1, when: 'after', mode: 'reset' })
  await gitlab.control.fault({ method: 'GET', path, mode: 'status', status: 500 })
  await openCreation(page)
  await dialog(page).getByLabel('Token name').fill('lost-one')
  await submitCreation(page)
  await expect(dialog(page).getByText('GitLab’s answer got lost')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toBeHidden()

  await page.goto('/settings')
  const notice = page
    .getByRole('region', { name: 'Tokens that could not be shown' })
    .getByRole('listitem')
    .filter({ hasText: 'lost-one' })
  await expect(notice).toContainText(/Finding out.*Agent edge.*platform\/agents/s)
  await expect(notice.getByRole('button')).toHaveCount(0)
  await gitlab.control.clearFaults()
  await expect(notice).toContainText('Revoked', { timeout: 20_000 })
  expect(await activeTokens(gitlab)).toEqual([])
  await notice.getByRole('button', { name: 'Dismiss the notice about token lost-one' }).click()
  await expect(notice).toHaveCount(0)
})

test('an outcome that becomes known while the dialog waits is told there', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', agentPath(edge))
  await gitlab.control.fault({ method: 'POST', path, times: 1, when: 'after', mode: 'reset' })
  await gitlab.control.fault({ method: 'GET', path, mode: 'status', status: 500 })
  await openCreation(page)
  await submitCreation(page)
  await expect(dialog(page).getByText('GitLab’s answer got lost')).toBeVisible()
  await gitlab.control.clearFaults()
  await expect(dialog(page).getByText('The token was created and revoked again')).toBeVisible({
    timeout: 20_000,
  })
  expect(await creationsAt(gitlab)).toHaveLength(1)
})

/** Lets one creation through to the console or not, and cuts its answer off; gives the keys that were sent. */
async function cutFirst(page: Page, isLetThrough: boolean): Promise<string[]> {
  const keys: string[] = []
  await page.route('**/api/projects/1/agents/*/tokens', async (route: Route) => {
    if (route.request().method() !== 'POST') return route.continue()
    keys.push(route.request().headers()['idempotency-key'] ?? '')
    if (keys.length > 1) return route.continue()
    if (isLetThrough) await route.fetch()
    return route.abort('connectionreset')
  })
  return keys
}

test('a connection that breaks before the request arrives: asked again with the same key', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', agentPath(edge))
  const keys = await cutFirst(page, false)
  await openCreation(page)
  await submitCreation(page)
  await expect(dialog(page).getByText('No answer came back')).toBeVisible()
  await expect(stored(page)).toBeVisible()
  expect(keys).toHaveLength(2)
  expect(new Set(keys).size).toBe(1)
  expect(await creationsAt(gitlab)).toHaveLength(1)
})

test('a connection that breaks after the token was made: it is revoked and replaced, never doubled', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', agentPath(edge))
  const keys = await cutFirst(page, true)
  await openCreation(page)
  await submitCreation(page)
  await expect(dialog(page).getByText('The token was made, but could not be shown')).toBeVisible()
  const [unseen] = await activeTokens(gitlab)
  await button(page, 'Revoke it and make a new one').click()
  await expect(stored(page)).toBeVisible()
  const left = await activeTokens(gitlab)
  expect(left).toHaveLength(1)
  expect(left[0]?.id).not.toBe(unseen?.id)
  expect(new Set(keys).size).toBe(2)
})

test('I06 a double press makes one token', async ({ page, signIn, gitlab }) => {
  await signIn('root', agentPath(edge))
  await gitlab.control.fault({ method: 'POST', path, times: 1, mode: 'slow', delay_ms: 700 })
  await openCreation(page)
  await button(page, 'Create token').dblclick()
  await expect(stored(page)).toBeVisible()
  expect(await creationsAt(gitlab)).toHaveLength(1)
  expect(await activeTokens(gitlab)).toHaveLength(1)
})

test('two at the limit: the button says beforehand which token is live and which can go', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', agentPath(1))
  const create = page.getByRole('main').getByRole('button', { name: 'Create token' })
  await expect(create).toHaveAttribute('aria-disabled', 'true')
  await expect(create).toHaveAccessibleDescription(
    /prod-1 is live.*prod-2 was never used: it can go/,
  )
  await create.click({ force: true })
  await expect(dialog(page)).toHaveCount(0)
  expect(await creationsAt(gitlab)).toEqual([])
})

test('a second token made elsewhere in the meantime is explained, with a fresh list', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', agentPath(2))
  await openCreation(page)
  const other = { name: 'made-elsewhere', description: '' }
  await callGitLab(gitlab.url, 'POST', 'projects/1/cluster_agents/2/tokens', other)
  await submitCreation(page)
  await expect(dialog(page).getByText('The agent has two tokens already')).toBeVisible()
  await expect(dialog(page).getByText(/made-elsewhere was never used/)).toBeVisible()
  expect(await activeTokens(gitlab, 2)).toHaveLength(2)
})

test('I12 an agent that was deleted meanwhile takes no token', async ({ page, signIn, gitlab }) => {
  await signIn('root', agentPath(edge))
  await openCreation(page)
  await callGitLab(gitlab.url, 'DELETE', `projects/1/cluster_agents/${edge}`)
  await submitCreation(page)
  // Told in the dialog, until the page below hears of it and gives way.
  await expect(
    page.getByText(/^(This record does not exist|This agent was deleted meanwhile)$/).first(),
  ).toBeVisible()
  await expect(button(page, 'Try again')).toHaveCount(0)
})

test('whoever may only look is told which role it takes', async ({ page, signIn, gitlab }) => {
  await withholdRights(gitlab)
  await signIn('developer', agentPath(edge))
  await openCreation(page)
  await submitCreation(page)
  await expect(dialog(page).getByText('You are not allowed to do this')).toBeVisible()
  expect(await activeTokens(gitlab)).toEqual([])
})

test('a session that ends while the token is made: after signing in again it goes on', async ({
  page,
  context,
  signIn,
  gitlab,
}) => {
  await signIn('root', agentPath(edge))
  await openCreation(page)
  const cookies = await context.cookies()
  await context.clearCookies({ name: '__Host-Http-sid' })
  await submitCreation(page)
  await expect(page.getByRole('alertdialog', { name: /session has ended/ })).toBeVisible()
  expect(await creationsAt(gitlab)).toEqual([])
  await context.addCookies(cookies)
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(stored(page)).toBeVisible()
  expect(await creationsAt(gitlab)).toHaveLength(1)
})

test('a second dialog starts from nothing', async ({ page, signIn }) => {
  await signIn('root', agentPath(edge))
  await openCreation(page)
  const first = await createdSecret(page)
  await stored(page).check()
  await page.keyboard.press('Escape')
  await openCreation(page)
  await expect(dialog(page)).not.toContainText(first)
  await expect(stored(page)).toHaveCount(0)
  expect(await createdSecret(page)).not.toBe(first)
})
