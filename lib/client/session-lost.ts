import type { ProblemCode } from '#lib/contract/problem.ts'

type Listener = () => void

let isLost = false
const listeners = new Set<Listener>()

function set(value: boolean) {
  isLost = value
  for (const listener of listeners) listener()
}

const sessionCodes: readonly ProblemCode[] = [
  'unauthenticated',
  'reauth_required',
  'session_changed',
]

/** Failures that say: the session that this page was opened with is not there any more. */
export const isSessionCode = (code: ProblemCode) => sessionCodes.includes(code)

/**
 * Whether the server has answered 401 since the last sign-in: the one place where the page learns that its session
 * is gone. Listeners hear of every report. Fits
 * `useSyncExternalStore(sessionLost.subscribe, sessionLost.isLost, () => false)`.
 */
export const sessionLost = {
  isLost: () => isLost,
  report: () => set(true),
  clear: () => set(false),
  subscribe(listener: Listener) {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
}
