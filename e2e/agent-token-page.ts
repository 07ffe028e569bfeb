import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'
import { callGitLab } from './gitlab-api.ts'
import type { Stack } from './stack.ts'

/** Agents of the world `standard`: prod 1 (tokens prod-1 live, prod-2 unused), staging 2 (one idle), edge 3 (none). */
export const agentPath = (agentId: number) => `/projects/1/agents/${agentId}`
/** The same as GitLab has it. */
export const tokensUpstream = (agentId: number) =>
  `/api/v4/projects/1/cluster_agents/${agentId}/tokens`

interface ListedToken {
  id: number
  name: string
  description: string
}

/** The active tokens as GitLab lists them. */
export const activeTokens = ({ url }: Stack['gitlab'], agentId = 3) =>
  callGitLab<ListedToken[]>(url, 'GET', `projects/1/cluster_agents/${agentId}/tokens`)

/** How often GitLab was asked for a token. */
export const creationsAt = ({ control }: Stack['gitlab']) =>
  control.requests('POST', /\/cluster_agents\/\d+\/tokens$/)

export const dialog = (page: Page, name: RegExp | string = /oken for agent/) =>
  page.getByRole('dialog', { name })
export const box = (page: Page) => dialog(page).getByRole('textbox', { name: 'Token', exact: true })
export const stored = (page: Page) => dialog(page).getByRole('checkbox', { name: /have stored/ })
export const closeButton = (page: Page) =>
  dialog(page).getByRole('button', { name: 'Close' }).filter({ hasText: 'Close' })
/** The question before the token is lost. */
export const question = (page: Page) =>
  page.getByRole('dialog', { name: 'Leave without storing the token?' })

/** Opens the dialog by the first of its buttons. */
export async function openCreation(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'Create token' }).first().click()
  await expect(dialog(page).getByLabel('Token name')).toBeVisible()
}

export const submitCreation = (page: Page) =>
  dialog(page).getByRole('button', { name: 'Create token' }).click()

/** Makes a token by the page and gives its secret as the answer held it. */
export async function createdSecret(page: Page): Promise<string> {
  const answer = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.status() === 201,
  )
  await submitCreation(page)
  const { token } = (await (await answer).json()) as { token: string }
  await expect(stored(page)).toBeVisible()
  return token
}

/** Signs in as `root` and makes a token for the agent `edge`; gives its secret. */
export async function beginWithToken(
  page: Page,
  signIn: (user: 'root', path: string) => Promise<void>,
): Promise<string> {
  await signIn('root', agentPath(3))
  await openCreation(page)
  return createdSecret(page)
}
