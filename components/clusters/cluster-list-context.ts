'use client'
import { createContext, use } from 'react'
import type { ClusterSummary } from '#lib/contract/cluster.ts'
import type { Scope } from '#lib/contract/scope.ts'

interface ClusterList {
  scope: Scope
  /** Whether changes are offered to this person. */
  canWrite: boolean
  /** Opens the dialog that deletes a cluster; it belongs to the page, so that it outlives the row. */
  onDelete: (cluster: ClusterSummary) => void
}

/** What the cells of the list need to know about the list they stand in. */
export const ClusterListContext = createContext<ClusterList | null>(null)

export function useClusterList(): ClusterList {
  const list = use(ClusterListContext)
  if (list === null) throw new Error('A cell of the cluster list stands outside of it')
  return list
}
