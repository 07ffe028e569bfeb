import { expectAccessible, violations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { fleetLines, progressLine } from './fleet-stand-in.ts'
import { fleetRow, fleetTable, openStoodIn, rowCount } from './fleet-table-page.ts'

test.use({ viewport: { width: 1440, height: 900 } })

test('is searched, filtered and grouped, with all of it in the address', async ({
  page,
  signIn,
}) => {
  const fleet = await openStoodIn(page, signIn)
  await fleet.send(...fleetLines(200))
  await fleet.end()
  await expect(rowCount(page)).toHaveText('1–200 of 200')
  const filters = page.getByRole('complementary', { name: 'Filters' })
  await expect(filters.getByRole('checkbox', { name: 'Cluster 40' })).toBeVisible()
  await filters.getByRole('checkbox', { name: 'Cluster 40' }).check()
  await expect(rowCount(page)).toHaveText('1–40 of 40 matching, 200 in all')
  // What the others would show, given this one; its own values stay as they are.
  await expect(filters.getByRole('checkbox', { name: 'Agent 160' })).toBeVisible()
  await expect(filters.getByRole('checkbox', { name: 'Connected 0', exact: true })).toBeVisible()
  await filters.getByRole('checkbox', { name: 'Ends within 60 days' }).check()
  await expect(page).toHaveURL(/kind=cluster&.*ca=60|ca=60&.*kind=cluster/)
  const chips = page.getByRole('list', { name: 'Chosen filters' })
  await expect(chips.getByRole('listitem')).toHaveText([
    'Kind: Cluster',
    'Certificate: Ends within 60 days',
    'Clear all',
  ])
  await page.reload()
  await expect.poll(fleet.asked).toEqual(['look'])
  await fleet.send(...fleetLines(200))
  await fleet.end()
  await expect(chips).toBeVisible()
  await chips.getByRole('button', { name: 'Remove filter Kind: Cluster' }).click()
  await expect(page).not.toHaveURL(/kind=/)
  await chips.getByRole('button', { name: 'Clear all' }).click()
  await expect(rowCount(page)).toHaveText('1–200 of 200')

  await page.getByRole('button', { name: 'Group by' }).click()
  await page.getByRole('menuitemradio', { name: 'Created by' }).click()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/group=creator/)
  const group = fleetTable(page).getByRole('button', { expanded: true }).first()
  const name = await group.textContent()
  await group.click()
  await expect(fleetTable(page).getByRole('button', { expanded: false })).toHaveText(name ?? '')

  await page.keyboard.press('/')
  await page.keyboard.type('service-19 data')
  await expect(page).toHaveURL(/q=service-19\+data/)
  await expect(rowCount(page)).toContainText('matching, 200 in all')
})

test('the facets can be put away, then they are menus', async ({ page, signIn }) => {
  const fleet = await openStoodIn(page, signIn)
  await fleet.send(...fleetLines(20))
  await fleet.end()
  await expect(page.getByRole('complementary', { name: 'Filters' })).toBeVisible()
  await page.getByRole('button', { name: 'Filters', expanded: true }).click()
  await expect(page.getByRole('complementary', { name: 'Filters' })).toBeHidden()
  await page.getByRole('button', { name: 'Status', exact: true }).first().click()
  await page.getByRole('menuitemcheckbox', { name: /^No token/ }).click()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/status=no_token/)
})

test('views that come with the console are links with counts; own ones are kept', async ({
  page,
  signIn,
}) => {
  const fleet = await openStoodIn(page, signIn)
  await fleet.send(...fleetLines(200))
  await fleet.end()
  const views = page.getByRole('navigation', { name: 'Views' })
  const link = views.getByRole('link', { name: /^2\/2 tokens/ })
  await link.click()
  await expect(page).toHaveURL('/fleet?tokens=2')
  await expect(link).toHaveAttribute('aria-current', 'true')
  await expect(rowCount(page)).toContainText('matching, 200 in all')
  const count = /of (\d+) matching/.exec((await rowCount(page).textContent()) ?? '')?.[1]
  await expect(link).toHaveText(`2/2 tokens${count}`)

  await page.getByRole('searchbox').fill('edge')
  await expect(page).toHaveURL(/q=edge/)
  await views.getByRole('button', { name: 'Save view' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save this view' })
  await dialog.getByRole('button', { name: 'Save view' }).click()
  await expect(dialog.getByText('Fill in this field.').first()).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Full at the edge')
  await dialog.getByRole('button', { name: 'Save view' }).click()
  await expect(dialog).toBeHidden()
  await views.getByRole('link', { name: /^All/ }).click()
  await expect(page).toHaveURL('/fleet')
  await page.reload()
  await views.getByRole('link', { name: 'Full at the edge' }).click()
  await expect(page).toHaveURL(/tokens=2/)
  await expect(page.getByRole('searchbox')).toHaveValue('edge')
  await views.getByRole('button', { name: 'Delete view Full at the edge' }).click()
  await expect(views.getByRole('link', { name: 'Full at the edge' })).toBeHidden()
})

test('a row opens beside the table, and with Ctrl as a page', async ({ page, signIn }) => {
  const fleet = await openStoodIn(page, signIn)
  await fleet.send(...fleetLines(20))
  await fleet.end()
  const link = page.getByRole('link', { name: 'staging-agent-9', exact: true })
  await link.click()
  const panel = page.getByRole('dialog', { name: 'staging-agent-9' })
  await expect(panel).toBeVisible()
  await expect(page).toHaveURL(/open=agent-9/)
  await expect(panel.getByText('2/2')).toBeVisible()
  await expect(panel.getByText('never used')).toBeVisible()
  await expect(panel.getByRole('link', { name: 'Open agent' })).toHaveAttribute(
    'href',
    '/projects/10/agents/9',
  )
  await expect(panel.getByRole('link', { name: 'Rotate token' })).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(link).toBeFocused()
  await expect(page).not.toHaveURL(/open=/)

  await fleetRow(page, 'staging-agent-9')
    .getByText(/^Connected/)
    .click()
  await expect(panel).toBeVisible()
  await page.goBack()
  await expect(panel).toBeHidden()

  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    link.click({ modifiers: ['ControlOrMeta'] }),
  ])
  await expect(tab).toHaveURL('/projects/10/agents/9')
  await expect(panel).toBeHidden()
})

