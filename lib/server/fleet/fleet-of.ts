import 'server-only'
import type { FleetQuery } from '#lib/contract/fleet.ts'
import { Ndjson } from '../http/ndjson.ts'
import { isSessionOpen, type Session } from '../session/session.ts'
import { shutdownSignal } from '../shutdown.ts'
import { fleetStream } from './fleet-jobs.ts'

/**
 * The fleet as the person of a session sees it. A scan goes on beyond the request, but not beyond the session; a stream
 * ends early, without its last line, when the process is to stop.
 */
export function fleetOf(
  { key, mode, user, tokens }: Session,
  query: FleetQuery,
  signal: AbortSignal,
): Ndjson {
  const access = { tokens, person: user.id, isAlive: () => isSessionOpen(key) }
  const following = AbortSignal.any([signal, shutdownSignal()])
  return new Ndjson(fleetStream(`${mode} ${user.id}`, query, access, following))
}
