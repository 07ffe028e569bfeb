import type { QueryClient } from '@tanstack/react-query'
import { readAgentToken, revokeAgentToken } from '#lib/client/agent-tokens.ts'
import { agentKeys, deleteAgent } from '#lib/client/agents.ts'
import { clusterKeys, deleteCluster, setClusterEnabled } from '#lib/client/clusters.ts'
import { fleetScan } from '#lib/client/fleet.ts'
import { scopeQueries } from '#lib/client/scopes.ts'
import type { FleetRow } from '#lib/contract/fleet.ts'
import type { BulkAction, BulkStep } from './bulk-plan.ts'
import { scopeOf } from './fleet-hrefs.ts'

/** How a step ended without an error: done; or nothing was sent, by the role there or because the token is in use now. */
export type StepOutcome = 'done' | 'role' | 'used_meanwhile'

/** Whether GitLab lets the person change rows of this kind there; what it does not tell is tried. */
async function isAllowed(client: QueryClient, row: FleetRow): Promise<boolean> {
  const { console: own } = await client.fetchQuery(scopeQueries.info(scopeOf(row.scope)))
  return own.may[row.type === 'cluster' ? 'write_clusters' : 'write_agents'] !== false
}

/** Makes one write and shows in the table what it changed. Throws what the write throws. */
export async function runStep(
  client: QueryClient,
  action: BulkAction,
  { item, token }: BulkStep,
): Promise<StepOutcome> {
  const { key, row } = item
  if (!(await isAllowed(client, row))) return 'role'
  const scope = scopeOf(row.scope)
  const seenAt = row.console.as_of
  if (row.type === 'cluster') {
    if (action === 'delete') {
      await deleteCluster(scope, row.id, seenAt)
      fleetScan.change(key, null)
    } else {
      const { enabled } = await setClusterEnabled(scope, row.id, false)
      fleetScan.change(key, { ...row, enabled })
    }
    await client.invalidateQueries({ queryKey: clusterKeys.all(scope) })
    return 'done'
  }
  const projectId = row.scope.id ?? 0
  if (action === 'delete') {
    await deleteAgent(projectId, row.id, seenAt)
    fleetScan.change(key, null)
  } else if (token !== null) {
    // The scan may be old: a token that is in use by now is not revoked for having been unused.
    const { last_used_at } = await readAgentToken(projectId, row.id, token.id)
    if (last_used_at !== null) return 'used_meanwhile'
    await revokeAgentToken(projectId, row.id, token.id)
    fleetScan.withoutToken(key, token.id)
  }
  await client.invalidateQueries({ queryKey: agentKeys.all(projectId) })
  return 'done'
}
