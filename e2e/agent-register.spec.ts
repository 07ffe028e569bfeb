import type { Page } from '@playwright/test'
import { agentList, agentRows, agentsUpstream } from './agent-page.ts'
import { expect, test } from './fixtures.ts'
import { callGitLab } from './gitlab-api.ts'
import type { Stack } from './stack.ts'
import { withholdRights } from './untold-rights.ts'

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Register agent' })
const nameOf = (page: Page) => dialogOf(page).getByRole('textbox', { name: 'Name' })
const send = (page: Page) => dialogOf(page).getByRole('button', { name: 'Register agent' }).click()
const tokenOf = (page: Page, name: string) =>
  page.getByRole('dialog', { name: new RegExp(`token for agent ${name}$`, 'i') })
const posts = (gitlab: Stack['gitlab']) => gitlab.control.requests('POST', /\/cluster_agents$/)

const lostAnswer = {
  method: 'POST',
  path: agentsUpstream,
  mode: 'reset',
  when: 'after',
} as const

async function open(page: Page) {
  await expect(agentRows(page)).toHaveCount(4)
  await page.getByRole('button', { name: 'Register agent' }).click()
  await expect(nameOf(page)).toBeFocused()
}

async function openFor(page: Page, name: string) {
  await open(page)
  await nameOf(page).fill(name)
}

test('an agent is registered and gets its first token in one flow', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', agentList)
  await openFor(page, 'brand-new')
  await expect(dialogOf(page)).toContainText('.gitlab/agents/brand-new/config.yaml')
  await send(page)
  const token = tokenOf(page, 'brand-new')
  await token.getByRole('button', { name: 'Create token' }).click()
  await token.getByRole('checkbox', { name: 'I have stored this token' }).check()
  await token.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByRole('heading', { level: 1, name: 'brand-new' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('Never connected')
  const [made] = await callGitLab<{ id: number; name: string }[]>(
    gitlab.url,
    'GET',
    'projects/1/cluster_agents',
  )
  expect(made).toMatchObject({ name: 'brand-new' })
  expect(await posts(gitlab)).toHaveLength(1)
})

test('a name is checked as it is typed, and nothing wrong is sent', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', agentList)
  await open(page)
  for (const [name, why] of [
    ['Prod', /Use lowercase letters/],
    ['prod_eu', /Use lowercase letters/],
    ['prod-', /begin and end with a letter or digit/],
    ['a'.repeat(64), /at most 63 characters/],
    ['prod', /has this name already/],
  ] as const) {
    await nameOf(page).fill(name)
    await expect(dialogOf(page).getByText(why).last()).toBeVisible()
    await expect(nameOf(page)).toHaveAttribute('aria-invalid', 'true')
    await send(page)
  }
  await nameOf(page).fill('prod-2')
  await expect(nameOf(page)).not.toHaveAttribute('aria-invalid')
  expect(await posts(gitlab)).toEqual([])
})

test('a name that somebody took meanwhile comes back to its field in our words', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', agentList)
  await openFor(page, 'contested')
  await callGitLab(gitlab.url, 'POST', 'projects/1/cluster_agents', { name: 'contested' })
  await send(page)
  await expect(dialogOf(page).getByText(/has this name already/)).toBeVisible()
  await expect(nameOf(page)).toHaveValue('contested')
  await nameOf(page).press('Escape')
  await expect(agentRows(page)).toContainText(['contested'])
})

test('a role that may not register is told so in the dialog', async ({ page, signIn, gitlab }) => {
  await withholdRights(gitlab)
  await signIn('developer', agentList)
  await openFor(page, 'brand-new')
  await send(page)
  await expect(dialogOf(page).getByText('You are not allowed to do this')).toBeVisible()
  await expect(dialogOf(page)).toContainText('changes of agents need the Maintainer role')
})

test('an agent whose token failed stays, says so, and its page goes on from there', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', agentList)
  await openFor(page, 'half-way')
  await gitlab.control.fault({
    method: 'POST',
    path: `${agentsUpstream}/:id/tokens`,
    mode: 'status',
    status: 403,
    body: { message: '403 Forbidden' },
    times: 1,
  })
  await send(page)
  const token = tokenOf(page, 'half-way')
  await token.getByRole('button', { name: 'Create token' }).click()
  await expect(token.getByText('You are not allowed to do this')).toBeVisible()
  await expect(token.getByText('half-way is registered.')).toBeVisible()
  await token.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByText('It has no token yet that you hold.', { exact: false })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'half-way' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('No token')
  await page.getByRole('main').getByRole('button', { name: 'Create token' }).first().click()
  await tokenOf(page, 'half-way').getByRole('button', { name: 'Create token' }).click()
  await expect(
    tokenOf(page, 'half-way').getByRole('checkbox', { name: 'I have stored this token' }),
  ).toBeVisible()
  expect(await posts(gitlab)).toHaveLength(1)
})

test('an agent whose answer got lost is found by its name and not made twice', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', agentList)
  await openFor(page, 'lost-answer')
  await gitlab.control.fault(lostAnswer)
  await send(page)
  await expect(tokenOf(page, 'lost-answer')).toBeVisible()
  expect(await posts(gitlab)).toHaveLength(1)
})

test('of unknown end, the registration says so, and goes on with the agent once it is seen', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', agentList)
  await openFor(page, 'in-the-dark')
  await gitlab.control.fault(lostAnswer)
  await gitlab.control.fault({
    method: 'GET',
    path: agentsUpstream,
    mode: 'status',
    status: 500,
    times: 99,
  })
  await send(page)
  await expect(
    dialogOf(page).getByText('It is not known whether in-the-dark was registered'),
  ).toBeVisible()
  await gitlab.control.clearFaults()
  await dialogOf(page).getByRole('button', { name: 'Look again' }).click()
  await expect(dialogOf(page).getByText('in-the-dark is registered after all')).toBeVisible()
  await dialogOf(page).getByRole('button', { name: 'Continue with its token' }).click()
  await expect(tokenOf(page, 'in-the-dark')).toBeVisible()
  expect(await posts(gitlab)).toHaveLength(1)
})

test('a double click registers one agent', async ({ page, signIn, gitlab }) => {
  await signIn('maintainer', agentList)
  await openFor(page, 'only-once')
  await dialogOf(page).getByRole('button', { name: 'Register agent' }).dblclick()
  await expect(tokenOf(page, 'only-once')).toBeVisible()
  expect(await posts(gitlab)).toHaveLength(1)
})
