import { describe, expect, test } from 'vitest'
import { ProblemError } from '#lib/client/problem-error.ts'
import { type ProblemCode, statusOf } from '#lib/contract/problem.ts'
import { judge } from './create-attempt.ts'

const problem = (code: ProblemCode, retry_after?: number) =>
  new ProblemError({
    type: 'about:blank',
    title: code,
    status: statusOf[code],
    code,
    request_id: 'fake-request',
    ...(retry_after !== undefined && { retry_after }),
  })

const verdicts: [name: string, error: unknown, asked: number, verdict: object][] = [
  ['no answer', new TypeError('x'), 1, { kind: 'ask', reason: 'no_answer', afterMs: 1_000 }],
  ['no answer again', new TypeError('x'), 3, { kind: 'ask', reason: 'no_answer', afterMs: 4_000 }],
  [
    'no answer at all',
    new TypeError('x'),
    20,
    { kind: 'ask', reason: 'no_answer', afterMs: 8_000 },
  ],
  ['a session that ended', problem('unauthenticated'), 1, { kind: 'ask', reason: 'session' }],
  ['the fields', problem('validation_failed'), 1, { kind: 'fields' }],
  [
    'another request at work',
    problem('in_progress', 3),
    1,
    { kind: 'ask', reason: 'in_progress', afterMs: 3_000 },
  ],
  [
    'an open outcome, however long it may take',
    problem('outcome_unknown', 120),
    1,
    { kind: 'ask', reason: 'unknown', afterMs: 4_000 },
  ],
]
describe('an answer', () => {
  test.each(verdicts)('%s', (_name, error, asked, verdict) => {
    expect(judge(error, asked)).toMatchObject(verdict)
  })
})

const always = [
  'outcome_not_created',
  'outcome_compensated',
  'already_completed',
  'token_limit',
  'idempotency_mismatch',
  'forbidden',
  'record_not_found',
] as const
test.each(always)('%s ends the attempt whenever it comes', (code) => {
  expect(judge(problem(code), 1)).toEqual({ kind: 'over' })
  expect(judge(problem(code), 4)).toEqual({ kind: 'over' })
})

const passing = [
  'busy',
  'store_unavailable',
  'audit_unavailable',
  'rate_limited',
  'internal',
] as const
test.each(passing)('%s ends a first request, and says nothing about an earlier one', (code) => {
  expect(judge(problem(code), 1)).toEqual({ kind: 'over' })
  expect(judge(problem(code), 2)).toMatchObject({ kind: 'ask', reason: 'unknown' })
})
