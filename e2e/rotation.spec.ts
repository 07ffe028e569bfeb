import type { Page } from '@playwright/test'
import {
  activeTokens,
  closeButton,
  createdSecret,
  creationsAt,
  dialog,
  openCreation,
  stored,
} from './agent-token-page.ts'
import { expect, test, type Username } from './fixtures.ts'
import {
  beginRotation,
  expectStep,
  lookAgain,
  openStep,
  prod,
  revokeToken,
  rotationPath,
} from './rotation-page.ts'
import type { Stack } from './stack.ts'

/** Opens the page of a rotation that somebody began elsewhere; gives the id of its new token. */
async function openBegun(
  page: Page,
  signIn: (username: Username, path: string) => Promise<void>,
  gitlab: Stack['gitlab'],
): Promise<number> {
  const id = await beginRotation(gitlab)
  await signIn('root', rotationPath(prod))
  await expectStep(page, 3, 'Store and install the new token')
  return id
}

test('a token is rotated without downtime, from 2/2 to one new token', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', '/projects/1/agents/1')
  await gitlab.control.contact(prod, 1)
  await page.getByRole('link', { name: 'Rotate' }).click()
  await expect(page).toHaveURL(rotationPath(prod))
  await expectStep(page, 1, 'Find the live token')

  // Both places are taken: only the unused token may go, after a plain question.
  await page.getByRole('button', { name: 'Revoke unused token #2' }).click()
  await dialog(page, 'Revoke token prod-2').getByRole('button', { name: 'Revoke token' }).click()
  await expectStep(page, 2, 'Create the new token')
  await expect(openStep(page)).toBeFocused()

  await openCreation(page)
  await expect(dialog(page).getByLabel('Description')).toHaveValue('replaces #1')
  const secret = await createdSecret(page)
  await stored(page).check()
  await closeButton(page).click()
  await expect(dialog(page)).toBeHidden()
  await expectStep(page, 3, 'Store and install the new token')
  await expect(openStep(page)).toBeFocused()
  await expect(page.getByText('Waiting for the first use')).toBeVisible()
  expect(await page.content()).not.toContain(secret)
  const fresh = (await activeTokens(gitlab, prod)).find(({ id }) => id !== 1)
  expect(fresh?.description).toMatch(/^replaces #1 \[intent:[0-9a-f]{8}\]$/)
  const id = fresh?.id ?? 0

  // It is found again from the list of agents.
  await page.goto('/projects/1/agents')
  await page.getByRole('link', { name: 'Rotation: step 3 of 5' }).click()
  await expectStep(page, 3, 'Store and install the new token')

  await gitlab.control.contact(prod, 1)
  await gitlab.control.contact(prod, id)
  await lookAgain(page)
  await expectStep(page, 4, 'Watch the switch')
  await expect(page.getByText(/^(10:00|9:5\d) left$/)).toBeVisible()
  await expect(page.getByRole('button', { name: /Revoke old/ })).toHaveCount(0)

  await gitlab.control.advance(400)
  await gitlab.control.contact(prod, id)
  await lookAgain(page)
  await expect(page.getByText(/^3:\d\d left$/)).toBeVisible()

  // A straggler uses the old one: the ten minutes begin anew.
  await gitlab.control.contact(prod, 1)
  await lookAgain(page)
  await expect(page.getByText(/^(10:00|9:5\d) left$/)).toBeVisible()

  await gitlab.control.advance(601)
  await gitlab.control.contact(prod, id)
  await lookAgain(page)
  await expectStep(page, 5, 'Revoke the old token')
  await page.getByRole('button', { name: 'Revoke old token #1' }).click()
  const question = dialog(page, 'Revoke token prod-1')
  await expect(question.getByText('No agent works with this token now.')).toBeVisible()
  await question.getByRole('button', { name: 'Revoke token' }).click()
  await expect(page.getByText('The rotation is complete')).toBeVisible()
  await expect(page.getByText('All steps are done')).toBeVisible()
  expect(await activeTokens(gitlab, prod)).toMatchObject([{ id }])
  expect(await creationsAt(gitlab)).toHaveLength(1)
})

