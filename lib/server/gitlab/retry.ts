import 'server-only'
import type { Reply } from './exchange.ts'
import { TransportFailure } from './transport-failure.ts'

/** Before the second and the third attempt the wait is drawn from these: it grows, and calls that failed together part. */
const gapsMs = [
  [100, 400],
  [400, 800],
] as const
const maxRetryAfterS = 3600
/** Whoever is told to wait for longer hears of it, instead of waiting in front of an empty page. */
const maxWaitMs = 5_000
const retryableStatus = new Set([429, 502, 503, 504])

/** Seconds that GitLab asks to wait (a number or a date, by its own clock), between 1 and an hour; or undefined. */
export function retryAfterS(headers: Reply['headers']): number | undefined {
  const value = headers['retry-after']?.trim()
  if (value === undefined || value === '') return undefined
  const asked = /^\d{1,9}$/.test(value)
    ? Number(value)
    : (Date.parse(value) - Date.parse(headers.date ?? '')) / 1000
  if (Number.isNaN(asked)) return undefined
  return Math.min(maxRetryAfterS, Math.max(1, Math.ceil(asked)))
}

function isRetryable(outcome: Reply | TransportFailure): boolean {
  // A time limit is not tried again: whoever hangs gets no more to do.
  if (outcome instanceof TransportFailure) return ['unreachable', 'cut'].includes(outcome.kind)
  if (outcome.status < 300) return outcome.content === 'malformed'
  return retryableStatus.has(outcome.status)
}

/** How long to wait before a read is tried again, in milliseconds; null when it should not be, or not in time. */
export function retryDelayMs(
  outcome: Reply | TransportFailure,
  attempt: number,
  remainingMs: number,
): number | null {
  const gap = gapsMs[attempt - 1]
  if (gap === undefined || !isRetryable(outcome)) return null
  const asked = outcome instanceof TransportFailure ? undefined : retryAfterS(outcome.headers)
  // A second refusal, or one without a time, is not argued with.
  const isRefused = !(outcome instanceof TransportFailure) && outcome.status === 429
  if (isRefused && (asked === undefined || attempt > 1)) return null
  if (asked !== undefined && asked * 1000 > maxWaitMs) return null
  const [least, most] = gap
  const jitter = least + Math.random() * (most - least)
  const delay = Math.max(jitter, (asked ?? 0) * 1000)
  return delay < remainingMs ? delay : null
}
