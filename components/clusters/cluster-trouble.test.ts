import { expect, test } from 'vitest'
import { troublesOf } from './cluster-trouble.ts'

const as_of = '2026-11-20T12:00:00Z'
const ca = (not_after: string | null) => ({
  readable: not_after !== null,
  not_after,
  sha256: null,
  certificates: [],
})
const cluster = (enabled: boolean | null, end?: string | null) => ({
  enabled,
  console: { as_of, ca: end === undefined ? null : ca(end) },
})

test.each([
  ['nothing', [], []],
  ['all well', [cluster(true, '2030-01-01T00:00:00Z'), cluster(true), cluster(null)], []],
  [
    'every kind, the most urgent first',
    [
      cluster(false, null),
      cluster(false, '2026-11-19T12:00:00Z'),
      cluster(true, '2026-11-19T12:00:00Z'),
      cluster(true, '2026-11-30T12:00:00Z'),
    ],
    ['ca expired 2', 'ca expiring 1', 'ca unreadable 1', 'status disabled 2'],
  ],
])('%s', (_what, clusters, expected) => {
  expect(troublesOf(clusters).map((t) => `${t.facet} ${t.kind} ${t.count}`)).toEqual(expected)
})