test('left and found again: after a reload, and in another person’s browser', async ({
  page,
  browser,
  signIn,
  gitlab,
  baseURL,
}) => {
  const id = await openBegun(page, signIn, gitlab)
  await page.reload()
  await expectStep(page, 3, 'Store and install the new token')

  const context = await browser.newContext(baseURL ? { baseURL } : {})
  const other = await context.newPage()
  await other.goto(rotationPath(prod))
  await other.getByRole('link', { name: 'Sign in with GitLab' }).click()
  await other.getByRole('button', { name: /\bmaintainer\b/ }).click()
  await expectStep(other, 3, 'Store and install the new token')

  await gitlab.control.contact(prod, id)
  await lookAgain(other)
  await expectStep(other, 4, 'Watch the switch')
  await lookAgain(page)
  await expectStep(page, 4, 'Watch the switch')
  await gitlab.control.advance(700)
  await gitlab.control.contact(prod, id)
  for (const each of [page, other]) {
    await lookAgain(each)
    await expectStep(each, 5, 'Revoke the old token')
  }
  await context.close()
})

test('the step moves on by itself, by readings that no person caused', async ({
  page,
  signIn,
  gitlab,
}) => {
  const id = await openBegun(page, signIn, gitlab)
  await gitlab.control.contact(prod, id)
  const poll = await page.waitForRequest((request) => request.url().endsWith('/tokens'), {
    timeout: 25_000,
  })
  expect(poll.headers()['x-background']).toBe('1')
  await expectStep(page, 4, 'Watch the switch')
})

test('used again at the last moment, the old token stays', async ({ page, signIn, gitlab }) => {
  const id = await beginRotation(gitlab)
  await gitlab.control.advance(700)
  await gitlab.control.contact(prod, id)
  await signIn('root', rotationPath(prod))
  await expectStep(page, 5, 'Revoke the old token')
  await gitlab.control.contact(prod, 1)
  await page.getByRole('button', { name: 'Revoke old token #1' }).click()
  await expectStep(page, 4, 'Watch the switch')
  await expect(openStep(page)).toBeFocused()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await activeTokens(gitlab, prod)).toHaveLength(2)
})

test('the agent goes back to the old token, or goes down: nothing is revoked for that', async ({
  page,
  signIn,
  gitlab,
}) => {
  const id = await beginRotation(gitlab)
  await gitlab.control.contact(prod, id)
  await gitlab.control.advance(500)
  await gitlab.control.contact(prod, 1)
  await signIn('root', rotationPath(prod))
  await expect(page.getByText('The agent went back to the old token')).toBeVisible()
  await gitlab.control.advance(1200)
  await lookAgain(page)
  await expect(page.getByText('The agent is not connected', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: /Revoke old/ })).toHaveCount(0)
})

test('a token revoked meanwhile changes the step, not the peace', async ({
  page,
  signIn,
  gitlab,
}) => {
  const id = await openBegun(page, signIn, gitlab)
  await revokeToken(gitlab, prod, id)
  await lookAgain(page)
  await expectStep(page, 2, 'Create the new token')

  await beginRotation(gitlab)
  await lookAgain(page)
  await expectStep(page, 3, 'Store and install the new token')
  await revokeToken(gitlab, prod, 1)
  await lookAgain(page)
  await expect(page.getByText('#1 was revoked before the new token was used')).toBeVisible()
})

test('a lost secret: the new token is revoked and the rotation begins anew', async ({
  page,
  signIn,
  gitlab,
}) => {
  const id = await openBegun(page, signIn, gitlab)
  await page.getByRole('button', { name: `Revoke new token #${id}` }).click()
  await dialog(page, 'Revoke token by hand').getByRole('button', { name: 'Revoke token' }).click()
  await expectStep(page, 2, 'Create the new token')
  await expect(openStep(page)).toBeFocused()
})

test('a rotation by keyboard alone', async ({ page, signIn, gitlab }) => {
  await signIn('root', rotationPath(prod))
  await gitlab.control.contact(prod, 1)
  const press = async (name: RegExp) => {
    await page.getByRole('button', { name }).last().focus()
    await page.keyboard.press('Enter')
  }
  await press(/Revoke unused token #2/)
  await expect(dialog(page, 'Revoke token prod-2')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /Revoke unused token #2/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog(page, 'Revoke token prod-2')).toBeVisible()
  await press(/^Revoke token$/)
  await expectStep(page, 2, 'Create the new token')
  await expect(openStep(page)).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Create token' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByLabel('Description')).toHaveValue('replaces #1')
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toBeHidden()
  await expect(page.getByRole('button', { name: 'Create token' })).toBeFocused()
})

test('the breadcrumb leads from the rotation to its agent', async ({ page, signIn }) => {
  await signIn('root', rotationPath(prod))
  const crumbs = page.getByRole('navigation', { name: 'Breadcrumb' })
  await expect(crumbs).toHaveText(/AgentsprodRotation$/)
  await crumbs.getByRole('link', { name: 'prod' }).click()
  await expect(page).toHaveURL('/projects/1/agents/1')
  await expect(crumbs).toHaveText(/Agentsprod$/)
})
