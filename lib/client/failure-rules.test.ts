import { expect, it } from 'vitest'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { isMutationFailureTold, isQueryFailureTold, isWorthRetrying } from './failure-rules.ts'
import { ProblemError } from './problem-error.ts'

const problem = (code: ProblemCode) =>
  new ProblemError({ type: 'about:blank', title: code, status: 500, code, request_id: 'r' })
const noAnswer = new TypeError('Failed to fetch')

it.each([
  ['a refusal', problem('forbidden'), undefined, true],
  ['no answer', noAnswer, undefined, true],
  ['field errors that no form shows', problem('validation_failed'), undefined, true],
  ['an unknown outcome', problem('outcome_unknown'), undefined, true],
  ['a form', problem('rate_limited'), { errors: 'in-place' }, false],
  ['no answer to a form', noAnswer, { errors: 'in-place' }, false],
  ['a dialog that stays open', problem('changed_meanwhile'), { errors: 'in-place' }, false],
  ['a lost session', problem('unauthenticated'), undefined, false],
  ['a session GitLab no longer takes', problem('reauth_required'), undefined, false],
  ['a session of somebody else', problem('session_changed'), undefined, false],
] as const)('a failed write, %s: told %4$s', (_name, error, meta, expected) => {
  expect(isMutationFailureTold(error, meta)).toBe(expected)
})

it.each([
  ['over older data', problem('internal'), { hasData: true, meta: undefined }, true],
  ['that passes', problem('upstream_failed'), { hasData: true, meta: undefined }, false],
  ['with nothing on screen', problem('internal'), { hasData: false, meta: undefined }, false],
  [
    'of a view that says so',
    problem('internal'),
    { hasData: true, meta: { stale: 'in-place' } },
    false,
  ],
  ['of a lost session', problem('unauthenticated'), { hasData: true, meta: undefined }, false],
] as const)('a failed reading %s: told %4$s', (_name, error, query, expected) => {
  expect(isQueryFailureTold(error, query)).toBe(expected)
})

it.each([
  [0, noAnswer, true],
  [1, noAnswer, true],
  [2, noAnswer, false],
  [0, problem('upstream_timeout'), false],
  [0, problem('internal'), false],
  [0, new DOMException('', 'AbortError'), false],
] as const)('after %i failures with %s, once more: %s', (failures, error, expected) => {
  expect(isWorthRetrying(failures, error)).toBe(expected)
})
