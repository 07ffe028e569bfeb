import type { Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { scanFleet } from './scan-fleet.ts'
import { endSnoozes } from './snoozes.ts'

const main = (page: Page) => page.getByRole('main')
const table = (page: Page) => page.getByRole('table', { name: 'Findings' })
const rows = (page: Page) =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })
const finding = (page: Page, rule: string) => rows(page).filter({ hasText: rule })
const details = (page: Page, rule: string) =>
  page.getByRole('button', { name: new RegExp(`^Details of ${rule}`) })

test.beforeEach(async ({ page, signIn }) => {
  await signIn('root', '/settings')
  await endSnoozes(page)
})

test('everything that deserves care, the most severe first, each with its evidence', async ({
  page,
}) => {
  await scanFleet(page)
  await page.getByRole('link', { name: 'Findings' }).click()
  await expect(page).toHaveURL('/findings')
  await expect(main(page).getByText(/4 agents, 6 clusters · all 4 projects/)).toBeVisible()
  await expect(main(page).getByText('1 critical finding, 6 warnings, 2 notices.')).toBeVisible()
  const told: [rule: string, object: string, evidence: string | RegExp][] = [
    ['CA expired', 'shop', 'shop ended 1 day ago'],
    ['Agent not connected', 'staging', 'Last contact'],
    ['CA expires within 30 days', 'agents-old', /agents-old ends in (19|20) days/],
    ['Instance cluster for everything', 'shared-prod', 'managed by GitLab'],
    ['Agent never connected', 'inside', 'no contact since'],
    ['Agent without token', 'edge', 'no active token'],
    ['Same API URL in several scopes', 'platform-prod', '2 clusters use https://k8s-platform'],
    ['Disabled cluster', 'agents-old', 'GitLab does not tell since when'],
    ['Deprecated certificate-based clusters', 'shared-prod', '6 clusters stop working'],
  ]
  await expect(rows(page)).toHaveCount(told.length)
  for (const [index, [rule, object, evidence]] of told.entries()) {
    const row = rows(page).nth(index)
    await expect(row).toContainText(rule)
    await expect(row).toContainText(object)
    await expect(row).toContainText(evidence)
  }
  await expectAccessible(page)
})

test('a finding leads to where it is put right', async ({ page }) => {
  await scanFleet(page)
  await page.goto('/findings')
  await details(page, 'CA expired').press('Enter')
  const panel = page.getByRole('dialog', { name: 'CA expired' })
  await expect(panel.getByRole('region', { name: 'Why it matters' })).toContainText('refuses')
  await expect(panel.getByRole('region', { name: 'Where' })).toContainText('platform/web/shop')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(details(page, 'CA expired')).toBeFocused()
  await finding(page, 'CA expired').getByRole('link', { name: 'Open cluster' }).click()
  await expect(page).toHaveURL('/project-2/clusters/6')
})

test('filters stand in the address', async ({ page }) => {
  await scanFleet(page)
  await page.goto('/findings?kind=agent&severity=warning')
  await expect(rows(page)).toHaveCount(3)
  await page.getByRole('button', { name: 'Top-level group' }).click()
  await expect(page.getByRole('menuitemcheckbox', { name: /^platform/ })).toContainText('3')
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox').fill('no token')
  await expect(rows(page)).toHaveCount(1)
  await expect(page).toHaveURL(/q=no(\+|%20)token/)
  await page.getByRole('searchbox').fill('nothing like this')
  await expect(main(page).getByText('Nothing matches')).toBeVisible()
})

