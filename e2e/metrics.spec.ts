import { expect, stackTestWith } from './fixtures.ts'
import { send } from './person.ts'
import { metricsToken, scrape } from './scraped.ts'
import { startSsoStack } from './sso-stack.ts'
import { startStack } from './stack.ts'

const test = stackTestWith({
  METRICS_TOKEN: metricsToken,
  SCAN_INTERVAL_S: '1',
  SCAN_RETRY_S: '1',
  GITLAB_TOKEN: 'glpat-root-read',
})

const shows = (origin: string, series: string) =>
  expect.poll(async () => (await scrape(origin)).value(series), { message: series })

const connected = 'fleet_agents{status="connected"}'
const notConnected = 'fleet_agents{status="not_connected"}'
const lostLately = 'fleet_agents_not_connected{silent_for="1h"}'

test('an agent falls silent and the metrics tell it, with nobody signed in', async ({
  stack,
  gitlab,
}) => {
  const { origin } = stack.console
  await gitlab.control.contact(1, 1)
  await shows(origin, connected).toBe(1)
  const before = await scrape(origin)
  expect(before.value(notConnected)).toBe(1)
  expect(before.value(lostLately)).toBe(0)
  expect(before.value('fleet_agents{status="never_connected"}')).toBe(1)
  expect(before.value('fleet_agents{status="no_token"}')).toBe(1)

  await gitlab.control.advance(600)
  await shows(origin, lostLately).toBe(1)
  const after = await scrape(origin)
  expect(after.value(connected)).toBe(0)
  expect(after.value(notConnected)).toBe(2)
  expect(after.value('fleet_agents{status="never_connected"}')).toBe(1)

  await gitlab.control.contact(1, 1)
  await shows(origin, connected).toBe(1)
  expect((await scrape(origin)).value(lostLately)).toBe(0)
})

test('certificates, tokens, findings and the scan itself are in it', async ({ stack, gitlab }) => {
  const { origin } = stack.console
  await gitlab.control.contact(1, 1)
  await shows(origin, 'scan_whole').toBe(1)
  await shows(origin, 'fleet_certificates{band="expired"}').toBe(1)
  const { value, text } = await scrape(origin)
  expect(value('fleet_clusters{status="enabled"}')).toBe(5)
  expect(value('fleet_clusters{status="disabled"}')).toBe(1)
  const days = (series: string) => (value(series) ?? Number.NaN) / 86_400
  expect(days('fleet_oldest_token_age_seconds')).toBeCloseTo(90, 0)
  expect(days('fleet_next_certificate_expiry_seconds')).toBeCloseTo(20, 0)
  const finding = 'fleet_findings{rule="ca_expired",severity="critical",snoozed="false"}'
  expect(value(finding)).toBe(1)
  expect(value('scan_age_seconds')).toBeLessThan(30)
  expect(value('scan_interval_seconds')).toBe(1)
  expect(value('scan_token{state="usable"}')).toBe(1)
  const listed =
    'gitlab_requests_total{method="GET",route="personal_access_tokens/self",result="2xx"}'
  expect(value(listed)).toBeGreaterThan(0)
  expect(text).toContain('process_resident_memory_bytes')
  // It names nobody and nothing of GitLab's.
  for (const name of ['shop', 'platform', 'maintainer', 'prod', 'glpat-', gitlab.url]) {
    expect(text).not.toContain(name)
  }
})

test('only GET requests reach GitLab, or queries', async ({ stack, gitlab }) => {
  await gitlab.control.clearRequests()
  await shows(stack.console.origin, 'scan_whole').toBe(1)
  await expect.poll(() => gitlab.control.requests('POST', /graphql/)).not.toEqual([])
  for (const { method, path, body } of await gitlab.control.requests()) {
    if (method === 'GET') continue
    expect(`${method} ${path}`).toBe('POST /api/graphql')
    expect(body).not.toContain('mutation')
  }
})

