import type { Route } from 'next'
import { agentHref } from '#components/agents/agent-hrefs.ts'
import { clusterHref } from '#components/clusters/cluster-hrefs.ts'
import { type FleetRow, type FleetScope, fleetKey } from '#lib/contract/fleet.ts'
import type { Scope } from '#lib/contract/scope.ts'

/** The scope of a row as the console's addresses name it. */
export const scopeOf = ({ kind, id }: Pick<FleetScope, 'kind' | 'id'>): Scope =>
  kind === 'instance' || id === null ? { kind: 'instance' } : { kind, id }

/** The row in the fleet, with its panel open. */
export const openRowHref = (row: FleetRow): Route => `/fleet?open=${fleetKey(row)}` as Route

/** The page of the cluster or the agent. */
export const fleetHref = (row: FleetRow): Route =>
  row.type === 'cluster'
    ? clusterHref(scopeOf(row.scope), row.id)
    : agentHref(row.scope.id ?? 0, row.id)
