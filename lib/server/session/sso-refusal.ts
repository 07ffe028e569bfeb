import 'server-only'
import { randomUUID } from 'node:crypto'
import { appendAudit } from '../audit/audit-log.ts'
import { now } from '../clock.ts'
import { ssoConfig } from '../config.ts'
import { describeError, log } from '../log.ts'
import { perProcess } from '../per-process.ts'

const maxRemembered = 10_000

/** Whom the allow-lists do not name → when that was last recorded, the oldest first. */
const recorded = () => perProcess('sso-refusals', () => new Map<string, number>())

/** Whether a refusal of this person is due for a row: one each in SSO_DENIAL_S, however often they knock. */
function isDue(person: string): boolean {
  const known = recorded()
  const at = now()
  if (at - (known.get(person) ?? Number.NEGATIVE_INFINITY) < ssoConfig().denialMs) return false
  known.delete(person)
  known.set(person, at)
  for (const oldest of known.keys()) {
    if (known.size <= maxRemembered) break
    known.delete(oldest)
  }
  return true
}

/**
 * Leaves a row in the audit trail that the SSO let somebody through whom nobody allowed. The refusal stands also when the row
 * cannot be written.
 */
export async function recordRefusal(
  request: Request,
  user: { id: string; username: string },
): Promise<void> {
  if (!isDue(user.id)) return
  try {
    await appendAudit({
      request,
      intentId: randomUUID(),
      actor: { key: '', user },
      action: 'session.start',
      target: { type: 'session' },
      phase: 'denied',
      outcome: { result: 'not_allowed', upstreamStatus: null, upstreamRequestId: null },
    })
  } catch (error) {
    recorded().delete(user.id)
    log.error('audit denial lost', { code: 'not_allowed', error: describeError(error) })
  }
}
