import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { scanFleet } from './scan-fleet.ts'

const main = (page: Page) => page.getByRole('main')
const rows = (page: Page) =>
  page
    .getByRole('table', { name: 'Certificates' })
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })

async function fileOf(page: Page, button: string) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    main(page).getByRole('button', { name: button }).click(),
  ])
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

test('every certificate once, the first to end first', async ({ page, signIn }) => {
  await signIn('root', '/settings')
  await scanFleet(page)
  await page.getByRole('link', { name: 'Certificates' }).click()
  await expect(page).toHaveURL('/certificates')
  await expect(
    main(page).getByText('6 certificates in 6 places. 1 has expired, 1 ends within 30 days.'),
  ).toBeVisible()
  await expect(rows(page)).toHaveCount(6)
  await expect(rows(page).nth(0)).toContainText(/shop.*1 day ago/)
  await expect(rows(page).nth(1)).toContainText(/agents-old.*(19|20) days left/)
  await expectAccessible(page)
})

test('a month of the timeline shows what ends in it, and stands in the address', async ({
  page,
  signIn,
}) => {
  await signIn('root', '/settings')
  await scanFleet(page)
  await page.goto('/certificates')
  await page.getByRole('button', { name: /Expired: 1 certificate ends/ }).click()
  await expect(page).toHaveURL('/certificates?month=expired')
  await expect(rows(page)).toHaveCount(1)
  await expect(main(page).getByText('Only those that have expired')).toBeVisible()
  await page.reload()
  await expect(rows(page)).toHaveCount(1)
  await main(page).getByRole('button', { name: 'Show all' }).click()
  await expect(rows(page)).toHaveCount(6)
  await page.getByRole('button', { name: 'Ends', exact: true }).first().click()
  await page.getByRole('menuitemcheckbox', { name: /^Within 30 days/ }).click()
  await expect(page).toHaveURL(/band=30/)
  await expect(rows(page)).toHaveCount(1)
})

test('one CA in several places is one task, with all its places', async ({
  page,
  signIn,
  gitlab,
}) => {
  await gitlab.control.reset({ world: 'demo' })
  await signIn('root', '/settings')
  await scanFleet(page)
  await page.goto('/certificates?sort=-places')
  await expect(main(page).getByText('1 field holds something that is no certificate')).toBeVisible()
  await expect(rows(page).first()).toContainText('12 places')
  await page.getByRole('button', { name: 'Show the places of kubernetes-ca-10' }).press('Enter')
  const panel = page.getByRole('dialog', { name: 'kubernetes-ca-10' })
  const places = panel.getByRole('region', { name: 'CA of a cluster' }).getByRole('link')
  await expect(places).toHaveCount(4)
  await expect(panel).toContainText('Signed with')
  await expectAccessible(page)
  await places.first().click()
  await expect(page).toHaveURL(/\/(group|project)-\d+\/clusters\/\d+$/)
})

test('the calendar has a day and two alarms for each certificate', async ({ page, signIn }) => {
  await signIn('root', '/settings')
  await scanFleet(page)
  await page.goto('/certificates')
  const { name, text } = await fileOf(page, 'Calendar (.ics)')
  expect(name).toMatch(/^certificates-.*\.ics$/)
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/)
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(6)
  expect(text.match(/TRIGGER:-P30D/g)).toHaveLength(6)
  expect(text.match(/TRIGGER:-P7D/g)).toHaveLength(6)
  expect(text).toContain('SUMMARY:shop ends')
  await expect(page.getByText(/6 certificates saved as certificates-/)).toBeVisible()
})

test('the table as a file, for spreadsheets', async ({ page, signIn }) => {
  await signIn('root', '/settings')
  await scanFleet(page)
  await page.goto('/certificates')
  const { name, text } = await fileOf(page, 'CSV')
  expect(name).toMatch(/^certificates-.*\.csv$/)
  const [head, first, ...rest] = text.trimEnd().split('\r\n')
  expect(head).toMatch(/^subject,issuer,not_before,not_after,band,days,/)
  expect(first).toContain('expired')
  expect(first).toContain('platform/web/shop: shop')
  expect(rest).toHaveLength(5)
})
