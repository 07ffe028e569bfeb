import type { Route } from 'next'
import { fleetHref } from '#components/fleet/fleet-hrefs.ts'
import type { FleetRow } from '#lib/contract/fleet.ts'

/** The wizard that rotates the token of an agent. */
export const rotateHref = (row: FleetRow): Route => `${fleetHref(row)}/rotation` as Route

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