test('while GitLab fails the last result stays, gets older, and the failures are counted', async ({
  stack,
  gitlab,
}) => {
  const { origin } = stack.console
  await gitlab.control.contact(1, 1)
  await shows(origin, connected).toBe(1)
  await gitlab.control.fault({ method: '*', path: '/api/*', mode: 'status', status: 503 })
  const failed = async () => (await scrape(origin)).value('scans_total{outcome="failed"}') ?? 0
  const before = await failed()
  await expect.poll(failed).toBeGreaterThan(before)
  const { value } = await scrape(origin)
  expect(value(connected)).toBe(1)
  await expect
    .poll(async () => (await scrape(origin)).value('scan_age_seconds') ?? 0)
    .toBeGreaterThan(2)
  await gitlab.control.clearFaults()
  await expect
    .poll(async () => (await scrape(origin)).value('scan_age_seconds') ?? 9)
    .toBeLessThan(2)
})

test('a part that cannot be read is counted, and the scan is not called whole', async ({
  stack,
  gitlab,
}) => {
  const { origin } = stack.console
  await gitlab.control.fault({
    method: 'GET',
    path: '/api/v4/groups/1/clusters',
    mode: 'status',
    status: 500,
  })
  await shows(origin, 'scan_whole').toBe(0)
  expect((await scrape(origin)).value('scan_problems{what="clusters"}')).toBeGreaterThan(0)
  await gitlab.control.clearFaults()
  await shows(origin, 'scan_whole').toBe(1)
})

test('without the bearer there is nothing to see', async ({ stack }) => {
  const url = `${stack.console.origin}/metrics`
  const wrong: Record<string, string>[] = [{}, { Authorization: 'Bearer fake-other-token' }]
  for (const headers of wrong) {
    const answer = await send('GET', url, headers)
    expect(answer.status).toBe(401)
    expect(answer.headers['www-authenticate']).toBe('Bearer')
    expect(answer.text).not.toContain('cluster_console')
  }
  const posted = await send('POST', url, { Authorization: `Bearer ${metricsToken}` })
  expect(posted.status).toBe(405)
})

test('a token that can change things makes no scan', async () => {
  const stack = await startStack({
    env: { METRICS_TOKEN: metricsToken, SCAN_INTERVAL_S: '1', GITLAB_TOKEN: 'glpat-root' },
  })
  try {
    const { origin } = stack.console
    await shows(origin, 'scan_token{state="can_write"}').toBe(1)
    const { value, text } = await scrape(origin)
    expect(value('scan_whole')).toBeNull()
    expect(text).not.toContain('cluster_console_fleet_')
    const seen = await stack.gitlab.control.requests()
    expect(new Set(seen.map(({ path }) => path))).toEqual(
      new Set(['/api/v4/personal_access_tokens/self']),
    )
    expect(stack.console.output()).toContain('must have read_api')
    expect(stack.console.output()).not.toContain('glpat-')
  } finally {
    await stack.close()
  }
})

test('a token that GitLab does not take is told', async () => {
  const stack = await startStack({
    env: { METRICS_TOKEN: metricsToken, SCAN_INTERVAL_S: '1', GITLAB_TOKEN: 'glpat-expired' },
  })
  try {
    const { origin } = stack.console
    await shows(origin, 'scan_token{state="rejected"}').toBe(1)
    await shows(origin, 'scans_total{outcome="failed"}').toBe(1)
  } finally {
    await stack.close()
  }
})

test('behind an SSO the service token scans, and Prometheus needs no JWT', async () => {
  const stack = await startSsoStack({ METRICS_TOKEN: metricsToken, SCAN_INTERVAL_S: '1' })
  try {
    const { origin } = stack.console
    await shows(origin, 'scan_whole').toBe(1)
    const { value } = await scrape(origin)
    expect(value('fleet_clusters{status="enabled"}')).toBe(5)
    expect(value('scan_token{state="usable"}')).toBe(1)
  } finally {
    await stack.close()
  }
})

test('without METRICS_TOKEN it does not exist', async () => {
  const stack = await startStack()
  try {
    expect((await scrape(stack.console.origin)).status).toBe(404)
  } finally {
    await stack.close()
  }
})
