import { type CaStatus, caStatus } from '#lib/contract/certificate.ts'
import type { ClusterSummary } from '#lib/contract/cluster.ts'

export type ClusterStatus = 'enabled' | 'disabled' | 'unknown'

/** `unknown` when an old GitLab does not tell. */
export function clusterStatus({ enabled }: Pick<ClusterSummary, 'enabled'>): ClusterStatus {
  if (enabled === null) return 'unknown'
  return enabled ? 'enabled' : 'disabled'
}

type WithCa = Pick<ClusterSummary, 'console'>

/** How the CA certificate stands, by GitLab's clock at the time of the reading. */
export function clusterCaStatus({ console: { ca, as_of } }: WithCa): CaStatus {
  return caStatus(ca, Date.parse(as_of))
}

/** For sorting, in milliseconds: the sooner a CA needs care, the smaller. An unreadable one comes first, none last. */
export function caUrgency(cluster: WithCa): number {
  const status = clusterCaStatus(cluster)
  if (status === 'none') return Number.POSITIVE_INFINITY
  if (status === 'unreadable') return Number.NEGATIVE_INFINITY
  return Date.parse(cluster.console.ca?.not_after ?? '')
}

/** The fields that an old GitLab leaves out of its answers. */
export type UntoldField = 'enabled' | 'managed' | 'namespace_per_environment'

/** Whether GitLab did not tell this field of the record: the form then shows GitLab's default, which nobody has set. */
export function isUntold(cluster: Pick<ClusterSummary, UntoldField>, field: string): boolean {
  const { enabled, managed, namespace_per_environment } = cluster
  const told: Record<string, boolean | null> = { enabled, managed, namespace_per_environment }
  return told[field] === null
}
