import { expect, test } from 'vitest'
import { absoluteTimes, durationWords, relativeTime } from './time-words.ts'

const now = '2026-11-20T12:00:00Z'

test.each([
  ['2026-11-20T12:00:00Z', 'now'],
  ['2026-11-20T11:59:30Z', 'now'],
  ['2026-11-20T11:58:00Z', '2 minutes ago'],
  ['2026-11-20T13:30:00Z', 'in 1 hour'],
  ['2026-11-19T12:00:00Z', 'yesterday'],
  ['2026-12-10T12:00:00Z', 'in 20 days'],
  ['2027-01-05T12:00:00Z', 'in 46 days'],
  ['2026-05-20T12:00:00Z', '6 months ago'],
  ['2024-10-01T12:00:00Z', '2 years ago'],
  ['2025-12-20T12:00:00Z', '11 months ago'],
  ['2025-11-20T12:00:00Z', '12 months ago'],
  ['2027-11-20T12:00:00Z', 'in 12 months'],
  ['2025-05-21T12:00:00Z', '18 months ago'],
  ['2028-05-20T12:00:00Z', 'in 18 months'],
  ['2028-11-18T12:00:00Z', 'in 2 years'],
  ['2024-11-21T12:00:00Z', '2 years ago'],
  ['2028-10-20T12:00:00Z', 'in 23 months'],
  ['2029-05-01T12:00:00Z', 'in 2 years'],
  ['2029-06-20T12:00:00Z', 'in 3 years'],
  ['2027-01-19T12:00:00Z', 'in 60 days'],
  ['2027-01-20T12:00:00Z', 'in 2 months'],
  ['2027-02-06T12:00:00Z', 'in 3 months'],
  ['2026-11-21T11:45:00Z', 'tomorrow'],
  ['2026-11-20T12:59:40Z', 'in 1 hour'],
  ['2026-11-20T12:00:40Z', 'in 1 minute'],
])('%s is %s', (iso, words) => {
  expect(relativeTime(iso, now, 'en')).toBe(words)
})

test('speaks Chinese', () => {
  expect(relativeTime('2026-12-10T12:00:00Z', now, 'zh-CN')).toBe('20天后')
  expect(relativeTime('2028-11-20T12:00:00Z', now, 'zh-CN')).toBe('2年后')
})

test('names the exact time in UTC whatever the zone of the reader', () => {
  expect(absoluteTimes(now, 'en').utc).toBe('Nov 20, 2026, 12:00:00 UTC')
})

test('counts hours to 24, from 0', () => {
  expect(absoluteTimes('2026-11-20T00:05:00Z', 'en').utc).toBe('Nov 20, 2026, 00:05:00 UTC')
  expect(absoluteTimes('2026-11-20T23:05:00Z', 'en').utc).toBe('Nov 20, 2026, 23:05:00 UTC')
  expect(absoluteTimes(now, 'en').clock).not.toMatch(/[AP]M/)
})

test.each([
  [40 * 86_400_000, 'en', '40 days'],
  [-3_000, 'en', '3 seconds'],
  [1_400, 'en', '1 second'],
  [119_000, 'en', '119 seconds'],
  [-7_200_000, 'en', '2 hours'],
  [3 * 86_400_000, 'zh-CN', '3天'],
])('%d ms in %s is %s', (ms, locale, words) => {
  expect(durationWords(ms, locale)).toBe(words)
})
