import { type ProblemCode, type UpstreamCode, upstreamCodes } from '#lib/contract/problem.ts'
import type { ProblemError } from './problem-error.ts'

/** Failures that say: GitLab itself cannot be asked at the moment. */
type TroubleCode = UpstreamCode | 'upstream_paused'

export const isUpstreamCode = (code: ProblemCode): code is TroubleCode =>
  code === 'upstream_paused' || upstreamCodes.some((known) => known === code)

type Listener = () => void

let failure: ProblemError | null = null
const listeners = new Set<Listener>()

function set(next: ProblemError | null) {
  if (failure === next) return
  failure = next
  for (const listener of listeners) listener()
}

/**
 * How the last write failed because of GitLab, until GitLab has answered anything again. A reading needs no such
 * memory: its query keeps the failure. Fits `useSyncExternalStore(failedWrite.subscribe, failedWrite.error, () => null)`.
 */
export const failedWrite = {
  error: () => failure,
  report: (error: ProblemError) => set(error),
  clear: () => set(null),
  subscribe(listener: Listener) {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
}
