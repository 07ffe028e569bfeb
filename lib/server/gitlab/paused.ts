import 'server-only'
import { ServerProblem } from '#lib/server/problem.ts'
import type { Breaker, Refusal } from './breaker.ts'

/** The answer to whoever would have called: nothing was sent, why, and when the next call may go out. */
export const pausedProblem = ({ reason, waitMs }: Refusal): ServerProblem =>
  new ServerProblem('upstream_paused', {
    reason,
    retryAfterS: Math.max(1, Math.ceil(waitMs / 1000)),
    cause: new Error(`Breaker open: ${reason}`),
  })

/** Throws `upstream_paused` while no call may go out. */
export function throwIfPaused(breaker: Breaker): void {
  const refusal = breaker.refusal()
  if (refusal !== null) throw pausedProblem(refusal)
}
