import { describe, expect, test, vi } from 'vitest'
import type { Reply } from './exchange.ts'
import { retryDelayMs } from './retry.ts'

const reply = (status: number, retryAfter?: string): Reply => ({
  status,
  headers: { 'retry-after': retryAfter, date: 'Fri, 20 Nov 2026 12:00:00 GMT' },
  content: 'other',
  body: undefined,
  sentAt: 0,
  receivedAt: 0,
})

/** Delays with the shortest pauses of our own: 100 ms, then 400 ms. */
describe('the wait before another attempt, with 10 s left', () => {
  const cases: [name: string, reply: Reply, attempt: number, delay: number | null][] = [
    ['503', reply(503), 1, 100],
    ['503 again: longer', reply(503), 2, 400],
    ['503 for the third time', reply(503), 3, null],
    ['429, come back in 2 s', reply(429, '2'), 1, 2_000],
    ['429, come back at a date', reply(429, 'Fri, 20 Nov 2026 12:00:03 GMT'), 1, 3_000],
    ['429 again', reply(429, '2'), 2, null],
    ['429 without a time', reply(429), 1, null],
    ['429, come back in 6 s: a person hears of it instead of waiting', reply(429, '6'), 1, null],
    ['maintenance, come back in 5 min', reply(503, '300'), 1, null],
    ['maintenance, come back in 1 s', reply(503, '1'), 2, 1_000],
    ['a refusal', reply(403), 1, null],
    ['a fault of GitLab', reply(500), 1, null],
  ]
  test.each(cases)('%s', (_, outcome, attempt, delay) => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    expect(retryDelayMs(outcome, attempt, 10_000)).toBe(delay)
    vi.restoreAllMocks()
  })
})
