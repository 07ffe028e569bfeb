import { type AgentStatus, agentStatus } from './agent.ts'
import type { FleetAgent, FleetRow } from './fleet.ts'

/** When an agent was heard of last: the newest use of its tokens (ISO 8601); null when none was ever used or is known. */
export const lastContact = ({ tokens }: Pick<FleetAgent, 'tokens'>): string | null =>
  (tokens ?? [])
    .flatMap(({ last_used_at }) => last_used_at ?? [])
    .reduce<string | null>(
      (last, next) => (last === null || Date.parse(next) > Date.parse(last) ? next : last),
      null,
    )

/** How a row of the fleet stands; the most pressing first, as tables and charts order them. */
export const fleetStatuses = [
  'not_connected',
  'never_connected',
  'no_token',
  'unknown',
  'connected',
  'disabled',
  'enabled',
] as const satisfies readonly (AgentStatus | 'enabled' | 'disabled')[]
export type FleetStatus = (typeof fleetStatuses)[number]

/**
 * How a row stood at the moment of its reading (`console.as_of`): an agent that was connected then is not called lost
 * because the scan is old. A cluster of which an old GitLab does not tell whether it is enabled is `unknown`.
 */
export function fleetStatus(row: FleetRow): FleetStatus {
  if (row.type === 'cluster') {
    if (row.enabled === null) return 'unknown'
    return row.enabled ? 'enabled' : 'disabled'
  }
  const tokens = row.tokens && {
    active: row.tokens.length,
    unread: 0,
    last_used_at: lastContact(row),
  }
  return agentStatus({ tokens }, Date.parse(row.console.as_of))
}
