import type { Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { fleetTable, rowCount } from './fleet-table-page.ts'
import { scanFleet } from './scan-fleet.ts'

/** A company of 400 projects, as the demo shows it: from the overview into the tables, and what each of them counts. */
test.use({ viewport: { width: 1440, height: 900 } })

const main = (page: Page) => page.getByRole('main')
const entry = (page: Page, figure: string, text: RegExp) =>
  page.getByRole('region', { name: figure }).getByRole('listitem').filter({ hasText: text })

test.beforeEach(async ({ gitlab, signIn, page }) => {
  await gitlab.control.reset({ world: 'demo' })
  await signIn('root', '/settings')
  await scanFleet(page)
})

test('the first look finds what is lost, and leads to the rows', async ({ page }) => {
  await page.goto('/')
  await expect(main(page)).toContainText(/of 130 agents connected/)
  await expect(main(page)).toContainText('all 400 projects looked at')
  const lost = entry(page, 'Connections', /^Not connected/)
  const count = (await lost.getByRole('link').textContent()) ?? ''
  const number = /\d+/.exec(count)?.[0]
  await lost.getByRole('link').click()
  await expect(page).toHaveURL('/fleet?status=not_connected')
  await expect(rowCount(page)).toContainText(`${number} of ${number} matching, 175 in all`)
  await page.getByRole('button', { name: 'Group by' }).click()
  await page.getByRole('menuitemradio', { name: 'Top-level group' }).click()
  await page.keyboard.press('Escape')
  await expect(fleetTable(page).getByRole('button', { expanded: true }).first()).toBeVisible()
  await expectAccessible(page)
})

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' })

  test('the overview leads to the same rows, in Chinese words', async ({ page }) => {
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1, name: '概览' })).toBeVisible()
    await expectAccessible(page)
    await page.setViewportSize({ width: 1440, height: 900 })
    await entry(page, '连接', /^未连接/)
      .getByRole('link')
      .click()
    await expect(page).toHaveURL('/fleet?status=not_connected')
    await expect(page.getByRole('table', { name: '机群' })).toContainText('未连接')
    await expectAccessible(page)
  })
})
