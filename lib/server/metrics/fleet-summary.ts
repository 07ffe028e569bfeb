import 'server-only'
import { z } from 'zod'
import { findFindings } from '#lib/contract/findings/find-findings.ts'
import { type Finding, findingRules, findingSeverities } from '#lib/contract/findings/finding.ts'
import { defaultPolicy } from '#lib/contract/findings/policy.ts'
import { expiryBand, expiryBands, radarOf } from '#lib/contract/findings/radar.ts'
import {
  type FleetAgent,
  type FleetEnd,
  type FleetProblem,
  type FleetRow,
  fleetProblemSchema,
} from '#lib/contract/fleet.ts'
import { type FleetStatus, fleetStatus, lastContact } from '#lib/contract/fleet-status.ts'

const hourMs = 3_600_000

/** For how long an agent that was connected once has been silent: at most so long. */
export const silences = ['1h', '1d', '7d', 'longer'] as const
type Silence = (typeof silences)[number]

const silenceLimits = { '1h': hourMs, '1d': 24 * hourMs, '7d': 7 * 24 * hourMs }

export const agentStatuses = [
  'connected',
  'not_connected',
  'never_connected',
  'no_token',
  'unknown',
] as const satisfies readonly FleetStatus[]

export const clusterStatuses = [
  'enabled',
  'disabled',
  'unknown',
] as const satisfies readonly FleetStatus[]

const missing = fleetProblemSchema.shape.what
export const missingParts = missing.options

const count = z.number().int().nonnegative()
// zod says that keys of a record may be missing; with an enumeration it requires them all.
const eachOf = <const T extends readonly string[], V>(names: T, value: z.ZodType<V>) =>
  z.record(z.enum(names), value) as z.ZodType<Record<T[number], V>>
const each = <const T extends readonly string[]>(names: T) => eachOf(names, count)
/** By rule and by severity: some findings are milder than their rule. */
const findingCounts = eachOf(findingRules, each(findingSeverities))

/** What the last background scan found, in numbers: it names nobody and nothing, and any replica may show it. */
export const fleetSummarySchema = z.object({
  /** Everything that the token may see was read. */
  whole: z.boolean(),
  duration_ms: z.number().nonnegative(),
  requests: count,
  /** Places that could not be read, by what is missing of them. */
  problems: each(missingParts),
  agents: each(agentStatuses),
  not_connected: each(silences),
  clusters: each(clusterStatuses),
  /** Of all active tokens; null when there is none. */
  oldest_token_at: z.string().nullable(),
  /** The first end of a certificate that was good at the time of the scan. */
  next_expiry_at: z.string().nullable(),
  certificates: each(expiryBands),
  findings: findingCounts,
  snoozed_findings: findingCounts,
})
export type FleetSummary = z.infer<typeof fleetSummarySchema>

/** How often each name occurs; those that do not occur are 0. */
function tally<const T extends string>(
  names: readonly T[],
  found: readonly T[],
): Record<T, number> {
  // Object.fromEntries forgets which keys it was given.
  const counts = Object.fromEntries(names.map((name) => [name, 0])) as Record<T, number>
  for (const name of found) counts[name] += 1
  return counts
}

function tallyFindings(findings: readonly Finding[]): FleetSummary['findings'] {
  const counts = findingRules.map((rule) => {
    const own = findings.filter((finding) => finding.rule === rule)
    return [
      rule,
      tally(
        findingSeverities,
        own.map(({ severity }) => severity),
      ),
    ]
  })
  // As above.
  return Object.fromEntries(counts) as FleetSummary['findings']
}

/** Null for an agent that is connected, or was never. */
function silenceOf(agent: FleetAgent & { type: 'agent' }): Silence | null {
  const contact = lastContact(agent)
  if (fleetStatus(agent) !== 'not_connected' || contact === null) return null
  const silentMs = Date.parse(agent.console.as_of) - Date.parse(contact)
  return silences.find((name) => name !== 'longer' && silentMs <= silenceLimits[name]) ?? 'longer'
}

const firstOf = (times: readonly string[]): string | null =>
  times.reduce<string | null>(
    (first, next) => (first === null || Date.parse(next) < Date.parse(first) ? next : first),
    null,
  )

interface Scanned {
  rows: readonly FleetRow[]
  problems: readonly FleetProblem[]
  end: FleetEnd
  /** Epoch milliseconds by GitLab's clock. */
  now: number
  /** Keys of findings that are left alone for now. */
  snoozed: ReadonlySet<string>
}

/** The numbers of a scan. Pure. */
export function summarise({ rows, problems, end, now, snoozed }: Scanned): FleetSummary {
  const agents = rows.filter((row) => row.type === 'agent')
  const clusters = rows.filter((row) => row.type === 'cluster')
  const { certificates } = radarOf(rows, now)
  const bands = certificates.map(({ certificate }) => expiryBand(certificate.not_after, now))
  const findings = findFindings(rows, { now, gitlab: end.gitlab, policy: defaultPolicy })
  const findingsOf = (isSnoozed: boolean) =>
    tallyFindings(findings.filter(({ key }) => snoozed.has(key) === isSnoozed))
  const gaps = tally(missingParts, [])
  for (const problem of problems) gaps[problem.what] += problem.count
  return {
    whole: end.complete,
    duration_ms: end.duration_ms,
    requests: end.requests,
    problems: gaps,
    agents: tally(agentStatuses, only(agentStatuses, agents.map(fleetStatus))),
    not_connected: tally(
      silences,
      agents.flatMap((agent) => silenceOf(agent) ?? []),
    ),
    clusters: tally(clusterStatuses, only(clusterStatuses, clusters.map(fleetStatus))),
    oldest_token_at: firstOf(
      agents.flatMap(({ tokens }) => (tokens ?? []).map(({ created_at }) => created_at)),
    ),
    next_expiry_at: firstOf(
      certificates
        .map(({ certificate }) => certificate.not_after)
        .filter((end) => Date.parse(end) > now),
    ),
    certificates: tally(expiryBands, bands),
    findings: findingsOf(false),
    snoozed_findings: findingsOf(true),
  }
}

const only = <T extends string>(names: readonly T[], found: readonly string[]): T[] =>
  found.flatMap((name) => names.find((known) => known === name) ?? [])
