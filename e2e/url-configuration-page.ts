import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'
import { callGitLab } from './gitlab-api.ts'
import type { Stack } from './stack.ts'

/** Agent edge (3) has no URL configuration; agent inside (4) has number 1, with JWT. */
export const edge = '/projects/1/agents/3'
export const inside = '/projects/1/agents/4'
/** The same as GitLab has it. */
export const configurationsOf = (agentId: number) =>
  `projects/1/cluster_agents/${agentId}/url_configurations`
export const upstream = (agentId: number) => `/api/v4/${configurationsOf(agentId)}`

interface GitLabConfiguration {
  id: number
  url: string
  public_key: string | null
  client_cert: string | null
  tls_host: string | null
}

/** The configurations of an agent, of inside unless told otherwise, as GitLab lists them. */
export const configurationsAt = ({ url }: Stack['gitlab'], agentId = 4) =>
  callGitLab<GitLabConfiguration[]>(url, 'GET', configurationsOf(agentId))

/** Somebody else deletes the configuration of inside. */
export const removeConfiguration = ({ url }: Stack['gitlab']) =>
  callGitLab(url, 'DELETE', `${configurationsOf(4)}/1`)

/** Somebody else adds one to inside. */
export const addConfiguration = (
  { url }: Stack['gitlab'],
  body: { url: string; [field: string]: string },
) => callGitLab(url, 'POST', configurationsOf(4), body)

export const section = (page: Page) => page.getByRole('region', { name: 'URL configuration' })
export const form = (page: Page) => section(page).getByRole('form')
export const field = (page: Page, name: string) =>
  form(page).getByRole('textbox', { name, exact: true })
export const keyField = (page: Page) => field(page, 'Private key of the client certificate')
export const button = (page: Page, name: string) =>
  section(page).getByRole('button', { name, exact: true })
/** The question before something is deleted; a toast is a dialog too. */
export const dialog = (page: Page) =>
  page.getByRole('dialog', { name: /^(Delete|Replace) the URL configuration of/ })
export const leaveQuestion = (page: Page) =>
  page.getByRole('dialog', { name: 'Leave without saving?' })

/** Sends the form, whatever it is called. */
export const send = (page: Page) => form(page).locator('[type=submit]').click()

export async function openForm(page: Page): Promise<void> {
  await button(page, 'Add URL configuration').click()
  await expect(form(page)).toBeVisible()
}

export async function openReplacement(page: Page): Promise<void> {
  await button(page, 'Replace URL configuration').click()
  await expect(form(page)).toBeVisible()
}

interface Pair {
  cert: string
  key: string
}

/** Chooses mTLS and fills in certificate and key. */
export async function fillClient(page: Page, { cert, key }: Pair): Promise<void> {
  await form(page).getByRole('radio', { name: 'mTLS' }).check()
  await field(page, 'Client certificate').fill(cert)
  await keyField(page).fill(key)
}

/** Sends a replacement and says yes to the gap. */
export async function replace(page: Page): Promise<void> {
  await send(page)
  await dialog(page).getByRole('button', { name: 'Delete and add again' }).click()
}

/** A 400 as GitLab's API writes the errors of a model: an array of Ruby's. */
export const rubyErrors = (...sentences: string[]) =>
  JSON.stringify({
    message: `400 Bad request - [${sentences.map((text) => JSON.stringify(text)).join(', ')}]`,
  })
