import type { ProblemCode } from '#lib/contract/problem.ts'

/** Failures that say: GitLab itself cannot be asked at the moment. */
const upstreamCodes = [
  'upstream_failed',
  'upstream_invalid',
  'upstream_tls',
  'upstream_unreachable',
  'upstream_timeout',
] as const satisfies readonly ProblemCode[]
export type UpstreamCode = (typeof upstreamCodes)[number]

export const isUpstreamCode = (code: ProblemCode): code is UpstreamCode =>
  upstreamCodes.some((known) => known === code)

type Listener = () => void

let failure: UpstreamCode | null = null
const listeners = new Set<Listener>()

function set(next: UpstreamCode | null) {
  if (failure === next) return
  failure = next
  for (const listener of listeners) listener()
}

/**
 * How the last write failed because of GitLab, until GitLab has answered anything again. A reading needs no such
 * memory: its query keeps the failure. Fits `useSyncExternalStore(failedWrite.subscribe, failedWrite.code, () => null)`.
 */
export const failedWrite = {
  code: () => failure,
  report: (code: UpstreamCode) => set(code),
  clear: () => set(null),
  subscribe(listener: Listener) {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
}
