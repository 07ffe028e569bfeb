import type { Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { scanFleet } from './scan-fleet.ts'
import { endSnoozes } from './snoozes.ts'

const main = (page: Page) => page.getByRole('main')
const figure = (page: Page, name: string) => page.getByRole('region', { name })
/** A row or column of a figure: a word and its number. */
const entry = (page: Page, name: string, text: string) =>
  figure(page, name).getByRole('listitem').filter({ hasText: text, visible: true })

test.beforeEach(async ({ page, signIn }) => {
  await signIn('root', '/settings')
  await endSnoozes(page)
})

test('everything at a glance: a sentence, what is urgent, and figures with their numbers', async ({
  page,
}) => {
  await scanFleet(page)
  await page.getByRole('link', { name: 'Overview' }).click()
  await expect(page).toHaveURL('/')
  await expect(main(page)).toContainText('1 of 4 agents connected · 1 certificate expired')
  const urgent = figure(page, 'What needs care first')
  await expect(urgent.getByRole('listitem')).toHaveCount(5)
  await expect(urgent.getByRole('listitem').first()).toContainText('Critical')
  await expect(urgent.getByRole('listitem').first()).toContainText('shop')
  await expect(entry(page, 'Connections', 'Not connected')).toContainText('1')
  await expect(entry(page, 'Connections', 'Cluster enabled')).toContainText('5')
  await expect(entry(page, 'Age of the oldest token', 'Any age')).toContainText('3')
  await expect(entry(page, 'Certificates by month of expiry', 'Expired')).toContainText('1')
  await expect(figure(page, 'Agent versions')).toContainText('KAS is 18.10.0')
  await expect(figure(page, 'Connections').locator('svg path').first()).toBeVisible()
  await expectAccessible(page)
})

test('each figure and each urgent thing leads to exactly what it counts', async ({ page }) => {
  await scanFleet(page)
  await page.goto('/')
  await entry(page, 'Connections', 'Not connected').getByRole('link').click()
  await expect(page).toHaveURL('/fleet?status=not_connected')
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(2)
  await expect(page.getByRole('table')).toContainText('staging')
  await page.goBack()
  await entry(page, 'Certificates by month of expiry', 'Expired').getByRole('link').click()
  await expect(page).toHaveURL('/certificates?month=expired')
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(2)
  await page.goBack()
  await figure(page, 'What needs care first')
    .getByRole('link', { name: /CA expired/ })
    .click()
  await expect(page).toHaveURL('/findings?rule=ca_expired')
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(2)
})

test('what changed since the scan before stands there, and can be looked at', async ({
  page,
  gitlab,
}) => {
  await scanFleet(page)
  await gitlab.control.advance(3_600)
  await page.goto('/')
  await page.getByRole('button', { name: 'Scan again' }).click()
  await page.getByRole('button', { name: /new result/ }).click()
  await expect(figure(page, 'Since the scan before')).toContainText('Compared with the scan of')
  await entry(page, 'Since the scan before', 'Newly stale').getByRole('button').press('Enter')
  const changes = page.getByRole('dialog', { name: 'Since the scan before' })
  await expect(changes).toContainText('rows')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(
    entry(page, 'Since the scan before', 'Newly stale').getByRole('button'),
  ).toBeFocused()
})

test('whoever sees nothing is told what was looked through, and can choose a scope', async ({
  page,
  signIn,
}) => {
  await signIn('outsider', '/')
  await expect(main(page)).toContainText('No connections found')
  await expect(page.getByRole('heading', { name: 'Choose a scope' })).toBeVisible()
  await main(page).getByRole('link', { name: /open/ }).first().click()
  await expect(page).toHaveURL(/\/clusters$/)
  await expect(page.getByRole('button', { name: /Switch scope, now .*open/i })).toBeVisible()
  await page.goto('/')
  await expect(main(page)).toContainText('No connections found')
  await expect(page.getByRole('heading', { name: 'Choose a scope' })).toHaveCount(0)
})

test('pages without figures do not load what draws them', async ({ page }) => {
  const drawing: string[] = []
  page.on('response', async (answer) => {
    if (!answer.url().endsWith('.js')) return
    const text = await answer.text().catch(() => '')
    if (text.includes('recharts')) drawing.push(answer.url())
  })
  await page.goto('/settings')
  await page.waitForLoadState('networkidle')
  expect(drawing).toEqual([])
  await page.goto('/')
  await expect(figure(page, 'Connections').locator('svg path').first()).toBeVisible()
  expect(drawing).not.toEqual([])
})
