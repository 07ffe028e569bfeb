import { expect, test } from 'vitest'
import type { RadarCertificate } from '#lib/contract/findings/radar.ts'
import { radarCalendar } from './radar-calendar.ts'

const now = Date.UTC(2026, 10, 21, 12)
const one = (mark: string, not_after: string, subject = `CN=${mark}`): RadarCertificate => ({
  certificate: {
    subject,
    issuer: 'CN=issuer',
    serial_number: '1',
    not_before: '2020-01-01T00:00:00Z',
    not_after,
    sha256: mark.padEnd(64, '0'),
    subject_alt_names: [],
    is_ca: true,
    self_signed: true,
    key: { type: 'rsa', bits: 2048 },
    signature_algorithm: null,
  },
  band: 'later',
  days: 0,
  faults: [],
  places: [],
})
const words = {
  name: 'Certificates',
  summary: ({ certificate }: RadarCertificate) => `${certificate.subject} ends`,
  alarm: () => 'soon',
  description: () => 'Used in:\nc1, group/p1',
}
/** Lines longer than 75 octets go on in the next one (RFC 5545). */
const unfolded = (text: string) => text.replaceAll('\r\n ', '')

test('one entry a certificate, on its last day in UTC, with alarms 30 and 7 days before', async () => {
  const { name, type, text } = await radarCalendar(
    [one('aa', '2026-12-01T23:30:00Z'), one('bb', '2027-01-01T00:00:00Z')],
    words,
    now,
  )
  expect(name).toBe('certificates-2026-11-21T120000Z.ics')
  expect(type).toBe('text/calendar;charset=utf-8')
  const lines = unfolded(text).split('\r\n')
  expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2)
  expect(lines.filter((line) => line.startsWith('DTSTART'))).toEqual([
    'DTSTART;VALUE=DATE:20261201',
    'DTSTART;VALUE=DATE:20270101',
  ])
  expect(lines.filter((line) => line.startsWith('TRIGGER'))).toEqual([
    'TRIGGER:-P30D',
    'TRIGGER:-P7D',
    'TRIGGER:-P30D',
    'TRIGGER:-P7D',
  ])
  expect(lines).toContain(`UID:${'aa'.padEnd(64, '0')}@gitlab-cluster-console`)
  expect(lines).toContain('DESCRIPTION:Used in:\\nc1\\, group/p1')
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
})

test('a name cannot begin a line of its own', async () => {
  const { text } = await radarCalendar(
    [one('aa', '2026-12-01T00:00:00Z', 'CN=a\r\nBEGIN:VEVENT\r\nSUMMARY:x')],
    words,
    now,
  )
  const lines = unfolded(text).split(/\r\n|\r|\n/)
  expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1)
})

test('no line is longer than 75 octets', async () => {
  const { text } = await radarCalendar(
    [one('aa', '2026-12-01T00:00:00Z', `CN=${'证书'.repeat(100)}`)],
    words,
    now,
  )
  const lengths = text.split('\r\n').map((line) => Buffer.byteLength(line))
  expect(Math.max(...lengths)).toBeLessThanOrEqual(75)
})
