import type { Page } from '@playwright/test'

/** Agents of the world `standard`: prod 1 (tokens 1 and 2), staging 2 (token 3), edge 3, inside 4 (token 4). */
export const agentList = '/projects/1/agents'
export const agentNames = ['edge', 'inside', 'prod', 'staging']
/** The same as GitLab has it. */
export const agentsUpstream = '/api/v4/projects/1/cluster_agents'

const table = (page: Page) => page.getByRole('table', { name: 'Agents' })
export const agentRows = (page: Page) => table(page).getByRole('rowheader')
export const agentRow = (page: Page, name: string) =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) })

export const refresh = (page: Page) =>
  page.getByRole('main').getByRole('button', { name: 'Refresh' }).first().click()
