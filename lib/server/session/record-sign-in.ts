import 'server-only'
import { appendAudit } from '../audit/audit-log.ts'
import { log } from '../log.ts'
import { metrics } from '../metrics/registry.ts'
import { markOf } from '../store/session-list.ts'
import { endSession } from './session.ts'

/** Records that somebody signed in. Without the row the session ends again: nobody has its cookie yet. */
export async function recordSignIn(
  request: Request,
  requestId: string,
  actor: { key: string; user: { id: string; username: string } },
): Promise<void> {
  try {
    await appendAudit({
      request,
      intentId: requestId,
      actor,
      action: 'session.start',
      target: { type: 'session', id: markOf(actor.key) },
      phase: 'outcome',
      outcome: { result: 'ok', upstreamStatus: null, upstreamRequestId: null },
    })
  } catch (error) {
    await endSession(actor)
    throw error
  }
  metrics().signIns.inc({ outcome: 'ok' })
  log.info('signed in', {
    request_id: requestId,
    session: actor.key.slice(0, 8),
    user_id: actor.user.id,
  })
}
