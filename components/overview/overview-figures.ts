import { agentStatus } from '#lib/contract/agent.ts'
import { isBehind } from '#lib/contract/findings/agent-version.ts'
import { wholeDays } from '#lib/contract/findings/days.ts'
import { radarOf } from '#lib/contract/findings/radar.ts'
import type { FleetAgent, FleetRow } from '#lib/contract/fleet.ts'

/** So many of one kind. */
export interface Tally<K extends string = string> {
  key: K
  count: number
}

const tally = <K extends string>(keys: readonly K[], found: readonly K[]): Tally<K>[] =>
  keys.map((key) => ({ key, count: found.filter((other) => other === key).length }))

/** How the connections stand, in the order in which the eye should meet them. */
export const connectionStates = [
  'not_connected',
  'never_connected',
  'no_token',
  'unknown',
  'connected',
  'disabled',
  'enabled',
] as const
export type ConnectionState = (typeof connectionStates)[number]

const evidenceOf = ({ tokens }: FleetAgent) => ({
  tokens: tokens && {
    active: tokens.length,
    unread: 0,
    oldest_created_at: null,
    last_used_token: null,
    last_used_at: tokens.reduce<string | null>(
      (last, { last_used_at: used }) =>
        used !== null && (last === null || Date.parse(used) > Date.parse(last)) ? used : last,
      null,
    ),
  },
})
