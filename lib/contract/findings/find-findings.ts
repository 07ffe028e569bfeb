import type { FleetCluster, FleetRow } from '#lib/contract/fleet.ts'
import { agentFindings } from './agent-rules.ts'
import { certificateFindings } from './certificate-rules.ts'
import { clusterFindings, deprecatedClusters } from './cluster-rules.ts'
import { creatorFindings } from './creator-rules.ts'
import { duplicateFindings, findDuplicates } from './duplicates.ts'
import { type Finding, findingRules, findingSeverities } from './finding.ts'
import type { FindingFacts } from './policy.ts'
import { radarOf } from './radar.ts'

/**
 * Everything in the rows that deserves care, the most severe first (features.md B9). Pure: the page and `/metrics` get
 * the same findings from the same rows. What a scan could not read gives no finding; its problems tell of it.
 */
export function findFindings(rows: readonly FleetRow[], facts: FindingFacts): Finding[] {
  const clusters = rows.filter(
    (row): row is FleetCluster & { type: 'cluster' } => row.type === 'cluster',
  )
  const findings = [
    ...certificateFindings(radarOf(rows, facts.now)),
    ...rows.flatMap((row) => [
      ...(row.type === 'cluster' ? clusterFindings(row, facts.now) : agentFindings(row, facts)),
      ...creatorFindings(row),
    ]),
    ...duplicateFindings(findDuplicates(rows, facts.policy)),
    ...deprecatedClusters(clusters),
  ]
  return findings.sort((a, b) => rankOf(a) - rankOf(b) || (a.key < b.key ? -1 : 1))
}

const ruleRanks = new Map(findingRules.map((rule, index) => [rule, index]))
const severityRanks = new Map(
  findingSeverities.map((severity, index) => [severity, index * findingRules.length]),
)

/** The severity first, then the order of the rules. */
const rankOf = ({ severity, rule }: Finding): number =>
  (severityRanks.get(severity) ?? 0) + (ruleRanks.get(rule) ?? 0)
