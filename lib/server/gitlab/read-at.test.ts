import { expect, test } from 'vitest'
import { learnGitLabClock } from './gitlab-clock.ts'
import { readAt } from './read-at.ts'

const start = Date.UTC(2026, 10, 20)
/** GitLab's clock shows the same as ours, but nobody knows it better than to a second. */
const header = new Date(start).toUTCString()
learnGitLabClock({ header, sentAt: start + 480, receivedAt: start + 500 })

const during = (from: number) => ({ sentAt: start + from, receivedAt: start + from + 20 })
const time = (address: string, effect: 'read' | 'write', from: number) =>
  readAt(address, effect, during(from)).getTime() - start

test('after a read, no change of somebody else goes unnoticed', () => {
  expect(time('a', 'read', 1_000)).toBeLessThanOrEqual(1_000)
})

test('a change of our own is never newer than its answer, nor than what is read right after it', () => {
  expect(time('b', 'write', 2_000)).toBeGreaterThanOrEqual(2_020)
  expect(time('b', 'read', 2_021)).toBeGreaterThanOrEqual(2_020)
  expect(time('c', 'read', 2_021)).toBeLessThanOrEqual(2_021)
})

test('later the reading counts again', () => {
  time('d', 'write', 3_000)
  const later = time('d', 'read', 60_000)
  expect(later).toBeGreaterThan(58_000)
  expect(later).toBeLessThanOrEqual(60_000)
})
