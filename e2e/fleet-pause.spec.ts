import { expect, test } from './fixtures.ts'
import { agentLines, noScan, progressLine } from './fleet-stand-in.ts'
import { fleetRow, openFirstScan } from './fleet-table-page.ts'

test('a scan is paused, goes on and is stopped', async ({ page, signIn }) => {
  const fleet = await openFirstScan(page, signIn)
  await fleet.send(progressLine(), ...agentLines(1, 5))
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText('The scan is paused after 5 rows')).toBeVisible()
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect.poll(fleet.asked).toEqual(['look', 'scan', 'pause', 'look'])
  await fleet.send(...agentLines(1, 5))
  await fleet.end({ state: 'paused', complete: false, finished_at: null })
  await expect.poll(fleet.asked).toEqual(['look', 'scan', 'pause', 'look', 'scan'])
  await fleet.send(progressLine(), ...agentLines(1, 6))
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect.poll(fleet.asked).toEqual(['look', 'scan', 'pause', 'look', 'scan', 'stop'])
  await fleet.send(...agentLines(1, 6))
  await fleet.end({ state: 'stopped', complete: false })
  await expect(page.getByText('The scan was stopped after 6 rows')).toBeVisible()
  await expect(page.getByText('looked at, with gaps')).toBeVisible()
})

test('a pause holds over a reload; a scan that nobody followed goes on by itself', async ({
  page,
  signIn,
}) => {
  const fleet = await openFirstScan(page, signIn)
  await fleet.send(progressLine(), ...agentLines(1, 5))
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.reload()
  await expect.poll(fleet.asked).toEqual(['look'])
  await fleet.send(...agentLines(1, 5))
  await fleet.end({ state: 'paused', complete: false, finished_at: null })
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible()
  expect(await fleet.asked()).toEqual(['look'])

  await page.evaluate(() => sessionStorage.clear())
  await page.reload()
  await expect.poll(fleet.asked).toEqual(['look'])
  await fleet.end({ state: 'paused', complete: false, finished_at: null })
  await expect.poll(fleet.asked).toEqual(['look', 'scan'])
})

test('a paused scan that is gone when somebody stops it leaves what stands here', async ({
  page,
  signIn,
}) => {
  const fleet = await openFirstScan(page, signIn)
  await fleet.send(progressLine(), ...agentLines(1, 5))
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect.poll(fleet.asked).toEqual(['look', 'scan', 'pause', 'stop'])
  await fleet.end(noScan)
  await expect(page.getByText('The scan was stopped after 5 rows')).toBeVisible()
  await expect(page.getByText('Scan again for the whole')).toBeVisible()
  await expect(fleetRow(page, 'staging-agent-1')).toBeVisible()
})
