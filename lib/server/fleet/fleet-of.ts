import 'server-only'
import type { FleetClosing, FleetQuery } from '#lib/contract/fleet.ts'
import { Ndjson, ndjsonLine } from '../http/ndjson.ts'
import { isSessionOpen, type Session } from '../session/session.ts'
import { closeSignal } from '../shutdown.ts'
import { fleetStream } from './fleet-jobs.ts'

/**
 * The fleet as the person of a session sees it. A scan goes on beyond the request, but not beyond the session; a stream
 * whose process is to stop says so in its last line.
 */
export function fleetOf(
  { key, mode, user, tokens }: Session,
  query: FleetQuery,
  signal: AbortSignal,
): Ndjson {
  const access = { tokens, person: user.id, isAlive: () => isSessionOpen(key) }
  const closing = closeSignal()
  const following = AbortSignal.any([signal, closing])
  const lines = fleetStream(`${mode} ${user.id}`, query, access, following)
  return new Ndjson(untilClosing(lines, closing))
}

async function* untilClosing(lines: AsyncGenerator<string>, closing: AbortSignal) {
  yield* lines
  if (closing.aborted) yield ndjsonLine({ type: 'closing' } satisfies FleetClosing)
}
