import 'server-only'
import type { Lane } from '../gitlab/gitlab.ts'
import { metrics } from './registry.ts'

// Told apart because each has a meaning of its own; others are counted by their class.
const ownStatuses = new Set([400, 401, 403, 404, 409, 412, 422, 429, 500, 502, 503, 504])

const resultOf = (status: number | null): string => {
  if (status === null) return 'none'
  return ownStatuses.has(status) ? String(status) : `${Math.floor(status / 100)}xx`
}

interface CountedCall {
  method: string
  /** A pattern (route-pattern.ts). */
  route: string
  lane: Lane
  /** Null: no answer came. */
  status: number | null
  durationMs: number
  /** `Retry-After` in seconds, null when there was none. */
  retryAfterS: number | null
}

/** Counts one exchange with GitLab; no id, no query and no person is among the labels. */
export function countCall({ method, route, lane, status, durationMs, retryAfterS }: CountedCall) {
  const { requests, durations, rateLimited, rateLimitedSeconds } = metrics()
  requests.inc({ method, route, result: resultOf(status) })
  durations.observe({ lane, route }, durationMs / 1000)
  if (status !== 429) return
  rateLimited.inc({ lane })
  rateLimitedSeconds.inc({ lane }, retryAfterS ?? 0)
}
