import type { Page } from '@playwright/test'
import {
  agentList,
  agentNames,
  agentRow,
  agentRows,
  agentsUpstream,
  refresh,
} from './agent-page.ts'
import { expect, test } from './fixtures.ts'
import { callGitLab } from './gitlab-api.ts'

const facet = (page: Page) => page.getByRole('main').getByRole('button', { name: 'Status' }).first()

test('agents are listed with status, evidence, age and all that belongs to it', async ({
  page,
  signIn,
}) => {
  // Wide enough for every column.
  await page.setViewportSize({ width: 1440, height: 900 })
  await signIn('maintainer', agentList)
  await expect(agentRows(page)).toHaveText(agentNames)
  await expect(agentRow(page, 'prod')).toContainText(/Connected.*(minute ago|now).*prod-1.*2\/2/)
  await expect(agentRow(page, 'staging')).toContainText(/Not connected.*2 days ago.*1\/2.*3 months/)
  await expect(agentRow(page, 'inside')).toContainText(
    /Never connected.*unused so far.*never.*1\/2/,
  )
  await expect(agentRow(page, 'inside')).toContainText('Receptive')
  await expect(agentRow(page, 'edge')).toContainText(/No token.*cannot connect.*not known.*0\/2/)
  await expect(agentRow(page, 'prod')).toContainText('Mara Tanner')
  const file = agentRow(page, 'prod').getByRole('link', { name: /config\.yaml of prod/ })
  await expect(file).toHaveAttribute(
    'href',
    /\/platform\/agents\/-\/blob\/HEAD\/\.gitlab\/agents\//,
  )
  await expect(agentRow(page, 'edge').getByRole('link', { name: /config\.yaml/ })).toHaveCount(0)
  await expect(page.getByRole('list', { name: 'Agents by status' }).getByRole('button')).toHaveText(
    ['1 not connected', '1 without a token', '1 never connected', '1 connected'],
  )
})

test('a status follows GitLab’s clock and the agent’s contacts', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', agentList)
  await expect(agentRow(page, 'prod')).toContainText(/Connected/)
  await gitlab.control.advance(600)
  await refresh(page)
  await expect(agentRow(page, 'prod')).toContainText(/Not connected.*11 minutes ago/)
  await gitlab.control.contact(4, 4)
  await refresh(page)
  await expect(agentRow(page, 'inside')).toContainText(/Connected.*now.*inside/)
})

test('a status that cannot be read is unknown, never green, and the others stand', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', '/settings')
  await gitlab.control.fault({
    method: 'GET',
    path: `${agentsUpstream}/1/tokens`,
    mode: 'status',
    status: 500,
    times: 99,
  })
  await page.goto(agentList)
  await expect(agentRow(page, 'prod')).toContainText(/Unknown.*could not be read.*not known/)
  await expect(agentRow(page, 'staging')).toContainText('Not connected')
  await gitlab.control.clearFaults()
  await refresh(page)
  await expect(agentRow(page, 'prod')).toContainText('Connected')
})

test('rows on screen are read again by themselves, in the background', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', '/settings')
  await page.clock.install()
  await page.goto(agentList)
  await expect(agentRow(page, 'inside')).toContainText('Never connected')
  await gitlab.control.contact(4, 4)
  const asked = page.waitForRequest((request) => request.url().endsWith('/agents/4/status'))
  await page.clock.fastForward(65_000)
  expect((await asked).headers()['x-background']).toBe('1')
  await expect(agentRow(page, 'inside')).toContainText(/Connected/)
})

test('below Maintainer whether an agent is receptive is unknown, and says why', async ({
  page,
  signIn,
}) => {
  await signIn('developer', agentList)
  await expect(agentRow(page, 'inside')).toContainText('Never connected')
  await expect(agentRow(page, 'inside')).toContainText(/unknown.*from the Maintainer role on/)
})

