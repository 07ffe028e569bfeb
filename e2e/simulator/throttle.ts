import type { ApiRequest } from './api-request.ts'
import { findCredential } from './auth.ts'
import { type Reply, text } from './reply.ts'
import type { Simulation } from './simulation.ts'

const PERIOD_MS = 60_000

/** A person's requests since their window began. */
export interface ThrottleWindow {
  startedAt: number
  count: number
}

export interface ThrottleResult {
  /** `RateLimit-…` headers, on every answer while the throttle is on (gitlab-api.md §10). */
  headers: Record<string, string>
  /** The plain-text 429, or null when the request may pass. */
  refusal: Reply | null
}

/** Counts a request against its person (or address) and says whether it may pass (§10). */
export function throttle(sim: Simulation, request: ApiRequest): ThrottleResult {
  const limit = sim.settings.throttle_requests_per_minute
  if (limit === 0) return { headers: {}, refusal: null }
  const credential = findCredential(sim, request)
  const key = credential === null ? request.address : `user ${credential.token.userId}`
  const now = sim.clock.now()
  const window = currentWindow(sim.throttle, key, now)
  window.count += 1
  const resetAt = window.startedAt + PERIOD_MS
  const headers = {
    'RateLimit-Limit': String(limit),
    'RateLimit-Name': `throttle_${credential === null ? 'unauthenticated' : 'authenticated'}_api`,
    'RateLimit-Observed': String(window.count),
    'RateLimit-Remaining': String(Math.max(0, limit - window.count)),
    'RateLimit-Reset': String(Math.ceil(resetAt / 1000)),
  }
  if (window.count <= limit) return { headers, refusal: null }
  const refusal = text(429, 'Retry later', {
    ...headers,
    'RateLimit-ResetTime': new Date(resetAt).toUTCString(),
    'Retry-After': String(Math.ceil((resetAt - now) / 1000)),
  })
  return { headers, refusal }
}

function currentWindow(windows: Map<string, ThrottleWindow>, key: string, now: number) {
  const open = windows.get(key)
  if (open !== undefined && now < open.startedAt + PERIOD_MS) return open
  const fresh = { startedAt: now, count: 0 }
  windows.set(key, fresh)
  return fresh
}