test('one is snoozed with a reason until a day, for everybody, and is never gone', async ({
  page,
  signIn,
}) => {
  await scanFleet(page)
  await page.goto('/findings')
  await page.getByRole('button', { name: /^Actions for Agent without token/ }).click()
  await page.getByRole('menuitem', { name: 'Snooze…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Snooze finding: Agent without token' })
  await dialog.getByRole('button', { name: 'Snooze' }).click()
  await expect(dialog.getByText('Fill in this field.').first()).toBeVisible()
  await dialog.getByLabel('Reason').fill('Ticket 4711')
  const today = new Date()
  await dialog.getByLabel('Comes back on').fill(today.toISOString().slice(0, 10))
  await dialog.getByRole('button', { name: 'Snooze' }).click()
  await expect(dialog.getByText('Choose a day from tomorrow on')).toBeVisible()
  await expectAccessible(page)
  const day = new Date(today.getTime() + 30 * 86_400_000)
  await dialog.getByLabel('Comes back on').fill(day.toISOString().slice(0, 10))
  await dialog.getByRole('button', { name: 'Snooze' }).click()
  await expect(dialog).toBeHidden()
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(main(page).getByText('1 more is snoozed.')).toBeVisible()
  await expect(finding(page, 'Agent without token')).toContainText('Warning · Snoozed')
  await expect(rows(page).last()).toContainText('Agent without token')

  await signIn('maintainer', '/settings')
  await scanFleet(page)
  await page.goto('/findings?state=snoozed')
  await expect(rows(page)).toHaveCount(1)
  await details(page, 'Agent without token').click()
  const panel = page.getByRole('dialog', { name: 'Agent without token' })
  await expect(panel.getByText(/Snoozed by root until .*: Ticket 4711/)).toBeVisible()
  await panel.getByRole('button', { name: 'End snooze' }).click()
  await expect(panel.getByText('Snoozed by')).toBeHidden()
  await expect(panel.getByRole('button', { name: 'Snooze…' })).toBeVisible()

  await signIn('root', '/audit')
  const trail = page.getByRole('table', { name: 'Audit trail' })
  await expect(trail.getByText('Snooze finding').first()).toBeVisible()
  await expect(trail.getByText('End snooze').first()).toBeVisible()
})

test('a snooze that cannot be kept says so in its dialog', async ({ page }) => {
  await scanFleet(page)
  await page.goto('/findings')
  await page.route('**/api/findings/snoozes', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  await details(page, 'Disabled cluster').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Snooze…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Snooze finding: Disabled cluster' })
  await dialog.getByLabel('Reason').fill('Ticket 4711')
  const day = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10)
  await dialog.getByLabel('Comes back on').fill(day)
  await dialog.getByRole('button', { name: 'Snooze' }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  await expect(dialog.getByLabel('Reason')).toHaveValue('Ticket 4711')
})

test('the same API URL in several scopes stands side by side', async ({ page }) => {
  await scanFleet(page)
  await page.goto('/findings')
  await finding(page, 'Same API URL').getByRole('link', { name: 'Compare them' }).click()
  await expect(page.getByRole('tab', { name: 'Duplicates (1)' })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  const group = page.getByRole('region', { name: 'Same API URL' })
  await expect(group).toContainText('https://k8s-platform.example.test:6443: 2 entries')
  await expect(group.getByRole('link')).toHaveText(['platform-prod', 'shop'])
  await expectAccessible(page)
})

test('what somebody made whose account is blocked, to be handed over', async ({ page, gitlab }) => {
  await gitlab.control.user(2, { state: 'blocked' })
  await scanFleet(page)
  await page.goto('/findings?rule=creator_inactive')
  await expect(rows(page).first()).toContainText('@maintainer (blocked)')
  await page.getByRole('tab', { name: /^People/ }).click()
  const person = page
    .getByRole('table', { name: 'Person' })
    .getByRole('row')
    .filter({ hasText: '@maintainer' })
  await expect(person).toContainText('Out of use · blocked')
  await expectAccessible(page)
  await page.setViewportSize({ width: 1280, height: 800 })
  await person.getByRole('link').click()
  await expect(page).toHaveURL('/findings?person=maintainer')
  const report = page.getByRole('region', { name: 'What @maintainer made' })
  await expect(report).toContainText('Agents registered (4)')
  await expect(report).toContainText('Active tokens created (4)')
  await expectAccessible(page)
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await report.getByRole('button', { name: 'Copy as text' }).click()
  const text = await page.evaluate(() => navigator.clipboard.readText())
  expect(text).toContain('What @maintainer made\nGitLab says that the account is blocked.\nAs of ')
  expect(text).toContain('Active tokens created (4)\n- ')
  await report.getByRole('link', { name: 'Rotate these tokens' }).click()
  await expect(page).toHaveURL('/rotation?projects=1&days=1')
})

test('a person who made nothing', async ({ page }) => {
  await scanFleet(page)
  await page.goto('/findings?person=nobody')
  await expect(main(page).getByText('@nobody made nothing that is there')).toBeVisible()
  await main(page).getByRole('link', { name: 'Show everybody' }).click()
  await expect(page).toHaveURL('/findings?view=people')
})
