import 'server-only'
import type { FleetQuery } from '#lib/contract/fleet.ts'
import { Ndjson } from '../http/ndjson.ts'
import { isSessionOpen, type Session } from '../session/session.ts'
import { fleetStream } from './fleet-jobs.ts'

/** The fleet as the person of a session sees it. A scan goes on beyond the request, but not beyond the session. */
export function fleetOf(
  { key, mode, user, tokens }: Session,
  query: FleetQuery,
  signal: AbortSignal,
): Ndjson {
  const access = { tokens, person: user.id, isAlive: () => isSessionOpen(key) }
  return new Ndjson(fleetStream(`${mode} ${user.id}`, query, access, signal))
}
