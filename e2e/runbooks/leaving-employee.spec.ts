import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { signInOverHttp } from '../person.ts'
import { scanFleet } from '../scan-fleet.ts'
import { runbook } from './runbook.ts'

const say = runbook('leaving-employee')
const nav = (page: Page, label: string) =>
  page.getByRole('navigation').getByRole('link', { name: say(label) })

test('everything of somebody who leaves is found, replaced and closed', async ({
  page,
  context,
  signIn,
  stack,
  gitlab,
}) => {
  const theirs = await signInOverHttp(stack, stack.console.origin, 'maintainer')
  await gitlab.control.reset({ world: 'standard' })
  await gitlab.control.contact(1, 1)
  await signIn('root', '/settings')
  await scanFleet(page)

  await nav(page, 'Findings').click()
  await page
    .getByRole('tab', { name: say('People (…)') })
    .or(page.getByRole('link', { name: say('People (…)') }))
    .click()
  await expect(page.getByText(/^Who made what is there/)).toBeVisible()
  await page.getByRole('searchbox', { name: say('Search') }).fill('tanner')
  await page
    .getByRole('table')
    .getByRole('link', { name: /Mara Tanner/ })
    .click()
  await expect(page.getByRole('heading', { name: say('What @… made') })).toBeVisible()
  for (const part of ['Certificate-based clusters', 'Agents registered', 'Active tokens created']) {
    say(part)
    await expect(page.getByRole('term').filter({ hasText: part })).toBeVisible()
  }

  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: say('Copy as text') }).click()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toMatch(/prod-1.*agents-staging|agents-staging[\s\S]*prod-1/s)

  await page.getByRole('link', { name: say('Rotate these tokens') }).click()
  await expect(page.getByRole('textbox', { name: say('Token older than') })).toHaveValue('1')
  await expect(page.getByRole('link', { name: /^Start rotation of prod/ })).toBeVisible()

  await page.goto('/project-1/clusters/4')
  await page.getByLabel(say('Service token')).fill('fake-new-service-token')
  await page.getByRole('button', { name: say('Review 1 change') }).click()
  await page.getByRole('button', { name: say('Save 1 change') }).click()
  await expect(page.getByText('agents-staging is saved')).toBeVisible()

  await nav(page, 'Sessions').click()
  await page.getByRole('combobox', { name: say('Person') }).click()
  await page.getByRole('option', { name: /Mara Tanner/ }).click()
  await page.getByRole('button', { name: say('End all sessions of …') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('End all sessions of …') })
    .click()
  await expect(page.getByText('Mara Tanner is signed out everywhere')).toBeVisible()
  expect((await theirs.call('GET', '/api/session')).json()).toMatchObject({ authenticated: false })

  await gitlab.control.user(2, { state: 'blocked' })
  await nav(page, 'Audit').click()
  await page.getByRole('textbox', { name: say('Person') }).fill('maintainer')
  await expect(page.getByRole('table').getByRole('row').nth(1)).toContainText('Sign in')

  await scanFleet(page)
  await nav(page, 'Findings').click()
  await page
    .getByRole('button', { name: say('Finding') })
    .first()
    .click()
  await page.getByRole('menuitemcheckbox', { name: /^Made by an account out of use/ }).click()
  await page.keyboard.press('Escape')
  await page
    .getByRole('table')
    .getByRole('button', { name: /^Actions for/ })
    .first()
    .click()
  await expect(page.getByRole('menuitem', { name: say('Snooze…') })).toBeVisible()
})
