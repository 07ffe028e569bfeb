import type { Page } from '@playwright/test'
import { agentPath } from './agent-token-page.ts'
import { expect } from './fixtures.ts'
import { callGitLab } from './gitlab-api.ts'
import type { Stack } from './stack.ts'

/** Agent prod of the world `standard`: token 1 is live, token 2 was never used. */
export const prod = 1
export const rotationPath = (agentId: number) => `${agentPath(agentId)}/rotation`

/** The open step's heading. */
export const openStep = (page: Page) =>
  page.getByRole('list', { name: 'Steps of the rotation' }).locator('[aria-current=step] h2')

export async function expectStep(page: Page, number: number, title: string): Promise<void> {
  await expect(openStep(page)).toContainText(title)
  await expect(page.getByText(`Step ${number} of 5`)).toBeVisible()
}

/** Reads the tokens again, as a person does who does not want to wait. */
export async function lookAgain(page: Page): Promise<void> {
  const read = page.waitForResponse((answer) => answer.url().endsWith('/tokens'))
  await page.getByRole('button', { name: 'Read the tokens again' }).click()
  await read
}

const tokens = (agentId: number) => `projects/1/cluster_agents/${agentId}/tokens`

/** Somebody else makes a token. */
export const makeToken = ({ url }: Stack['gitlab'], agentId: number, description = '') =>
  callGitLab<{ id: number }>(url, 'POST', tokens(agentId), { name: 'by hand', description })

/** Somebody else revokes one. */
export const revokeToken = ({ url }: Stack['gitlab'], agentId: number, tokenId: number) =>
  callGitLab(url, 'DELETE', `${tokens(agentId)}/${tokenId}`)

/** A rotation that is under way, begun elsewhere: the id of the token that replaces token 1. */
export async function beginRotation(gitlab: Stack['gitlab']): Promise<number> {
  await revokeToken(gitlab, prod, 2)
  await gitlab.control.contact(prod, 1)
  return (await makeToken(gitlab, prod, 'replaces #1')).id
}