test('the rows that match are exported, and a saved scan is compared', async ({ page, signIn }) => {
  const fleet = await openStoodIn(page, signIn, '/fleet?kind=cluster')
  await fleet.send(...fleetLines(20))
  await fleet.end()
  const menu = page.getByRole('button', { name: 'Export' })
  const saved = async (item: string) => {
    await menu.click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: item }).click(),
    ])
    return { name: file.suggestedFilename(), path: await file.path() }
  }
  const csv = await saved('Rows as CSV')
  expect(csv.name).toMatch(/^fleet-.*\.csv$/)
  const scan = await saved('Save the scan')
  expect(scan.name).toMatch(/^fleet-scan-.*\.json$/)

  await page.getByRole('button', { name: 'Scan again' }).click()
  // Under the pointer nothing moves: the new result waits to be shown.
  await fleetTable(page).hover()
  await fleet.send(...fleetLines(22).slice(1))
  await fleet.end({ scan: 's2' })
  await page.getByRole('button', { name: /new result/ }).click()
  await expect(rowCount(page)).toContainText('21 in all')
  await menu.click()
  await page.getByRole('menuitem', { name: /^Compare/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Compare with a saved scan' })
  await dialog.locator('input[type=file]').setInputFiles(csv.path)
  await expect(dialog.getByRole('alert')).toContainText('This file is no saved scan')
  await dialog.locator('input[type=file]').setInputFiles(scan.path)
  await expect(dialog.getByRole('heading', { name: '2 added' })).toBeVisible()
  await expect(dialog.getByRole('heading', { name: '1 gone' })).toBeVisible()
  await expect(dialog.getByRole('heading', { name: 'None changed' })).toBeVisible()
  await expect(dialog.getByText('The current scan has gaps')).toHaveCount(0)
  expect(await violations(page)).toEqual([])
  await expect(dialog.getByRole('list', { name: '1 gone' }).getByRole('link')).toHaveCount(0)
  // The row's panel takes the place of the dialog, and the filters of the table stay.
  await dialog.getByRole('link', { name: 'staging-agent-21' }).press('Enter')
  await expect(dialog).toBeHidden()
  const panel = page.getByRole('dialog', { name: 'staging-agent-21' })
  await expect(panel).toBeVisible()
  await expect(page).toHaveURL(/kind=cluster&open=agent-21/)
  await expect(panel.locator(':focus')).toHaveCount(1)
})

test('what is compared while a scan runs is told, and its result takes the place of the last one', async ({
  page,
  signIn,
}) => {
  const fleet = await openStoodIn(page, signIn)
  await fleet.send(...fleetLines(20))
  await fleet.end()
  const menu = page.getByRole('button', { name: 'Export' })
  await menu.click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Save the scan' }).click(),
  ])
  await page.getByRole('button', { name: 'Scan again' }).click()
  await fleet.send(progressLine({ scan: 's2' }), ...fleetLines(22))
  await menu.click()
  await page.getByRole('menuitem', { name: /^Compare/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Compare with a saved scan' })
  await dialog.locator('input[type=file]').setInputFiles(await file.path())
  const running = dialog.getByText('A scan is running.')
  await expect(running).toBeVisible()
  await expect(dialog.getByRole('heading', { name: 'None added' })).toBeVisible()
  await expect(dialog.getByText('The current scan has gaps')).toHaveCount(0)
  await fleet.end({ scan: 's2', complete: false, problems: 1 })
  await expect(dialog.getByRole('heading', { name: '2 added' })).toBeVisible()
  await expect(dialog.getByText('The current scan has gaps')).toBeVisible()
  await expect(running).toHaveCount(0)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme })
    test('can be used by everybody, also as cards', async ({ page, signIn }) => {
      const fleet = await openStoodIn(page, signIn, '/fleet?status=connected,no_token,disabled')
      await fleet.send(...fleetLines(40))
      await fleet.end()
      await expect(rowCount(page)).toContainText('40 in all')
      expect(await violations(page)).toEqual([])
      await expectAccessible(page)
      await expect(
        fleetTable(page).getByRole('cell').getByText('Status', { exact: true }).first(),
      ).toBeVisible()
    })
  })
}
