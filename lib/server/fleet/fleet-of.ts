import 'server-only'
import type { FleetQuery } from '#lib/contract/fleet.ts'
import { Ndjson, streamCut } from '../http/ndjson.ts'
import { isSessionOpen, type Session } from '../session/session.ts'
import { shutdownSignal } from '../shutdown.ts'
import { fleetStream } from './fleet-jobs.ts'

/**
 * The fleet as the person of a session sees it. A scan goes on beyond the request, but not beyond the session; a stream
 * is cut when the process is to stop.
 */
export function fleetOf(
  { key, mode, user, tokens }: Session,
  query: FleetQuery,
  signal: AbortSignal,
): Ndjson {
  const access = { tokens, person: user.id, isAlive: () => isSessionOpen(key) }
  const shutdown = shutdownSignal()
  const following = AbortSignal.any([signal, shutdown])
  const lines = fleetStream(`${mode} ${user.id}`, query, access, following)
  return new Ndjson(untilShutdown(lines, shutdown))
}

async function* untilShutdown(lines: AsyncGenerator<string>, shutdown: AbortSignal) {
  yield* lines
  if (shutdown.aborted) throw streamCut()
}
