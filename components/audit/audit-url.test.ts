import { expect, test } from 'vitest'
import {
  auditFilterUrl,
  auditRowUrl,
  filterOf,
  localInput,
  notUnderstood,
  utcOfInput,
} from './audit-url.ts'

const none = { actor: '', action: null, type: null, object: '', from: null, to: null }

test.each([
  ['nothing', {}, {}],
  ['a person', { actor: ' @ann ' }, { actor: 'ann' }],
  ['a type', { type: 'agent' }, { object: 'agent' }],
  ['a name', { object: 'prod' }, { object: 'prod' }],
  [
    'a name and a type: the name says more',
    { type: 'agent', object: 'agent/7' },
    { object: 'agent/7' },
  ],
  ['blanks', { actor: '  ', object: ' ' }, {}],
  ['too much text', { object: 'x'.repeat(300) }, { object: 'x'.repeat(255) }],
  ['an action', { action: 'agent.delete' }, { action: 'agent.delete' }],
  [
    'times',
    { from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z' },
    { from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z' },
  ],
] as const)('%s', (_, url, filter) => {
  expect(filterOf({ ...none, ...url })).toEqual(filter)
})

test.each([
  ['2026-11-01T03:10Z', '2026-11-01T03:10:00.000Z'],
  ['2026-11-01T03:10:07.5Z', '2026-11-01T03:10:07.500Z'],
  ['2026-11-01T03:10', null],
  ['2026-11-01T03:10+01:00', null],
  ['2026-13-01T03:10Z', null],
  ['yesterday', null],
])('the time %s is read as %s', (value, iso) => {
  expect(auditFilterUrl.from.parse(value)).toBe(iso)
})

test.each([
  ['17_2026-11-01T03:10:00.000Z', { seq: 17, at: '2026-11-01T03:10:00.000Z' }],
  ['17', null],
  ['0_2026-11-01T03:10:00.000Z', null],
  ['17_yesterday', null],
])('the row %s is read as %j', (value, place) => {
  expect(auditRowUrl.row.parse(value)).toEqual(place)
})

test.each(['2026-11-01T03:10:00.000Z', '2026-07-01T23:59:00.000Z', '1999-12-31T23:00:00.000Z'])(
  '%s stays what it is through the input in local time',
  (iso) => {
    expect(utcOfInput(localInput(iso))).toBe(iso)
  },
)

test('an input that holds nothing whole is no time', () => {
  expect(localInput(null)).toBe('')
  expect(['', '12026-11-01T03:10', '2026-11-01Tx'].map(utcOfInput)).toEqual([null, null, null])
})

test.each([
  ['', []],
  ['action=&from=', []],
  ['action=agent.delete&type=agent&from=2026-11-01T03:10Z', []],
  ['action=rubbish&actor=rubbish&object=rubbish', ['action']],
  ['type=rubbish&from=yesterday&to=2026-13-01T00:00Z', ['type', 'from', 'to']],
])('of "%s" not understood: %j', (query, names) => {
  expect(notUnderstood(new URLSearchParams(query))).toEqual(names)
})
