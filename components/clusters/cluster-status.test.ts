import { expect, it } from 'vitest'
import type { Ca } from '#lib/contract/certificate.ts'
import { caUrgency, clusterCaStatus, clusterStatus, isUntold } from './cluster-status.ts'

const asOf = '2026-11-20T12:00:00.000Z'
const day = 86_400_000
const inMs = (ms: number) => new Date(Date.parse(asOf) + ms).toISOString()
const readable = (notAfter: string | null): Ca => ({
  readable: true,
  certificates: [],
  not_after: notAfter,
  sha256: null,
})
const withCa = (ca: Ca | null) => ({ console: { ca, as_of: asOf } })

it.each([
  [true, 'enabled'],
  [false, 'disabled'],
  [null, 'unknown'],
] as const)('enabled %s is %s', (enabled, expected) => {
  expect(clusterStatus({ enabled })).toBe(expected)
})

it.each([
  ['no CA', null, 'none'],
  ['a CA that cannot be read', { ...readable(null), readable: false }, 'unreadable'],
  ['a CA without a date', readable(null), 'unreadable'],
  ['expired long ago', readable(inMs(-900 * day)), 'expired'],
  ['expires this moment', readable(asOf), 'expired'],
  ['expires in a second', readable(inMs(1000)), 'expiring'],
  ['30 days less a second', readable(inMs(30 * day - 1000)), 'expiring'],
  ['30 days', readable(inMs(30 * day)), 'fine'],
  ['ten years', readable(inMs(3650 * day)), 'fine'],
] as const)('%s', (_name, ca, expected) => {
  expect(clusterCaStatus(withCa(ca))).toBe(expected)
})

it('sorts what needs care first', () => {
  const cases = {
    none: null,
    fine: readable(inMs(900 * day)),
    expired: readable(inMs(-day)),
    unreadable: readable(null),
    expiring: readable(inMs(3 * day)),
  }
  const order = Object.entries(cases)
    .sort(([, a], [, b]) => caUrgency(withCa(a)) - caUrgency(withCa(b)))
    .map(([name]) => name)
  expect(order).toEqual(['unreadable', 'expired', 'expiring', 'fine', 'none'])
})

it.each([
  ['managed', true],
  ['enabled', true],
  ['namespace_per_environment', false],
  ['name', false],
])('an old GitLab does not tell %s: %s', (field, expected) => {
  const cluster = { enabled: null, managed: null, namespace_per_environment: false }
  expect(isUntold(cluster, field)).toBe(expected)
})
