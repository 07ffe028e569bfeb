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

const main = (page: Page) => page.getByRole('main')
const rows = (page: Page, name: string) =>
  page
    .getByRole('table', { name })
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })

for (const [path, name] of [
  ['/findings', 'Findings'],
  ['/certificates', 'Certificates'],
] as const) {
  test(`${path}: the first scan shows its progress, and its end everything`, async ({
    page,
    signIn,
  }) => {
    await signIn('root', '/settings')
    const fleet = await standInForFleet(page)
    await page.goto(path)
    await expect.poll(fleet.asked).toEqual(['look'])
    await expect(page.getByRole('table', { name })).toHaveAttribute('aria-busy', 'true')
    await fleet.end(noScan)
    await expect.poll(fleet.asked).toEqual(['look', 'scan'])
    await fleet.send(progressLine(), ...fleetLines(100))
    await expect(main(page).getByText(/6,120 of 10,000 projects .* 100 found/)).toBeVisible()
    await expect(main(page).getByText('The fleet is being looked at')).toBeVisible()
    await expect(rows(page, name)).toHaveCount(0)
    await expect(page).toHaveTitle(`61 % · ${name} · Cluster console`)
    await expectAccessible(page)
    await fleet.end()
    await expect(rows(page, name).first()).toBeVisible()
    await expect(page).toHaveTitle(`${name} · Cluster console`)
    await expect(page.getByRole('progressbar')).toBeHidden()
  })

  test(`${path}: what is there so far is shown to who asks, and says that it is not all`, async ({
    page,
    signIn,
  }) => {
    await signIn('root', '/settings')
    const fleet = await standInForFleet(page)
    await page.goto(path)
    await expect.poll(fleet.asked).toEqual(['look'])
    await fleet.end(noScan)
    await expect.poll(fleet.asked).toEqual(['look', 'scan'])
    await fleet.send(progressLine(), ...fleetLines(60))
    await main(page).getByRole('button', { name: 'Show what is there so far' }).click()
    await expect(rows(page, name).first()).toBeVisible()
    await expect(page.getByRole('progressbar', { name: 'Scan' })).toBeVisible()
    await fleet.cut()
    await expect(main(page).getByText(/The connection broke after 60 rows/)).toBeVisible()
    await expect(rows(page, name).first()).toBeVisible()
    await expect(main(page).getByRole('button', { name: 'Go on' })).toBeVisible()
  })

  test(`${path}: what could not be read is told`, async ({ page, signIn }) => {
    await signIn('root', '/settings')
    const fleet = await standInForFleet(page)
    await page.goto(path)
    await expect.poll(fleet.asked).toEqual(['look'])
    await fleet.send(...fleetLines(20), problemLine('p', { code: 'upstream_timeout' }))
    await fleet.end({ complete: false, problems: 1 })
    await expect(main(page).getByText('1 place could not be read')).toBeVisible()
    await expect(main(page).getByText(/not everything could be read/)).toBeVisible()
    await expectAccessible(page)
  })

  test(`${path}: a scan that fails says why`, async ({ page, signIn }) => {
    await signIn('root', '/settings')
    const fleet = await standInForFleet(page)
    await page.goto(path)
    await expect.poll(fleet.asked).toEqual(['look'])
    await fleet.cut()
    await expect(main(page).getByRole('alert')).toBeVisible()
    await expect(main(page).getByRole('button', { name: /Try again|Retry|Go on/ })).toBeVisible()
  })
}

const healthy = {
  ...agentLine(1),
  tokens: [{ ...agentLine(1).tokens[0], created_at: '2026-11-19T12:00:00Z' }],
  versions: ['18.5.0'],
}

test('nothing deserves care: good news, with what was looked at', async ({ page, signIn }) => {
  await signIn('root', '/settings')
  const fleet = await standInForFleet(page)
  await page.goto('/findings')
  await expect.poll(fleet.asked).toEqual(['look'])
  await fleet.send(healthy)
  await fleet.end({ agents: 1, clusters: 0 })
  await expect(main(page).getByText('Nothing deserves care')).toBeVisible()
  await expect(main(page).getByText(/34 rules looked at 0 .* and 1 agent/)).toBeVisible()
  await expectAccessible(page)
  await page.goto('/certificates')
  await expect.poll(fleet.asked).toEqual(['look'])
  await fleet.send(healthy)
  await fleet.end({ agents: 1, clusters: 0 })
  await expect(main(page).getByText('No certificate to watch')).toBeVisible()
})

const claims: [path: string, claim: string][] = [
  ['/', 'No connections found'],
  ['/findings', 'There is nothing to check'],
  ['/certificates', 'No certificate to watch'],
]
for (const [path, claim] of claims) {
  test(`${path}: a scan with gaps and without a row does not say that there is nothing`, async ({
    page,
    signIn,
  }) => {
    await signIn('root', '/settings')
    const fleet = await standInForFleet(page)
    await page.goto(path)
    await expect.poll(fleet.asked).toEqual(['look'])
    await fleet.send(problemLine('p'))
    await fleet.end({ complete: false, problems: 1, agents: 0, clusters: 0 })
    await expect(main(page).getByText('Nothing found in what was read')).toBeVisible()
    await expect(main(page).getByText('Not everything was read')).toBeVisible()
    await expect(main(page).getByText(claim)).toHaveCount(0)
  })
}

const partWords: [path: string, words: string, claim: string][] = [
  ['/', 'Nothing needs care in what was read.', 'Nothing needs care.'],
  ['/findings', 'Nothing found in what was read', 'Nothing deserves care'],
  ['/findings?view=duplicates', 'Nothing found in what was read', 'No duplicates'],
  ['/certificates', 'Nothing found in what was read', 'No certificate to watch'],
]
for (const [path, words, claim] of partWords) {
  test(`${path}: good news of a scan with gaps is news of what was read`, async ({
    page,
    signIn,
  }) => {
    await signIn('root', '/settings')
    const fleet = await standInForFleet(page)
    await page.goto(path)
    await expect.poll(fleet.asked).toEqual(['look'])
    await fleet.send(healthy, problemLine('p'))
    await fleet.end({ complete: false, problems: 1, agents: 1, clusters: 0 })
    await expect(main(page).getByText(words, { exact: true })).toBeVisible()
    await expect(main(page).getByText('Not everything was read')).toBeVisible()
    await expect(main(page).getByText(claim, { exact: true })).toHaveCount(0)
    await expectAccessible(page)
  })
}

test('nothing is there to check', async ({ page, signIn }) => {
  await signIn('root', '/settings')
  const fleet = await standInForFleet(page)
  await page.goto('/findings')
  await expect.poll(fleet.asked).toEqual(['look'])
  await fleet.end({ agents: 0, clusters: 0 })
  await expect(main(page).getByText('There is nothing to check')).toBeVisible()
})

test('without the snoozes everything counts as open, and the page says so', async ({
  page,
  signIn,
}) => {
  await signIn('root', '/settings')
  const fleet = await standInForFleet(page)
  await page.route('**/api/findings/snoozes', (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: 'about:blank',
        title: 'store_unavailable',
        status: 503,
        code: 'store_unavailable',
        request_id: '00000000-0000-4000-8000-000000000000',
      }),
    }),
  )
  await page.goto('/findings')
  await expect.poll(fleet.asked).toEqual(['look'])
  await fleet.send(...fleetLines(20))
  await fleet.end()
  await expect(main(page).getByText('It could not be read what is snoozed')).toBeVisible()
  await expect(rows(page, 'Findings').first()).toBeVisible()
})
