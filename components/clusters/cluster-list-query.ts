import type { UseQueryResult } from '@tanstack/react-query'
import type { ClusterSummary } from '#lib/contract/cluster.ts'

/** The reading of a list: `complete` is false when GitLab holds more rows than the console reads. */
export type ListQuery = UseQueryResult<{ items: ClusterSummary[]; complete: boolean }>
