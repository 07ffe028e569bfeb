import type { Page } from '@playwright/test'
import { activeTokens, agentPath, dialog, tokensUpstream } from './agent-token-page.ts'
import { expect, test } from './fixtures.ts'
import { callGitLab } from './gitlab-api.ts'

const prod = 1
const revoke = (page: Page) => dialog(page, /^Revoke token/)
const open = (page: Page, name: string) =>
  page.getByRole('button', { name: `Revoke token ${name}` }).click()
const confirm = (page: Page) => revoke(page).getByRole('button', { name: 'Revoke token' }).click()

test('each token shows its use with its evidence, its age and who made it', async ({
  page,
  signIn,
}) => {
  await signIn('root', agentPath(prod))
  const card = (name: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) })
  await expect(card('prod-1')).toContainText(/Live.*Last used (1 minute|2 minutes|now)/s)
  await expect(card('prod-1')).toContainText(/3 months ago.*Mara Tanner/s)
  await expect(card('prod-2')).toContainText(/Unused.*Never used.*2 days ago/s)
  await card('prod-1').locator('[tabindex="0"]').first().focus()
  await expect(page.getByText(/UTC/).first()).toBeVisible()
})

test('a last use that cannot be read is unknown, and such a token is revoked with care', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', '/settings')
  await gitlab.control.fault({
    method: 'GET',
    path: `${tokensUpstream(prod)}/:id`,
    mode: 'status',
    status: 500,
  })
  await page.goto(agentPath(prod))
  await expect(page.getByText('Last use could not be read').first()).toBeVisible()
  await open(page, 'prod-2')
  await expect(revoke(page).getByRole('checkbox')).toBeVisible()
})

test('an unused token is revoked after a plain question', async ({ page, signIn, gitlab }) => {
  await signIn('root', agentPath(prod))
  await open(page, 'prod-2')
  await expect(revoke(page).getByText('No agent works with this token now.')).toBeVisible()
  await expect(revoke(page).getByRole('textbox')).toHaveCount(0)
  await confirm(page)
  await expect(revoke(page)).toBeHidden()
  await expect(page.getByText('Token prod-2 is revoked')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Tokens', exact: true })).toBeFocused()
  await expect(page.getByText('1 of 2 slots used')).toBeVisible()
  expect(await activeTokens(gitlab, prod)).toMatchObject([{ name: 'prod-1' }])
})

test('the live token asks for its name and an extra tick', async ({ page, signIn, gitlab }) => {
  await signIn('root', agentPath(prod))
  await open(page, 'prod-1')
  await expect(revoke(page).getByText('The agent works with this token right now.')).toBeVisible()
  await confirm(page)
  await expect(revoke(page).getByText('Type the name.')).toBeVisible()
  await revoke(page).getByRole('textbox').fill('prod-1')
  await confirm(page)
  await expect(revoke(page).getByText('Tick this to go on.')).toBeVisible()
  await expect(revoke(page).getByRole('checkbox')).toBeFocused()
  expect(await activeTokens(gitlab, prod)).toHaveLength(2)
  await revoke(page).getByRole('checkbox').press('Space')
  await revoke(page).getByRole('textbox').press('Enter')
  await expect(revoke(page)).toBeHidden()
  expect(await activeTokens(gitlab, prod)).toMatchObject([{ name: 'prod-2' }])
})

test('the only token asks the same, although nothing uses it', async ({ page, signIn }) => {
  await signIn('root', agentPath(4))
  await open(page, 'inside')
  await expect(revoke(page).getByText('This is the agent’s only token.')).toBeVisible()
  await expect(revoke(page).getByRole('checkbox')).toBeVisible()
  await expect(revoke(page).getByText('its other token')).toHaveCount(0)
})

test('a failure stays in the dialog, and nothing is lost', async ({ page, signIn, gitlab }) => {
  await signIn('root', agentPath(prod))
  await gitlab.control.fault({
    method: 'DELETE',
    path: `${tokensUpstream(prod)}/:id`,
    mode: 'status',
    status: 403,
    body: '{"message":"403 Forbidden"}',
    times: 1,
  })
  await open(page, 'prod-2')
  await confirm(page)
  await expect(revoke(page).getByRole('alert')).toContainText('You are not allowed to do this')
  expect(await activeTokens(gitlab, prod)).toHaveLength(2)
  await confirm(page)
  await expect(revoke(page)).toBeHidden()
  expect(await activeTokens(gitlab, prod)).toHaveLength(1)
})

test('I09 a token that was revoked meanwhile is told calmly, with a fresh list', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', agentPath(prod))
  await expect(page.getByText('2 of 2 slots used')).toBeVisible()
  await callGitLab(gitlab.url, 'DELETE', 'projects/1/cluster_agents/1/tokens/2')
  await open(page, 'prod-2')
  await expect(revoke(page).getByText('This token is not active any more')).toBeVisible()
  await revoke(page).getByText('Close', { exact: true }).click()
  await expect(page.getByText('1 of 2 slots used')).toBeVisible()
})

test('tokens that cannot be read say so, and come with another try', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', '/settings')
  await gitlab.control.fault({
    method: 'GET',
    path: tokensUpstream(prod),
    mode: 'status',
    status: 500,
  })
  await page.goto(agentPath(prod))
  const section = page.getByRole('region', { name: 'Tokens' })
  await expect(section.getByRole('alert')).toBeVisible()
  await gitlab.control.clearFaults()
  await section.getByRole('button', { name: 'Try now' }).click()
  await expect(section.getByText('2 of 2 slots used')).toBeVisible()
})
