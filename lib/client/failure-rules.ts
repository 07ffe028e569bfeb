import type { MutationMeta, QueryMeta } from '@tanstack/react-query'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { isPassing } from './passing.ts'
import { ProblemError } from './problem-error.ts'
import { isSessionCode } from './session-lost.ts'

const maxNetworkRetries = 2

/** The server retries towards GitLab; the browser retries only when it got no answer at all. */
export const isWorthRetrying = (failures: number, error: Error): boolean =>
  failures < maxNetworkRetries && error instanceof TypeError

/** The panel of a lost session, shown by the page itself, says all that is to be said. */
export const isSessionLost = (error: Error) =>
  error instanceof ProblemError && isSessionCode(error.problem.code)

/** Somebody deleted what the page shows. */
export const isRecordGone = (error: Error | null): boolean =>
  error instanceof ProblemError && error.problem.code === 'record_not_found'

const rightCodes: readonly ProblemCode[] = [
  'read_only',
  'viewer',
  'forbidden',
  'insufficient_scope',
  'admin_mode_required',
]

/** Refused for want of a right, such as one that was lost since the page was opened. */
export const isRightLost = (error: Error): boolean =>
  error instanceof ProblemError && rightCodes.includes(error.problem.code)

/** Whether it is not known if GitLab made the write that failed with this. No answer at all says nothing either. */
export const isOutcomeUnknown = (error: Error | null): boolean =>
  error instanceof TypeError ||
  (error instanceof ProblemError && error.problem.code === 'outcome_unknown')

/** Whether the failure of a write has to be told, because the view that made it does not. */
export function isMutationFailureTold(error: Error, meta: MutationMeta | undefined): boolean {
  return !isSessionLost(error) && meta?.errors !== 'in-place'
}

/**
 * Whether the failure of a reading has to be told: only when older data hides it, its view does not say so, and the
 * banner of passing failures does not either.
 */
export function isQueryFailureTold(
  error: Error,
  { hasData, meta }: { hasData: boolean; meta: QueryMeta | undefined },
): boolean {
  return hasData && !isSessionLost(error) && !isPassing(error) && meta?.stale !== 'in-place'
}
