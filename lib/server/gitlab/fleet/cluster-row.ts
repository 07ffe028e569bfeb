import 'server-only'
import type { FleetRow, FleetScope } from '#lib/contract/fleet.ts'
import { type GitLabCluster, type Reading, toClusterSummary } from '../gitlab-cluster.ts'

/** A certificate-based cluster as the fleet shows it: the summary of a list, its place, and how its creator stands. */
export function toClusterRow(
  cluster: GitLabCluster,
  scope: FleetScope,
  reading: Reading,
): Extract<FleetRow, { type: 'cluster' }> {
  const summary = toClusterSummary(cluster, reading)
  return {
    type: 'cluster',
    ...summary,
    user: summary.user && { ...summary.user, state: cluster.user?.state ?? null },
    scope,
  }
}
