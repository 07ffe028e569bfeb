import { expect, test } from './fixtures.ts'
import { agentLines, fleetLines, problemLine, progressLine } from './fleet-stand-in.ts'
import { fleetRow, fleetTable, openFirstScan, openStoodIn, rowCount } from './fleet-table-page.ts'

test('while a scan runs its first rows are shown, and those after them wait', async ({
  page,
  signIn,
}) => {
  const fleet = await openFirstScan(page, signIn)
  await fleet.send(progressLine(), ...fleetLines(60))
  await expect(rowCount(page)).toHaveText('1–60 of 60')
  await expect(page.getByText('6,120 of 10,000 projects')).toBeVisible()
  await expect(page.getByText('41 seconds left')).toBeVisible()
  await expect(page).toHaveTitle('61 % · Fleet · Cluster console')
  await fleet.send(...fleetLines(94))
  const more = page.getByRole('button', { name: '34 new rows: show' })
  await expect(more).toBeVisible()
  await expect(rowCount(page)).toHaveText('1–60 of 60')
  await more.click()
  await expect(rowCount(page)).toHaveText('1–94 of 94')
  await expect(more).toBeHidden()
  await fleet.end({ agents: 76, clusters: 18 })
  await expect(page.getByText('76 agents, 18 clusters')).toBeVisible()
  await expect(page).toHaveTitle('Fleet · Cluster console')
})

test('no row moves in the first scan while somebody points at the table', async ({
  page,
  signIn,
}) => {
  const fleet = await openFirstScan(page, signIn)
  await fleet.send(progressLine(), ...agentLines(1, 2))
  await fleetRow(page, 'staging-agent-1').hover()
  await fleet.send(progressLine(), ...agentLines(3, 5))
  const show = page.getByRole('button', { name: '3 new rows: show' })
  await expect(show).toBeVisible()
  await expect(fleetRow(page, 'edge-agent-3')).toBeHidden()
  await page.getByRole('heading', { level: 1 }).hover()
  await fleet.send(progressLine(), ...agentLines(6, 6))
  await expect(fleetRow(page, 'edge-agent-3')).toBeVisible()
  await expect(show).toBeHidden()
})

test('waiting for GitLab is said, with the time', async ({ page, signIn }) => {
  const fleet = await openFirstScan(page, signIn)
  const until = '2026-11-20T12:01:00Z'
  await fleet.send(progressLine({ state: 'waiting', waiting_until: until }), ...agentLines(1, 2))
  await expect(page.getByText(/GitLab needs a moment. The scan goes on at 13:01/)).toBeVisible()
  const away = { state: 'waiting', waiting_until: until, waiting_for: 'upstream_failed' } as const
  await fleet.send(progressLine(away))
  await expect(
    page.getByText(/GitLab reports an error of its own. The scan goes on at 13:01/),
  ).toBeVisible()
})

test('a stream that breaks off is told, with what came and the way on', async ({
  page,
  signIn,
}) => {
  const fleet = await openFirstScan(page, signIn)
  await fleet.send(progressLine(), ...agentLines(1, 7))
  await expect(rowCount(page)).toHaveText('1–7 of 7')
  await fleet.cut()
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'The connection broke after 7 rows',
  )
  await expect(fleetTable(page).getByRole('rowheader')).toHaveCount(7)
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect.poll(fleet.asked).toEqual(['look', 'scan', 'look'])
})

test('a console that is to stop says so, and the scan can go on with the next one', async ({
  page,
  signIn,
}) => {
  const fleet = await openFirstScan(page, signIn)
  await fleet.send(progressLine(), ...agentLines(1, 7))
  await fleet.close()
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'The console is being restarted; it had read 7 rows',
  )
  await expect(fleetTable(page).getByRole('rowheader')).toHaveCount(7)
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect.poll(fleet.asked).toEqual(['look', 'scan', 'look'])
})

