import 'server-only'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { now } from '../clock.ts'
import { describeError, log } from '../log.ts'
import { perProcess } from '../per-process.ts'
import { ServerProblem } from '../problem.ts'
import type { SignInFailure } from './sign-in.ts'

const minuteMs = 60_000
const maxPerMinute = 60

const resultOf: Record<Exclude<SignInFailure, 'unknown'>, ProblemCode> = {
  declined: 'unauthenticated',
  refused: 'reauth_required',
  blocked: 'account_blocked',
  misconfigured: 'misconfigured',
  unavailable: 'upstream_failed',
}

/**
 * Leaves a row of a sign-in that GitLab or its person ended; who it was nobody knows. What was not begun here is no
 * sign-in, and of the others only so many a minute leave a row: anybody can fail, and must not fill the disk with it.
 */
export async function recordFailedSignIn({
  request,
  requestId,
  failure,
  cause,
}: {
  request: Request
  requestId: string
  failure: SignInFailure
  cause: unknown
}): Promise<void> {
  if (failure === 'unknown' || !isOneMoreAllowed()) return
  const known = failure === 'unavailable' && cause instanceof ServerProblem ? cause.code : null
  try {
    await appendAudit({
      request,
      intentId: requestId,
      actor: null,
      action: 'session.start',
      target: { type: 'session' },
      phase: 'outcome',
      outcome: {
        result: known ?? resultOf[failure],
        upstreamStatus: null,
        upstreamRequestId: null,
      },
    })
  } catch (error) {
    log.error('audit row lost', { request_id: requestId, error: describeError(error) })
  }
}

function isOneMoreAllowed(): boolean {
  const rows = perProcess('failed-sign-ins', () => ({ minute: 0, count: 0 }))
  const minute = Math.floor(now() / minuteMs)
  if (rows.minute !== minute) Object.assign(rows, { minute, count: 0 })
  rows.count += 1
  return rows.count <= maxPerMinute
}
