import type { Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { expect, test } from './fixtures.ts'
import {
  agentLine,
  fleetLines,
  noScan,
  problemLine,
  progressLine,
  standInForFleet,
} from './fleet-stand-in.ts'
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

test('of a scan with gaps unread rows are not simply gone, and a line leads to its row', async ({
  page,
}) => {
  const fleet = await standInForFleet(page)
  await page.goto('/')
  await expect.poll(fleet.asked).toEqual(['look'])
  await fleet.send({ ...agentLine(1), name: 'renamed' }, agentLine(2), problemLine('p'))
  await fleet.end({ complete: false, problems: 1, agents: 2, clusters: 0 })
  await expect.poll(fleet.asked).toEqual(['look', 'previous'])
  await fleet.send(agentLine(1), agentLine(2), agentLine(3))
  await fleet.end({ scan: 's0' })
  const gaps = 'The current scan has gaps: what counts as gone may merely be unread.'
  await expect(figure(page, 'Since the scan before')).toContainText(gaps)
  await entry(page, 'Since the scan before', 'Gone').getByRole('button').press('Enter')
  const changes = page.getByRole('dialog', { name: 'Since the scan before' })
  await expect(changes).toContainText(gaps)
  const gone = changes.getByRole('list', { name: '1 gone' })
  await expect(gone.getByRole('listitem')).toHaveCount(1)
  await expect(gone.getByRole('link')).toHaveCount(0)
  await expectAccessible(page)
  await changes.getByRole('list', { name: '1 changed' }).getByRole('link').click()
  await expect(page).toHaveURL('/fleet?open=agent-1')
  await expect(changes).toBeHidden()
  await expect(page.getByRole('dialog', { name: 'renamed' })).toBeVisible()
})

test('the tab tells how far the scan is, before the title of the page that is shown', async ({
  page,
}) => {
  const to = (name: string) =>
    page.getByRole('navigation', { name: 'Navigation' }).getByRole('link', { name }).click()
  const fleet = await standInForFleet(page)
  await page.goto('/')
  await expect(page).toHaveTitle('Overview · Cluster console')
  await expect.poll(fleet.asked).toEqual(['look'])
  await fleet.end(noScan)
  await expect.poll(fleet.asked).toEqual(['look', 'scan'])
  await fleet.send(progressLine(), ...fleetLines(5))
  await expect(page).toHaveTitle('61 % · Overview · Cluster console')
  await to('Certificates')
  await expect(page).toHaveURL('/certificates')
  await fleet.send(progressLine({ projects: { done: 7_000, total: 10_000 } }))
  await expect(page).toHaveTitle('70 % · Certificates · Cluster console')
  await to('Settings')
  await expect(page).toHaveURL('/settings')
  await expect(page).toHaveTitle('Settings · Cluster console')
  await to('Overview')
  await fleet.send(progressLine({ projects: { done: 8_000, total: 10_000 } }))
  await expect(page).toHaveTitle('80 % · Overview · Cluster console')
  await fleet.end()
  await expect(page).toHaveTitle('Overview · Cluster console')
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
