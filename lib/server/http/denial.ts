import 'server-only'
import type { AuditAction } from '#lib/contract/audit.ts'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { type AuditTarget, appendAudit } from '../audit/audit-log.ts'
import { describeError, log } from '../log.ts'
import { metrics } from '../metrics/registry.ts'
import { peekSession, type Session } from '../session/session.ts'

/** What a request wants to change, as far as it is known. */
export interface Attempt {
  action: AuditAction
  target: AuditTarget
}

const denials: ReadonlySet<ProblemCode> = new Set(['csrf', 'read_only', 'viewer'])

export const isDenial = (code: ProblemCode): boolean => denials.has(code)

/**
 * Leaves a row of what the console refused to a person. What nobody is signed in for is only a line of the log: anybody
 * could fill the disk with it. The refusal stands also when the row cannot be written.
 */
export async function recordDenial(
  denied: { request: Request; requestId: string; session: Session | null; attempt: Attempt | null },
  code: ProblemCode,
): Promise<void> {
  const { request, requestId, attempt } = denied
  let person = 'unknown'
  try {
    const actor = denied.session ?? (await peekSession(request))
    if (actor === null) return
    person = 'known'
    await appendAudit({
      request,
      intentId: requestId,
      actor,
      ...(attempt ?? requestItself(request)),
      phase: 'denied',
      outcome: { result: code, upstreamStatus: null, upstreamRequestId: null },
    })
  } catch (error) {
    log.error('audit denial lost', { request_id: requestId, code, error: describeError(error) })
  } finally {
    metrics().denials.inc({ code, person })
  }
}

const requestItself = (request: Request): Attempt => ({
  action: 'request.make',
  target: {
    type: 'request',
    name: `${request.method} ${new URL(request.url).pathname}`.slice(0, 255),
  },
})
