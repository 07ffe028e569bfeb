import 'server-only'
import type { Cluster } from '#lib/contract/cluster.ts'
import { fleetClusterSchema, fleetKey } from '#lib/contract/fleet.ts'
import { amendFleet } from './fleet-jobs.ts'

/*
 * What the console has changed at GitLab, for the results of scans that are kept here: a page that is loaded again would
 * else show what is there no more. Another replica's results stay what they were when it asked.
 */

/** A cluster or an agent was deleted. */
export const amendDeleted = (type: 'cluster' | 'agent', id: number): void =>
  amendFleet(fleetKey({ type, id }), () => null)

/** A cluster is now as GitLab told it after a change. How its creator stands is only known to a scan. */
export const amendCluster = (cluster: Cluster): void =>
  amendFleet(fleetKey({ type: 'cluster', id: cluster.id }), (row) => {
    if (row.type !== 'cluster') return row
    const { user } = cluster
    const state = user?.id === row.user?.id ? (row.user?.state ?? null) : null
    const changed = { ...row, ...cluster, user: user && { ...user, state } }
    return { type: 'cluster', ...fleetClusterSchema.parse(changed) }
  })

/** A token of an agent was revoked. */
export const amendRevoked = (agentId: number, tokenId: number): void =>
  amendFleet(fleetKey({ type: 'agent', id: agentId }), (row) =>
    row.type === 'agent' && row.tokens !== null
      ? { ...row, tokens: row.tokens.filter(({ id }) => id !== tokenId) }
      : row,
  )
