import type { Route } from 'next'
import { agentsHref, clustersHref } from '#components/layout/places.ts'
import type { FleetRow, FleetScope } from '#lib/contract/fleet.ts'
import type { Scope } from '#lib/contract/scope.ts'

const scopeOf = ({ kind, id }: FleetScope): Scope =>
  kind === 'instance' || id === null ? { kind: 'instance' } : { kind, id }

/** The page of the cluster or agent that a row is. */
export function rowHref(row: FleetRow): Route {
  if (row.type === 'cluster') return `${clustersHref(scopeOf(row.scope))}/${row.id}` as Route
  return `${agentsHref(row.scope.id ?? 0)}/${row.id}` as Route
}

/** The wizard that rotates the token of an agent. */
export const rotateHref = (row: FleetRow): Route => `${rowHref(row)}/rotation` as Route

/** The campaign over the agents of these projects, whatever the age of their tokens. */
export const rotateProjectsHref = (projects: readonly number[]): Route =>
  `/rotation?projects=${projects.join(',')}&days=1` as Route

/** A certificate on its page, by the beginning of its fingerprint. */
export const certificateHref = (sha256: string): Route =>
  `/certificates?q=${sha256.slice(0, 16)}` as Route

export const personHref = (username: string): Route =>
  `/findings?person=${encodeURIComponent(username)}` as Route

export const duplicatesHref = '/findings?view=duplicates' as Route

export const peopleHref = '/findings?view=people' as Route
