import { expect, test } from 'vitest'
import * as fleet from '#lib/contract/findings/fleet-rows.fixture.ts'
import { fleetEnd } from '#lib/contract/fleet.fixture.ts'
import type { FleetProblem, FleetRow } from '#lib/contract/fleet.ts'
import { fleetRegistry } from './fleet-metrics.ts'
import { fleetSummarySchema, summarise } from './fleet-summary.ts'

const { agent, ago, ahead, ca, certificate, cluster, now, token } = fleet
const hourMs = 3_600_000

const used = (last_used_at: string | null, created_at = ago(20)) => [
  token(1, { last_used_at, created_at }),
]
const silent = (ms: number) => ({ tokens: used(ago(0, ms)) })

const summaryOf = (rows: FleetRow[], found: Partial<Parameters<typeof summarise>[0]> = {}) =>
  summarise({
    rows,
    problems: [],
    end: fleetEnd({ gitlab: fleet.gitlab }),
    now,
    snoozed: new Set(),
    ...found,
  })

const silences: [ms: number, bucket: string | null][] = [
  [60_000, null],
  [8 * 60_000, '1h'],
  [hourMs, '1h'],
  [hourMs + 1, '1d'],
  [24 * hourMs, '1d'],
  [24 * hourMs + 1, '7d'],
  [7 * 24 * hourMs + 1, 'longer'],
]
test.each(silences)('an agent that has been silent for %i ms is lost since %s', (ms, bucket) => {
  const { agents, not_connected } = summaryOf([agent(1, silent(ms))])
  expect(agents.not_connected).toBe(bucket === null ? 0 : 1)
  const expected = { '1h': 0, '1d': 0, '7d': 0, longer: 0 }
  expect(not_connected).toEqual(bucket === null ? expected : { ...expected, [bucket]: 1 })
})

test('an agent that never came is not a lost one', () => {
  const summary = summaryOf([
    agent(1, { tokens: used(null) }),
    agent(2, { tokens: [] }),
    agent(3, { tokens: null }),
  ])
  expect(summary.agents).toEqual({
    connected: 0,
    not_connected: 0,
    never_connected: 1,
    no_token: 1,
    unknown: 1,
  })
  expect(Object.values(summary.not_connected)).toEqual([0, 0, 0, 0])
})

test('the oldest token, the next certificate to end, and how many are in which band', () => {
  const ending = (id: number, days: number) =>
    cluster(id, {
      console: { ca: ca(certificate(`a${id}`, { not_after: ahead(days) })), as_of: ago(0) },
    })
  const summary = summaryOf([
    agent(1, { tokens: used(ago(0), ago(10)) }),
    agent(2, { tokens: used(ago(0), ago(300)) }),
    ending(1, -3),
    ending(2, 20),
    ending(3, 500),
    cluster(4, { enabled: false }),
  ])
  expect(summary.oldest_token_at).toBe(ago(300))
  expect(summary.next_expiry_at).toBe(ahead(20))
  expect(summary.certificates).toMatchObject({ expired: 1, 7: 0, 30: 1, later: 2 })
  expect(summary.clusters).toEqual({ enabled: 3, disabled: 1, unknown: 0 })
  expect(summary.findings).toMatchObject({
    ca_expired: { critical: 1, warning: 0, notice: 0 },
    ca_expires_30: { critical: 0, warning: 1, notice: 0 },
    token_old: { critical: 0, warning: 1, notice: 0 },
  })
})

test('a snoozed finding is counted apart', () => {
  const rows = [
    cluster(1, {
      platform_kubernetes: { ...cluster(1).platform_kubernetes, authorization_type: 'abac' },
    }),
  ]
  const summary = summaryOf(rows, { snoozed: new Set(['abac:cluster-1']) })
  expect(summary.findings.abac.warning).toBe(0)
  expect(summary.snoozed_findings.abac.warning).toBe(1)
})

test('a finding has its own severity, every rule its own even without one', async () => {
  const oldCa = (id: number, self_signed: boolean) => {
    const signed = { self_signed, signature_algorithm: 'sha1WithRSAEncryption' }
    return cluster(id, {
      console: { ca: ca(certificate(`a${id}`, signed)), as_of: ago(0) },
    })
  }
  const shown = async (...rows: FleetRow[]) => {
    const times = { finishedAt: 0, now: 0, gitlabNow: now }
    const text = await fleetRegistry({ summary: summaryOf(rows), ...times }).metrics()
    return text
      .split('\n')
      .filter((line) => line.includes('rule="weak_signature"') && line.includes('snoozed="false"'))
      .map((line) => line.replace(/.*severity="(\w+)".* (\d+)$/, '$1 $2'))
  }
  expect(await shown(oldCa(1, true))).toEqual(['warning 0', 'notice 1'])
  expect(await shown(oldCa(1, true), oldCa(2, false))).toEqual(['warning 1', 'notice 1'])
  expect(await shown(cluster(1))).toEqual(['warning 0'])
})

test('gaps are counted by what is missing, and the whole is not called whole', () => {
  const gap = (what: FleetProblem['what'], count: number): FleetProblem => ({
    type: 'problem',
    id: `${what} x`,
    what,
    scope: null,
    code: 'upstream_unreachable',
    count,
  })
  const { whole, problems } = summaryOf([], {
    problems: [gap('agents', 3), gap('tokens', 1)],
    end: fleetEnd({ complete: false }),
  })
  expect(whole).toBe(false)
  expect(problems).toMatchObject({ agents: 3, tokens: 1, clusters: 0 })
})

test('it survives the store, and names nobody', () => {
  const summary = summaryOf([agent(1), cluster(1)])
  const text = JSON.stringify(summary)
  expect(fleetSummarySchema.parse(JSON.parse(text))).toEqual(summary)
  for (const name of ['ann', 'agent-1', 'c1', 'example.test']) expect(text).not.toContain(name)
})

test('ages grow between two scans', async () => {
  const summary = summaryOf([
    agent(1, { tokens: used(ago(0), ago(100)) }),
    cluster(1, { console: { ca: ca(certificate('a1', { not_after: ahead(2) })), as_of: ago(0) } }),
  ])
  const day = 24 * hourMs
  const text = await fleetRegistry({
    summary,
    finishedAt: 1_000,
    now: 61_000,
    gitlabNow: now + 3 * day,
  }).metrics()
  expect(text).toContain('cluster_console_scan_age_seconds 60')
  expect(text).toContain(`cluster_console_fleet_oldest_token_age_seconds ${103 * 86_400}`)
  expect(text).toContain('cluster_console_fleet_next_certificate_expiry_seconds -86400')
  expect(text).toContain('cluster_console_fleet_agents{status="connected"} 1')
})

test('without a token or a certificate there is no age, rather than one of 0', async () => {
  const text = await fleetRegistry({
    summary: summaryOf([]),
    finishedAt: 0,
    now: 0,
    gitlabNow: now,
  }).metrics()
  expect(text).not.toContain('oldest_token')
  expect(text).not.toContain('next_certificate')
  expect(text).toContain('cluster_console_fleet_agents{status="connected"} 0')
})
