import 'server-only'
import type { Exchange } from '../gitlab/gitlab.ts'
import { describeError, log } from '../log.ts'
import { ServerProblem } from '../problem.ts'
import { type AuditEntry, type AuditOutcome, type AuditTarget, appendAudit } from './audit-log.ts'

/** What a write tells while it runs, for its outcome row. */
export interface AuditedWrite {
  record: (facts: Partial<AuditTarget>) => void
  onExchange: (exchange: Exchange) => void
}

/**
 * Runs a write between its two rows. Without the intent row nothing is done (`audit_unavailable`); an outcome row
 * that cannot be written goes to the log, because what is done is done.
 */
export async function audited<T>(
  intent: Omit<AuditEntry, 'outcome' | 'phase'>,
  work: (write: AuditedWrite) => Promise<T>,
): Promise<T> {
  try {
    await appendAudit({ ...intent, phase: 'intent' })
  } catch (cause) {
    throw new ServerProblem('audit_unavailable', { cause, retryAfterS: 5 })
  }
  let target = intent.target
  let upstream: Exchange | null = null
  const close = (result: AuditOutcome['result']) =>
    appendOutcome({
      ...intent,
      target,
      phase: 'outcome',
      outcome: {
        result,
        upstreamStatus: upstream?.status ?? null,
        upstreamRequestId: upstream?.gitlabRequestId ?? null,
      },
    })
  const write: AuditedWrite = {
    record: (facts) => {
      target = { ...target, ...facts }
    },
    onExchange: (exchange) => {
      if (exchange.effect === 'write') upstream = exchange
    },
  }
  try {
    const result = await work(write)
    await close('ok')
    return result
  } catch (error) {
    await close(error instanceof ServerProblem ? error.code : 'internal')
    throw error
  }
}

async function appendOutcome(entry: AuditEntry): Promise<void> {
  try {
    await appendAudit(entry)
  } catch (error) {
    log.error('audit outcome lost', {
      request_id: entry.intentId,
      error: describeError(error),
      reason: `${entry.action} ended with ${entry.outcome?.result ?? 'nothing'}`,
    })
  }
}
