import type { Page } from '@playwright/test'
import { activeTokens, createdSecret, dialog, openCreation } from '../agent-token-page.ts'
import { expect, test } from '../fixtures.ts'
import { expectStep, prod } from '../rotation-page.ts'
import { scanFleet } from '../scan-fleet.ts'
import type { Stack } from '../stack.ts'
import { runbook } from './runbook.ts'

const say = runbook('token-rotation')
const day = 86_400

/** The agent `prod` is connected with a token of half a year; its other slot holds an unused one. */
async function grownOld({ control }: Stack['gitlab']): Promise<void> {
  await control.advance(100 * day)
  await control.contact(prod, 1)
}

async function becomesStep(page: Page, number: number, title: string): Promise<void> {
  await page.getByRole('button', { name: say('Read the tokens again') }).click()
  await expectStep(page, number, title)
}

test('one agent, beginning with both slots taken', async ({ page, signIn, gitlab }) => {
  await grownOld(gitlab)
  await signIn('root', '/settings')
  await scanFleet(page)
  await page.getByRole('link', { name: say('Fleet') }).click()
  await page.getByRole('link', { name: /^Token older than 180 days/ }).click()
  await page.getByRole('table').getByRole('link', { name: 'prod', exact: true }).click()
  await page
    .getByRole('dialog')
    .getByRole('link', { name: say('Rotate token') })
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('Rotate the token of …'))

  await page.getByRole('button', { name: say('Revoke unused token #…') }).click()
  await dialog(page, /Revoke token/)
    .getByRole('button', { name: say('Revoke token') })
    .click()
  await expectStep(page, 2, 'Create the new token')

  await openCreation(page)
  await expect(dialog(page).getByLabel(say('Description'))).toHaveValue('replaces #1')
  const secret = await createdSecret(page)
  for (const tab of ['Token', 'Helm', 'kubectl secret', 'glab / Flux']) {
    await expect(dialog(page).getByRole('tab', { name: say(tab) })).toBeVisible()
  }
  await dialog(page)
    .getByRole('checkbox', { name: say('I have stored this token') })
    .check()
  await dialog(page)
    .getByRole('button', { name: say('Close') })
    .last()
    .click()
  await expectStep(page, 3, 'Store and install the new token')
  await expect(page.getByText(say('Waiting for the first use of #…'))).toBeVisible()
  expect(await page.content()).not.toContain(secret)

  const fresh = (await activeTokens(gitlab, prod)).find(({ id }) => id !== 1)?.id ?? 0
  await gitlab.control.contact(prod, fresh)
  await becomesStep(page, 4, 'Watch the switch')
  await gitlab.control.advance(601)
  await gitlab.control.contact(prod, fresh)
  await becomesStep(page, 5, 'Revoke the old token')
  await page.getByRole('button', { name: say('Revoke old token #…') }).click()
  await dialog(page, /Revoke token/)
    .getByRole('button', { name: say('Revoke token') })
    .click()
  await expect(page.getByText(say('The rotation is complete'))).toBeVisible()
  expect(await activeTokens(gitlab, prod)).toMatchObject([{ id: fresh }])
})

test('the way back while the new token is not in use', async ({ page, signIn, gitlab }) => {
  await grownOld(gitlab)
  await signIn('root', '/projects/1/agents/1/rotation')
  await page.getByRole('button', { name: say('Revoke unused token #…') }).click()
  await dialog(page, /Revoke token/)
    .getByRole('button', { name: say('Revoke token') })
    .click()
  await expectStep(page, 2, 'Create the new token')
  await openCreation(page)
  await dialog(page)
    .getByRole('button', { name: say('Cancel') })
    .click()
  expect(await activeTokens(gitlab, prod)).toHaveLength(1)
  await openCreation(page)
  await createdSecret(page)
  await dialog(page)
    .getByRole('checkbox', { name: say('I have stored this token') })
    .check()
  await dialog(page)
    .getByRole('button', { name: say('Close') })
    .last()
    .click()
  await page.getByRole('button', { name: say('Revoke new token #…') }).click()
  await dialog(page, /Revoke token/)
    .getByRole('button', { name: say('Revoke token') })
    .click()
  await expectStep(page, 2, 'Create the new token')
  expect(await activeTokens(gitlab, prod)).toMatchObject([{ id: 1 }])
})

test('many agents, from the list and back to it', async ({ page, signIn, gitlab }) => {
  await grownOld(gitlab)
  await signIn('root')
  await page.getByRole('link', { name: say('Rotation') }).click()
  const projects = page.getByRole('combobox', { name: say('Projects') })
  await projects.fill('platform/agents')
  await expect(page.getByRole('option')).toHaveText(['platform/agents'])
  await page.getByRole('option').click()
  await expect(page).toHaveURL('/rotation?projects=1')
  await page.getByRole('textbox', { name: say('Token older than') }).fill('180')
  const table = page.getByRole('table', { name: say('Rotation') })
  for (const column of ['State', 'Next']) {
    await expect(table.getByRole('columnheader', { name: say(column) })).toBeVisible()
  }
  const start = table.getByRole('link', { name: /^Start rotation/ })
  await expect(start).toHaveText(say('Start rotation'))
  await start.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('Rotate the token of …'))
  await page.goBack()
  await page.getByRole('button', { name: say('Read the agents and their tokens again') }).click()
  await expect(start).toBeVisible()
})
