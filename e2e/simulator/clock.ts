/** The simulated clock: the machine's time plus what the control port has advanced. */
export interface Clock {
  now(): number
  advance(seconds: number): void
  reset(): void
}

/** Makes a clock that starts at the machine's time. */
export function createClock(): Clock {
  let offsetMs = 0
  return {
    now: () => Date.now() + offsetMs,
    advance: (seconds) => {
      offsetMs += seconds * 1000
    },
    reset: () => {
      offsetMs = 0
    },
  }
}

/** Milliseconds as GitLab prints times: ISO 8601, milliseconds, Z (gitlab-api.md §3.7). */
export const iso = (timeMs: number): string => new Date(timeMs).toISOString()

/** The same for a time that may be missing. */
export const isoOrNull = (timeMs: number | null): string | null =>
  timeMs === null ? null : iso(timeMs)

/** Milliseconds as GitLab prints dates, e.g. the expiry of a personal access token. */
export const isoDate = (timeMs: number): string => iso(timeMs).slice(0, 10)
