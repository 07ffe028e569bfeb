import type { CaStatus } from '#lib/contract/certificate.ts'
import type { ClusterSummary } from '#lib/contract/cluster.ts'
import { type ClusterStatus, clusterCaStatus, clusterStatus } from './cluster-status.ts'

/** What may need care, the most urgent first, with the facet of the list that shows exactly these clusters. */
const troubles = [
  { kind: 'expired', facet: 'ca' },
  { kind: 'expiring', facet: 'ca' },
  { kind: 'unreadable', facet: 'ca' },
  { kind: 'disabled', facet: 'status' },
] as const satisfies readonly (
  | { kind: CaStatus; facet: 'ca' }
  | { kind: ClusterStatus; facet: 'status' }
)[]

export type Trouble = (typeof troubles)[number] & { count: number }

/** How many clusters of a list are in which trouble; only kinds that occur. */
export function troublesOf(
  clusters: readonly Pick<ClusterSummary, 'console' | 'enabled'>[],
): Trouble[] {
  return troubles.flatMap((trouble) => {
    const statusOf = trouble.facet === 'ca' ? clusterCaStatus : clusterStatus
    const count = clusters.filter((cluster) => statusOf(cluster) === trouble.kind).length
    return count === 0 ? [] : [{ ...trouble, count }]
  })
}
