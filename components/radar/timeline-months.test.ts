import { expect, test } from 'vitest'
import { expiryBand, type RadarCertificate } from '#lib/contract/findings/radar.ts'
import { radarMonth, timelineMonths, timelineOf } from './timeline-months.ts'

const now = Date.UTC(2026, 10, 21, 12)
const until = (not_after: string): RadarCertificate => ({
  certificate: {
    subject: 'CN=a',
    issuer: 'CN=a',
    serial_number: '1',
    not_before: '2020-01-01T00:00:00Z',
    not_after,
    sha256: 'a'.repeat(64),
    subject_alt_names: [],
    is_ca: true,
    self_signed: true,
    key: { type: 'rsa', bits: 2048 },
    signature_algorithm: null,
  },
  band: expiryBand(not_after, now),
  days: 0,
  faults: [],
  places: [],
})

test('a year and the present month', () => {
  const months = timelineMonths(now)
  expect(months).toHaveLength(13)
  expect([months[0], months[1], months[2], months.at(-1)]).toEqual([
    '2026-11',
    '2026-12',
    '2027-01',
    '2027-11',
  ])
})

test('the 31st does not skip a month', () => {
  expect(timelineMonths(Date.UTC(2026, 0, 31)).slice(0, 3)).toEqual([
    '2026-01',
    '2026-02',
    '2026-03',
  ])
})

const cases: [not_after: string, month: string][] = [
  ['2026-11-20T00:00:00Z', 'expired'],
  ['2026-11-21T12:00:00Z', 'expired'],
  ['2026-11-21T12:00:01Z', '2026-11'],
  ['2026-11-30T23:59:59Z', '2026-11'],
  ['2026-12-01T00:00:00Z', '2026-12'],
  ['2027-11-30T23:59:59Z', '2027-11'],
  ['2027-12-01T00:00:00Z', 'later'],
]
test.each(cases)('a certificate until %s stands at %s', (not_after, month) => {
  expect(radarMonth(until(not_after), now)).toBe(month)
})

test('every certificate is counted once', () => {
  const entries = timelineOf(
    cases.map(([not_after]) => until(not_after)),
    now,
  )
  expect(entries).toHaveLength(15)
  expect(entries[0]).toEqual({ month: 'expired', count: 2 })
  expect(entries.reduce((sum, { count }) => sum + count, 0)).toBe(cases.length)
})
