import type { z } from 'zod'
import { agentSchema } from '#lib/contract/agent.ts'
import { agentTokenSchema } from '#lib/contract/agent-token.ts'
import { clusterSchema, type userSchema } from '#lib/contract/cluster.ts'
import type { FleetAgent, FleetCluster, FleetRow, FleetUser } from '#lib/contract/fleet.ts'
import { listOf } from '#lib/contract/page.ts'
import { formatScope, type Scope } from '#lib/contract/scope.ts'
import { bff } from './bff.ts'

const tokensSchema = listOf(agentTokenSchema)

/** A single reading does not tell the state of an account: what the scan told of it stays. */
function userOf(
  user: z.infer<typeof userSchema> | null,
  known: readonly (FleetUser | null)[],
): FleetUser | null {
  if (user === null) return null
  return { ...user, state: known.find((one) => one?.id === user.id)?.state ?? null }
}

async function readCluster(row: FleetCluster, scope: Scope): Promise<FleetRow> {
  const path = `/api/scopes/${formatScope(scope)}/clusters/${row.id}` as const
  const read = await bff.get(path, { schema: clusterSchema })
  return { ...row, ...read, type: 'cluster', user: userOf(read.user, [row.user]) }
}

async function readAgent(row: FleetAgent, projectId: number): Promise<FleetRow> {
  const path = `/api/projects/${projectId}/agents/${row.id}` as const
  const [agent, tokens] = await Promise.all([
    bff.get(path, { schema: agentSchema }),
    bff.get(`${path}/tokens`, { schema: tokensSchema }),
  ])
  const known = [row.created_by, ...(row.tokens ?? []).map(({ created_by }) => created_by)]
  const isWhole = tokens.items.every((token) => token.console.last_use_known)
  return {
    ...row,
    type: 'agent',
    name: agent.name,
    created_by: userOf(agent.console.created_by, known) ?? row.created_by,
    tokens: isWhole
      ? tokens.items.map(({ id, name, created_at, last_used_at, console: own }) => ({
          id,
          name,
          created_at,
          last_used_at,
          created_by: userOf(own.created_by, known),
        }))
      : null,
    console: { as_of: agent.console.as_of },
  }
}

/**
 * Reads one row of the fleet anew, without a scan. Versions and the URL configuration of an agent stay those of the scan.
 * Throws what a reading throws; `record_not_found` when it is not there any more.
 */
export const readFleetRow = (row: FleetRow): Promise<FleetRow> => {
  const { kind, id } = row.scope
  if (row.type === 'agent') return readAgent(row, id ?? 0)
  return readCluster(row, kind === 'instance' || id === null ? { kind: 'instance' } : { kind, id })
}
