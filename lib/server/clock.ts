import 'server-only'

/**
 * Now, in epoch milliseconds. It never runs behind the monotonic clock of the process, so that a system clock set back
 * does not lengthen a session; a machine that slept is caught up with.
 */
export function now(): number {
  return Math.max(Date.now(), Math.round(performance.timeOrigin + performance.now()))
}
