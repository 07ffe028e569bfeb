import { OfflineError } from '#lib/client/offline.ts'
import { ProblemError } from '#lib/client/problem-error.ts'
import { isSessionCode } from '#lib/client/session-lost.ts'
import type { ProblemCode } from '#lib/contract/problem.ts'

/** Why the console is asked again with the same key: nobody may say yet what became of the attempt. */
export type AskReason = 'no_answer' | 'in_progress' | 'unknown' | 'session'

/** What a failed answer to the creation of a token means. */
export type Verdict =
  /** Ask again with the same key, at the earliest after so long. */
  | { kind: 'ask'; reason: AskReason; afterMs: number }
  /** The fields are to blame; nothing was made. */
  | { kind: 'fields' }
  /** The attempt is over, and its key is used up. */
  | { kind: 'over' }

/** Answers that speak of the attempt itself, whichever request of the same key they answer. */
const overCodes: ReadonlySet<ProblemCode> = new Set([
  'outcome_not_created',
  'outcome_compensated',
  'already_completed',
  'idempotency_mismatch',
  'token_limit',
  'forbidden',
  'insufficient_scope',
  'admin_mode_required',
  'account_blocked',
  'record_not_found',
  'scope_not_found',
])

const patience = { firstMs: 1_000, mostMs: 8_000, unknownMs: 4_000, inProgressMs: 2_000 }

/** How long to wait before asking for the `asked`-th time again when no answer comes at all. */
const backoffMs = (asked: number) => Math.min(patience.mostMs, patience.firstMs * 2 ** (asked - 1))

/**
 * What `error` says about an attempt after `asked` requests with its key. A refusal of the first request is final. One
 * of a later request may only say that the console is busy now, so that the attempt stays open.
 */
export function judge(error: unknown, asked: number): Verdict {
  if (!(error instanceof ProblemError)) {
    // Nothing was sent, and nothing before it either.
    if (error instanceof OfflineError && asked === 1) return { kind: 'over' }
    // Anything else than a lost answer is a fault of the page; the attempt may have been made all the same.
    return { kind: 'ask', reason: 'no_answer', afterMs: backoffMs(asked) }
  }
  const { code, retry_after: retryAfterS } = error.problem
  if (isSessionCode(code)) return { kind: 'ask', reason: 'session', afterMs: 0 }
  if (code === 'validation_failed') return { kind: 'fields' }
  if (code === 'in_progress') {
    const afterMs = retryAfterS === undefined ? patience.inProgressMs : retryAfterS * 1000
    return { kind: 'ask', reason: 'in_progress', afterMs }
  }
  if (code === 'outcome_unknown') {
    return { kind: 'ask', reason: 'unknown', afterMs: patience.unknownMs }
  }
  if (overCodes.has(code) || asked === 1) return { kind: 'over' }
  return { kind: 'ask', reason: 'unknown', afterMs: backoffMs(asked) }
}
