import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { redact, registerSecret } from './redaction.ts'
import { Secret } from './secret.ts'

const value = 'fake/secret+with "quotes" 0001'
const secret = new Secret(value)

const forms: [name: string, text: string][] = [
  ['as it is', value],
  ['in Base64', Buffer.from(value).toString('base64')],
  ['in Base64url', Buffer.from(value).toString('base64url')],
  ['URL-encoded', encodeURIComponent(value)],
  ['in JSON', JSON.stringify({ value })],
  ['a GitLab token', 'glpat-fake0123456789'],
  ['an agent token', 'glagent-fake-0123456789_abc'],
  ['a JWT', 'eyJhbGciOiJkaXIi.eyJzdWIiOiIxIn0.c2lnbmF0dXJl'],
  ['a bearer header', 'authorization: Bearer fake0123456789'],
  ['a private key', '-----BEGIN EC PRIVATE KEY-----\nfake\n-----END EC PRIVATE KEY-----'],
]
test.each(forms)('%s is taken out of a line', (_, text) => {
  const line = redact(`before ${text} after`)
  expect(line).toContain('[secret]')
  expect(line).toMatch(/^before .* after$/)
  for (const part of ['fake', 'ZmFrZ', 'eyJ']) expect(line).not.toContain(part)
})

test('no way of printing a secret shows it', () => {
  const printed = [String(secret), JSON.stringify({ secret }), inspect({ secret }), `${secret}`]
  for (const text of printed) {
    expect(text).toContain('[secret]')
    expect(text).not.toContain('fake')
  }
  expect(Object.keys(secret)).toEqual([])
  expect(secret.unwrap()).toBe(value)
})

test('pinned secrets stay known, others make room', () => {
  registerSecret('pinned-secret-0001', { pinned: true })
  registerSecret('recent-secret-0001')
  for (let i = 0; i < 2_000; i += 1) registerSecret(`another-secret-${i}`)
  expect(redact('pinned-secret-0001')).toBe('[secret]')
  expect(redact('recent-secret-0001')).toBe('recent-secret-0001')
})
