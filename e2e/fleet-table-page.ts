import { expect, type Page } from '@playwright/test'
import type { Username } from './fixtures.ts'
import { type FleetStandIn, noScan, standInForFleet } from './fleet-stand-in.ts'

export const fleetTable = (page: Page) => page.getByRole('table', { name: 'Fleet' })
export const fleetRow = (page: Page, name: string) =>
  fleetTable(page)
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name, exact: true }) })
/** Under the table: how many rows there are and match. */
export const rowCount = (page: Page) => page.getByText(/^([\d,]+–[\d,]+|0) of [\d,]+/)

/** Opens the page with streams that the test feeds, signed in, and waits until it has looked for a result. */
export async function openStoodIn(
  page: Page,
  signIn: (username: Username, path?: string) => Promise<void>,
  path = '/fleet',
): Promise<FleetStandIn> {
  const fleet = await standInForFleet(page)
  await signIn('root', path)
  await expect(page.getByRole('heading', { level: 1, name: 'Fleet' })).toBeVisible()
  await expect.poll(fleet.asked).toEqual(['look'])
  return fleet
}

/** The same, and nothing was there yet: the first scan runs. */
export async function openFirstScan(
  page: Page,
  signIn: (username: Username, path?: string) => Promise<void>,
): Promise<FleetStandIn> {
  const fleet = await openStoodIn(page, signIn)
  await fleet.end(noScan)
  await expect.poll(fleet.asked).toEqual(['look', 'scan'])
  return fleet
}
