import 'server-only'
import { randomUUID } from 'node:crypto'
import type { AuditAction } from '#lib/contract/audit.ts'
import { type AuditOutcome, appendAudit } from '../audit/audit-log.ts'
import { describeError, log } from '../log.ts'
import type { EndedSession } from '../store/session-ends.ts'
import { markOf } from '../store/session-list.ts'

interface End {
  action: Extract<AuditAction, `session.${string}`>
  /** Absent when no request ended it. */
  request?: Request
  requestId?: string
  result?: AuditOutcome['result']
}

/**
 * One row for each session that ended, in the name of its person. It is over in any case: a row that cannot be written
 * goes to the log.
 */
export async function recordEnds(
  ended: readonly EndedSession[],
  { action, request, requestId = randomUUID(), result = 'ok' }: End,
): Promise<void> {
  for (const actor of ended) {
    try {
      await appendAudit({
        request: request ?? null,
        intentId: requestId,
        actor,
        action,
        target: { type: 'session', id: markOf(actor.key) },
        phase: 'outcome',
        outcome: { result, upstreamStatus: null, upstreamRequestId: null },
      })
    } catch (error) {
      log.error('audit row lost', {
        request_id: requestId,
        session: actor.key.slice(0, 8),
        user_id: actor.user.id,
        error: describeError(error),
        reason: `${action} ended with ${result}`,
      })
    }
  }
}
