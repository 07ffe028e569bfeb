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

test.describe('the list', () => {
  test('that is empty offers to register the first agent', async ({ page, signIn }) => {
    await signIn('maintainer', '/projects/2/agents')
    await expect(page.getByText('No agents yet')).toBeVisible()
    await page.getByRole('button', { name: 'Register agent' }).last().click()
    await expect(page.getByRole('dialog', { name: 'Register agent' })).toBeVisible()
  })

  test('that somebody may not see says who shows it to whom', async ({ page, signIn }) => {
    await signIn('reporter', agentList)
    await expect(page.getByText('does not show its agents')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Register agent' })).toHaveCount(0)
    await page.goto(`${agentList}/1`)
    await expect(page.getByText('This agent does not exist')).toBeVisible()
  })

  test('of a project that is not there is not an empty list', async ({ page, signIn }) => {
    await signIn('outsider', agentList)
    await expect(page.getByText('This group or project was not found')).toBeVisible()
  })

  test('that failed says what, shows the request ID and tries again', async ({
    page,
    signIn,
    gitlab,
  }) => {
    await signIn('maintainer', '/settings')
    await gitlab.control.fault({ method: 'GET', path: agentsUpstream, mode: 'html', times: 9 })
    await page.goto(agentList)
    const main = page.getByRole('main')
    await expect(main.getByText(/Request ID [0-9a-f-]{36}/)).toBeVisible()
    await expect(main.getByText('No agents yet')).toHaveCount(0)
    await gitlab.control.clearFaults()
    await main.getByRole('button', { name: 'Try now' }).first().click()
    await expect(agentRows(page)).toHaveText(agentNames)
  })

  test('that cannot be read again keeps the old rows and says how old', async ({
    page,
    signIn,
    gitlab,
  }) => {
    await signIn('maintainer', agentList)
    await expect(agentRow(page, 'prod')).toContainText('Connected')
    await gitlab.control.fault({
      method: 'GET',
      path: `${agentsUpstream}*`,
      mode: 'status',
      status: 500,
      times: 99,
    })
    await refresh(page)
    await expect(page.getByText(/This is older data/)).toBeVisible()
    await expect(agentRows(page)).toHaveText(agentNames)
  })

  test('leaves out an agent that somebody deleted meanwhile', async ({ page, signIn, gitlab }) => {
    await signIn('maintainer', agentList)
    await expect(agentRow(page, 'edge')).toContainText('No token')
    await callGitLab(gitlab.url, 'DELETE', 'projects/1/cluster_agents/3')
    await refresh(page)
    await expect(agentRows(page)).toHaveText(['inside', 'prod', 'staging'])
  })
})
