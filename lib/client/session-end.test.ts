import { expect, test } from 'vitest'
import { sessionEndOf } from './session-end.ts'

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 21, 6, minutes)).toISOString()
const minuteMs = 60_000

test.each([
  {
    fact: 'warns two minutes before the idle limit',
    times: { now: at(0), expires_at: at(30), absolute_at: at(480), idle_s: 1800 },
    end: { warnsAt: 28 * minuteMs, endsAt: 30 * minuteMs, canExtend: true },
  },
  {
    fact: 'tells when the absolute limit is next',
    times: { now: at(470), expires_at: at(480), absolute_at: at(480), idle_s: 1800 },
    end: { warnsAt: 8 * minuteMs, endsAt: 10 * minuteMs, canExtend: false },
  },
  {
    fact: 'warns at half of a short idle limit',
    times: { now: at(0), expires_at: at(2), absolute_at: at(480), idle_s: 120 },
    end: { warnsAt: minuteMs, endsAt: 2 * minuteMs, canExtend: true },
  },
])('$fact', ({ times, end }) => {
  // The browser's clock has nothing to do with the server's.
  for (const receivedAt of [0, 123_456_789]) {
    expect(sessionEndOf(times, receivedAt)).toEqual({
      ...end,
      warnsAt: receivedAt + end.warnsAt,
      endsAt: receivedAt + end.endsAt,
    })
  }
})
