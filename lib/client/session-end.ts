import type { SignedIn } from './session.ts'

/** So long before its end a session warns. */
const warnMs = 120_000

/** When a session warns and ends, in epoch milliseconds by the browser's clock. */
export interface SessionEnd {
  warnsAt: number
  endsAt: number
  /** Whether doing something moves the end: false where the absolute limit is next. */
  canExtend: boolean
}

type Times = Pick<SignedIn, 'now' | 'expires_at' | 'absolute_at' | 'idle_s'>

/**
 * When the session ends by the browser's clock, which may go wrong by hours: only the distances in the server's answer
 * count, from the moment `receivedAt` at which it came. An idle limit that is no longer than the warning warns
 * at half of it.
 */
export function sessionEndOf(times: Times, receivedAt: number): SessionEnd {
  const leftMs = Date.parse(times.expires_at) - Date.parse(times.now)
  const idleMs = times.idle_s * 1000
  const endsAt = receivedAt + leftMs
  return {
    warnsAt: endsAt - (idleMs > warnMs ? warnMs : idleMs / 2),
    endsAt,
    canExtend: Date.parse(times.expires_at) < Date.parse(times.absolute_at),
  }
}