test('agents are searched, sorted and filtered by status, all in the address', async ({
  page,
  signIn,
}) => {
  await signIn('maintainer', agentList)
  await expect(agentRow(page, 'prod')).toContainText('Connected')
  await page.getByRole('button', { name: 'Status', exact: true }).last().click()
  await expect(agentRows(page)).toHaveText(['staging', 'edge', 'inside', 'prod'])
  await expect(page).toHaveURL(/sort=status/)
  await facet(page).click()
  await page.getByRole('menuitemcheckbox', { name: /^Connected/ }).click()
  await page.getByRole('menuitemcheckbox', { name: /Never connected/ }).click()
  await page.keyboard.press('Escape')
  await expect(agentRows(page)).toHaveText(['inside', 'prod'])
  await page.reload()
  await expect(agentRows(page)).toHaveText(['inside', 'prod'])
  await page.getByRole('searchbox').fill('ins')
  await expect(agentRows(page)).toHaveText(['inside'])
  await page.getByRole('searchbox').fill('zzz')
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await page.getByRole('button', { name: 'Clear search and filters' }).click()
  await expect(agentRows(page)).toHaveCount(4)
  await page.getByRole('button', { name: '1 not connected' }).click()
  await expect(agentRows(page)).toHaveText(['staging'])
  await expect(page).toHaveURL(/status=not_connected/)
})

test('a filter by status waits until every status is read, and says so', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', '/settings')
  await gitlab.control.fault({
    method: 'GET',
    path: `${agentsUpstream}/1/tokens`,
    mode: 'slow',
    delay_ms: 2_000,
  })
  await page.goto(`${agentList}?status=never_connected`)
  const table = page.getByRole('table', { name: 'Agents' })
  await expect(page.getByText('Statuses read: 3 of 4').first()).toBeVisible()
  await expect(table).toHaveAttribute('aria-busy', 'true')
  await facet(page).click()
  await expect(page.getByRole('menu')).toContainText('takes effect when all are read')
  await page.keyboard.press('Escape')
  await expect(agentRows(page)).toHaveText(['inside'])
  await expect(table).not.toHaveAttribute('aria-busy')
})

test('I12 an agent that is deleted while its page is open says so and leads back', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', `${agentList}/3`)
  await expect(page.getByRole('heading', { level: 1, name: 'edge' })).toBeVisible()
  await callGitLab(gitlab.url, 'DELETE', 'projects/1/cluster_agents/3')
  await refresh(page)
  await expect(page.getByText('This agent was deleted meanwhile')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete agent' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Go to the agents' }).click()
  await expect(agentRows(page)).toHaveText(['inside', 'prod', 'staging'])
})

test('an agent’s page tells its facts and leads to GitLab', async ({ page, signIn, gitlab }) => {
  await signIn('maintainer', agentList)
  await page.getByRole('link', { name: 'prod', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'prod' })).toBeVisible()
  const facts = page.getByRole('complementary', { name: 'Facts' })
  await expect(facts).toContainText('with token prod-1')
  await expect(facts.getByRole('link', { name: 'Open agent in GitLab' })).toHaveAttribute(
    'href',
    `${gitlab.url}/platform/agents/-/cluster_agents/prod`,
  )
  await expect(page.getByRole('heading', { level: 2, name: 'Tokens' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 2, name: 'URL configuration' })).toBeVisible()
  await page.getByRole('link', { name: 'Rotate token' }).click()
  await expect(page).toHaveURL('/projects/1/agents/1/rotation')
})

test('of very many agents only those on screen are read, and all once order or filter need it', async ({
  page,
  signIn,
  gitlab,
}) => {
  const count = 205
  for (let agent = 0; agent < count; agent += 1) {
    await callGitLab(gitlab.url, 'POST', 'projects/2/cluster_agents', { name: `many-${agent}` })
  }
  await signIn('maintainer', '/projects/2/agents?size=25')
  await expect(page.getByText(`Statuses read: 25 of ${count}`)).toBeVisible()
  await expect(page.getByText(/The others are read when/)).toBeVisible()
  const read = async () => {
    const seen = await gitlab.control.requests('GET', /\/cluster_agents\/\d+\/tokens(\?|$)/)
    return new Set(seen.map(({ path }) => path)).size
  }
  expect(await read()).toBe(25)
  await facet(page).click()
  await page.getByRole('menuitemcheckbox', { name: /No token/ }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByText(`1–25 of ${count}`)).toBeVisible({ timeout: 30_000 })
  expect(await read()).toBe(count)
})