test('another scan leaves the last result until it is complete', async ({ page, signIn }) => {
  const fleet = await openStoodIn(page, signIn)
  await fleet.send(...agentLines(1, 5))
  await fleet.end()
  await expect(rowCount(page)).toHaveText('1–5 of 5')
  await page.getByRole('button', { name: 'Scan again' }).click()
  await fleet.send(progressLine({ scan: 's2' }), ...agentLines(3, 9))
  await expect(page.getByText(/the last result stays/)).toBeVisible()
  await expect(rowCount(page)).toHaveText('1–5 of 5')

  // Somebody points at the table: nothing moves under their hand.
  await fleetTable(page).hover()
  await fleet.end({ scan: 's2' })
  const show = page.getByRole('button', { name: 'The new result is here: 4 new, 2 gone. Show it' })
  await expect(show).toBeVisible()
  await expect(rowCount(page)).toHaveText('1–5 of 5')
  await show.click()
  await expect(rowCount(page)).toHaveText('1–7 of 7')

  // Nobody does: the new result takes its place.
  await page.getByRole('button', { name: 'Scan again' }).click()
  await fleet.send(progressLine({ scan: 's3' }), ...agentLines(1, 9))
  await fleet.end({ scan: 's3' })
  await expect(rowCount(page)).toHaveText('1–9 of 9')

  // The same rows again: that is a new result too, and waits only for whoever works in the table.
  await page.getByRole('button', { name: 'Scan again' }).click()
  await fleetTable(page).hover()
  await fleet.send(progressLine({ scan: 's4' }), ...agentLines(1, 9))
  await fleet.end({ scan: 's4' })
  await page
    .getByRole('button', { name: 'The new result is here, with the same rows. Show it' })
    .click()
  await page.getByRole('button', { name: 'Scan again' }).click()
  await fleet.send(progressLine({ scan: 's5' }), ...agentLines(1, 9))
  await fleet.end({ scan: 's5' })
  await expect(page.getByText('All read in')).toBeVisible()
  await expect(page.getByRole('button', { name: /new result/ })).toHaveCount(0)
})

test('what could not be read is counted and listed, and read again', async ({ page, signIn }) => {
  const fleet = await openStoodIn(page, signIn)
  await fleet.send(...agentLines(1, 5), problemLine('p1'))
  await fleet.send(problemLine('p2', { what: 'clusters', code: 'integration_disabled', count: 2 }))
  await fleet.end({ complete: false })
  await expect(page.getByText('3 places could not be read')).toBeVisible()
  await page.getByRole('button', { name: 'Details' }).click()
  const list = page.getByRole('list', { name: 'What could not be read' })
  await expect(list.getByRole('listitem')).toHaveCount(2)
  await expect(list).toContainText('service-77')
  await page.getByRole('button', { name: 'Read these again' }).click()
  await expect.poll(fleet.asked).toEqual(['look', 'retry'])
  await fleet.send(...agentLines(1, 6))
  await fleet.end()
  await expect(rowCount(page)).toHaveText('1–6 of 6')
  await expect(page.getByText('could not be read')).toBeHidden()
})

test('nothing found is explained, and is not the same as not everything read', async ({
  page,
  signIn,
}) => {
  const fleet = await openStoodIn(page, signIn)
  await fleet.end({ agents: 0, clusters: 0, projects: 12, groups: 3 })
  await expect(page.getByRole('heading', { name: 'No cluster and no agent' })).toBeVisible()
  await expect(page.getByText('12 projects and 3 groups')).toBeVisible()
  await page.getByRole('button', { name: 'Scan again' }).click()
  await fleet.send(problemLine('p'))
  await fleet.end({ complete: false, agents: 0, clusters: 0 })
  await expect(
    page.getByRole('heading', { name: 'Nothing found, but not everything could be read' }),
  ).toBeVisible()
})

test('a scan that cannot begin says why, and can be tried again', async ({ page, signIn }) => {
  await page.route('**/api/fleet?*', (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: 'about:blank',
        title: 'busy',
        status: 503,
        code: 'busy',
        request_id: 'fake-request',
      }),
    }),
  )
  await signIn('root', '/fleet')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('fake-request')
  await page.unroute('**/api/fleet?*')
  await page.getByRole('button', { name: 'Try now' }).click()
  await expect(fleetTable(page).getByRole('rowheader').first()).toBeVisible()
})
