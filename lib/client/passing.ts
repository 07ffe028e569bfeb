import type { ProblemCode } from '#lib/contract/problem.ts'
import { OfflineError } from './offline.ts'
import { ProblemError } from './problem-error.ts'

const passingCodes: ReadonlySet<ProblemCode> = new Set([
  'upstream_failed',
  'upstream_invalid',
  'upstream_tls',
  'upstream_unreachable',
  'upstream_timeout',
  'upstream_paused',
  'rate_limited',
  'request_timeout',
  'busy',
  'store_unavailable',
  'audit_unavailable',
  'sso_unavailable',
])

/** Whether a reading that failed with this may work a little later, with nothing changed by anybody. */
export function isPassing(error: Error | null): error is Error {
  if (error instanceof ProblemError) return passingCodes.has(error.problem.code)
  return error !== null && isNetworkFailure(error)
}

/** No answer at all: the network, or a console that is being restarted. */
export const isNetworkFailure = (error: Error): boolean =>
  error instanceof TypeError || error instanceof OfflineError

const usualWaitMs = 10_000
const longestWaitMs = 3_600_000

/** How long after this failure the next try makes sense, in milliseconds: as long as the server says, else ten seconds. */
export function waitMsAfter(error: Error): number {
  const told = error instanceof ProblemError ? error.problem.retry_after : undefined
  return told === undefined ? usualWaitMs : Math.min(longestWaitMs, Math.max(1, told) * 1000)
}
