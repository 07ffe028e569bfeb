import type { Page } from '@playwright/test'
import { agentList, agentRows, agentsUpstream } from './agent-page.ts'
import { expect, test } from './fixtures.ts'
import { callGitLab } from './gitlab-api.ts'
import { withholdRights } from './untold-rights.ts'

const dialogOf = (page: Page, name: string) =>
  page.getByRole('dialog', { name: `Delete agent ${name}` })

async function openDelete(page: Page, name: string) {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).press('Enter')
  const dialog = dialogOf(page, name)
  await expect(dialog).toBeVisible()
  return dialog
}

test('deleting says whether the agent is connected, what stays, and takes its name', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', agentList)
  const dialog = await openDelete(page, 'prod')
  await expect(dialog.getByText('This agent is connected right now')).toBeVisible()
  await expect(dialog.getByText(/its 2 tokens/)).toBeVisible()
  await expect(dialog.getByText(/Kubernetes itself: the installed agent/)).toBeVisible()
  await dialog.getByRole('textbox').fill('production')
  await dialog.getByRole('button', { name: 'Delete agent' }).click()
  await expect(dialog.getByText('This is not the name above.')).toBeVisible()
  expect(await gitlab.control.requests('DELETE')).toEqual([])

  await dialog.getByRole('textbox').fill('prod')
  await dialog.getByRole('button', { name: 'Delete agent' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Nothing in Kubernetes was removed.')).toBeVisible()
  await expect(agentRows(page)).toHaveText(['edge', 'inside', 'staging'])
  await expect(page.locator('#content section[tabindex]')).toBeFocused()
  const [request] = await gitlab.control.requests('DELETE')
  expect(request?.headers['if-unmodified-since']).toBeTruthy()
})

test('an agent that is not connected says so, and its page leads back to the list', async ({
  page,
  signIn,
}) => {
  await signIn('maintainer', `${agentList}/2`)
  await page.getByRole('button', { name: 'Delete agent' }).click()
  const dialog = dialogOf(page, 'staging')
  await expect(dialog.getByText('This agent is not connected right now')).toBeVisible()
  await dialog.getByRole('textbox').fill('staging')
  await dialog.getByRole('button', { name: 'Delete agent' }).click()
  await expect(page).toHaveURL(agentList)
  await expect(agentRows(page)).toHaveText(['edge', 'inside', 'prod'])
})

test('I12 an agent that changed after the dialog opened is not deleted blindly', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', agentList)
  const dialog = await openDelete(page, 'edge')
  await expect(dialog.getByText('This agent is not connected right now')).toBeVisible()
  await dialog.getByRole('textbox').fill('edge')
  await gitlab.control.advance(5)
  await callGitLab(gitlab.url, 'POST', 'projects/1/cluster_agents/3/url_configurations', {
    url: 'grpcs://edge.example.test:4242',
  })
  await dialog.getByRole('button', { name: 'Delete agent' }).click()
  await expect(dialog.getByText(/changed after this dialog read it/)).toBeVisible()
  // GitLab's condition knows whole seconds only.
  await gitlab.control.advance(5)
  await dialog.getByRole('button', { name: 'Look again' }).click()
  await expect(dialog.getByText(/Its URL configuration/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Delete agent' }).click()
  await expect(agentRows(page)).toHaveText(['inside', 'prod', 'staging'])
})

test('I12 an agent that is gone already is calm news in the dialog, and the list is fresh', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', agentList)
  const dialog = await openDelete(page, 'edge')
  await expect(dialog.getByText('This agent is not connected right now')).toBeVisible()
  await callGitLab(gitlab.url, 'DELETE', 'projects/1/cluster_agents/3')
  await dialog.getByRole('textbox').fill('edge')
  await dialog.getByRole('button', { name: 'Delete agent' }).click()
  await expect(dialog.getByText('edge is gone already')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(agentRows(page)).toHaveText(['inside', 'prod', 'staging'])
  await expect(page.locator('#content section[tabindex]')).toBeFocused()
})

test('a role that may not delete is told so in the dialog', async ({ page, signIn, gitlab }) => {
  await withholdRights(gitlab)
  await signIn('developer', agentList)
  const dialog = await openDelete(page, 'edge')
  await dialog.getByRole('textbox').fill('edge')
  await dialog.getByRole('button', { name: 'Delete agent' }).click()
  await expect(dialog.getByText('You are not allowed to do this')).toBeVisible()
  await expect(dialog).toBeVisible()
})

test('whether it is connected is unknown when its tokens cannot be read', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', agentList)
  await expect(agentRows(page)).toHaveCount(4)
  await gitlab.control.fault({
    method: 'GET',
    path: `${agentsUpstream}/1/tokens`,
    mode: 'status',
    status: 500,
    times: 99,
  })
  const dialog = await openDelete(page, 'prod')
  await expect(dialog.getByText('It is not known whether this agent is connected')).toBeVisible()
})
