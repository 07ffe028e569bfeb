import { expect, test } from 'vitest'
import { auditEntry } from './audit-entry.fixture.ts'
import { auditEnd, auditEvents } from './audit-event.ts'

const intent = { phase: 'intent', result: null } as const
const outcome = { phase: 'outcome', result: 'ok' } as const

const cases: [name: string, rows: Parameters<typeof auditEntry>[0][], shown: number[]][] = [
  ['nothing', [], []],
  [
    'an outcome stands for its intent',
    [
      { seq: 2, ...outcome },
      { seq: 1, ...intent },
    ],
    [2],
  ],
  ['an intent alone is shown', [{ seq: 1, ...intent }], [1]],
  ['an outcome alone is shown', [{ seq: 2, ...outcome }], [2]],
  [
    'requests that overlap are kept apart',
    [
      { seq: 4, request_id: 'b', ...outcome },
      { seq: 3, request_id: 'a', ...outcome },
      { seq: 2, request_id: 'b', ...intent },
      { seq: 1, request_id: 'a', ...intent },
    ],
    [4, 3],
  ],
  [
    'two actions of one request are two',
    [
      { seq: 3, action: 'agent_token.revoke', ...outcome },
      { seq: 2, action: 'agent_token.create', ...intent },
    ],
    [3, 2],
  ],
  ['a refusal has no intent', [{ seq: 1, phase: 'denied', result: 'csrf' }], [1]],
]

test.each(cases)('%s', (_, rows, shown) => {
  expect(auditEvents(rows.map(auditEntry)).map(({ entry }) => entry.seq)).toEqual(shown)
})

test('an event knows when it began, where that was read', () => {
  const rows = [
    auditEntry({ seq: 3, request_id: 'b', ...outcome }),
    auditEntry({ seq: 2, at: '2026-11-01T00:00:02.000Z', ...outcome }),
    auditEntry({ seq: 1, at: '2026-11-01T00:00:01.000Z', ...intent }),
  ]
  expect(auditEvents(rows).map(({ begunAt }) => begunAt)).toEqual([
    null,
    '2026-11-01T00:00:01.000Z',
  ])
})

test.each([
  ['intent', null, 'begun'],
  ['outcome', 'ok', 'done'],
  ['outcome', 'forbidden', 'refused'],
  ['denied', 'csrf', 'refused'],
  ['outcome', 'upstream_timeout', 'failed'],
  ['outcome', 'outcome_unknown', 'unknown'],
  ['outcome', 'word_of_another_version', 'other'],
  ['outcome', 'toString', 'other'],
  ['outcome', null, 'other'],
] as const)('%s with %s is %s', (phase, result, end) => {
  expect(auditEnd({ phase, result })).toBe(end)
})
