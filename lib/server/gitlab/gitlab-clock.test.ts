import { expect, test } from 'vitest'
import { type ClockReading, narrow } from './gitlab-clock.ts'

const offsetOf = (bounds: ReturnType<typeof narrow>) =>
  bounds === undefined ? 0 : (bounds.low + bounds.high) / 2

/** What GitLab answers at `at` by our clock when its own is `offset` ahead; the answer takes 20 ms. */
const reading = (at: number, offset: number): ClockReading => ({
  header: new Date(Math.floor((at + offset) / 1000) * 1000).toUTCString(),
  sentAt: at - 10,
  receivedAt: at + 10,
})

const start = Date.UTC(2026, 10, 20)
const after = (offset: number, times: number[], known?: ReturnType<typeof narrow>) =>
  times.reduce((bounds, at) => narrow(bounds, reading(at, offset)), known)

test('one answer tells the offset to a second', () => {
  expect(Math.abs(offsetOf(after(5_000, [start])) - 5_000)).toBeLessThanOrEqual(510)
})

test('many answers tell it to about the time of a round trip', () => {
  const times = Array.from({ length: 60 }, (_, index) => start + index * 1_037)
  expect(Math.abs(offsetOf(after(-7_777, times)) + 7_777)).toBeLessThan(50)
})

test('a clock that is set is followed at once', () => {
  const times = Array.from({ length: 60 }, (_, index) => start + index * 1_037)
  const known = after(0, times)
  expect(Math.abs(offsetOf(after(600_000, [start + 90_000], known)) - 600_000)).toBeLessThan(520)
})

test.each([undefined, '', 'yesterday'])('the header %j teaches nothing', (header) => {
  const known = after(5_000, [start])
  expect(narrow(known, { header, sentAt: start, receivedAt: start })).toBe(known)
  expect(offsetOf(narrow(undefined, { header, sentAt: start, receivedAt: start }))).toBe(0)
})
