import 'server-only'
import { Registry } from 'prom-client'
import { findingRules, findingSeverities, ruleSeverities } from '#lib/contract/findings/finding.ts'
import { expiryBands } from '#lib/contract/findings/radar.ts'
import {
  agentStatuses,
  clusterStatuses,
  type FleetSummary,
  missingParts,
  silences,
} from './fleet-summary.ts'
import { makers } from './makers.ts'

/** The last scan and the moments it is compared with, all in epoch milliseconds. */
interface LastScan {
  summary: FleetSummary
  /** By our clock, as `now` is. */
  finishedAt: number
  now: number
  /** By GitLab's clock: it made the tokens, and its certificates are judged by it. */
  gitlabNow: number
}

/**
 * The metrics of the fleet, in a registry of their own: what a scan did not find is not left over from the one before.
 * Ages are those of the moment of asking, so they grow between two scans.
 */
export function fleetRegistry({ summary, finishedAt, now, gitlabNow }: LastScan): Registry {
  const registry = new Registry()
  const { gauge } = makers(registry)

  gauge('scan_age_seconds', 'Seconds since the last background scan ended.').set(
    (now - finishedAt) / 1000,
  )
  gauge('scan_whole', '1: the last background scan read all that its token may see.').set(
    summary.whole ? 1 : 0,
  )
  gauge('scan_duration_seconds', 'How long the last background scan took.').set(
    summary.duration_ms / 1000,
  )
  gauge('scan_requests', 'Requests to GitLab of the last background scan.').set(summary.requests)
  const problems = gauge(
    'scan_problems',
    'Places that it could not read, by what is missing.',
    'what',
  )
  for (const what of missingParts) problems.set({ what }, summary.problems[what])

  const agents = gauge('fleet_agents', 'Agents by status at the time of the scan.', 'status')
  for (const status of agentStatuses) agents.set({ status }, summary.agents[status])
  const silent = gauge(
    'fleet_agents_not_connected',
    'Agents that were connected once and are not, by how long they have been silent at most.',
    'silent_for',
  )
  for (const name of silences) silent.set({ silent_for: name }, summary.not_connected[name])
  const clusters = gauge('fleet_clusters', 'Certificate-based clusters by status.', 'status')
  for (const status of clusterStatuses) clusters.set({ status }, summary.clusters[status])

  const { oldest_token_at, next_expiry_at } = summary
  if (oldest_token_at !== null) {
    gauge('fleet_oldest_token_age_seconds', 'Age of the oldest active agent token.').set(
      (gitlabNow - Date.parse(oldest_token_at)) / 1000,
    )
  }
  if (next_expiry_at !== null) {
    gauge(
      'fleet_next_certificate_expiry_seconds',
      'Seconds to the first end of a certificate that was good at the time of the scan.',
    ).set((Date.parse(next_expiry_at) - gitlabNow) / 1000)
  }
  const certificates = gauge(
    'fleet_certificates',
    'Distinct certificates by the days that are left (fewer than), expired, or later.',
    'band',
  )
  for (const band of expiryBands) certificates.set({ band }, summary.certificates[band])

  const findings = gauge(
    'fleet_findings',
    'Findings by rule and severity; those that somebody snoozed apart.',
    'rule',
    'severity',
    'snoozed',
  )
  for (const rule of findingRules) {
    for (const severity of findingSeverities) {
      for (const snoozed of ['false', 'true']) {
        const of = snoozed === 'true' ? summary.snoozed_findings : summary.findings
        const count = of[rule][severity]
        // The rule's own is always there, another one where a finding has it.
        if (count > 0 || severity === ruleSeverities[rule]) {
          findings.set({ rule, severity, snoozed }, count)
        }
      }
    }
  }
  return registry
}
