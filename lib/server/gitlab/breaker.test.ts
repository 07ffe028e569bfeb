import { beforeEach, describe, expect, test } from 'vitest'
import type { UpstreamCode } from '#lib/contract/problem.ts'
import { Breaker, type Call, type Verdict } from './breaker.ts'

let at: number
let told: (UpstreamCode | 'closed')[]
let breaker: Breaker
beforeEach(() => {
  at = 5_000
  told = []
  breaker = new Breaker({
    limits: { windowMs: 10_000, minCalls: 20, openMs: 10_000 },
    now: () => at,
    onOpen: (reason) => told.push(reason),
    onClose: () => told.push('closed'),
  })
})

function begin(): Call {
  const call = breaker.begin()
  if ('reason' in call) throw new Error('refused')
  return call
}
function calls(count: number, verdict: Verdict) {
  for (let index = 0; index < count; index += 1) begin().end(verdict)
}
const down = 'upstream_unreachable'

describe('opens', () => {
  const cases: [name: string, verdicts: [number, Verdict][], opens: boolean][] = [
    ['not after 19 failures', [[19, down]], false],
    ['after 20 failures', [[20, down]], true],
    [
      'after 20 calls, half of them failed',
      [
        [10, 'fine'],
        [10, down],
      ],
      true,
    ], // prettier
    [
      'not after 20 calls, 9 of them failed',
      [
        [11, 'fine'],
        [9, down],
      ],
      false,
    ],
    ['not after 100 refusals by GitLab', [[100, 'answered']], false],
    [
      'not sooner because of refusals, which count as nothing',
      [
        [100, 'answered'],
        [19, down],
      ],
      false,
    ],
    [
      'not later because of them either',
      [
        [100, 'answered'],
        [20, down],
      ],
      true,
    ],
    ['not after 100 readings that the browser gave up', [[100, 'unsaid']], false],
    ['after errors of GitLab itself', [[20, 'upstream_failed']], true],
    ['after time limits', [[20, 'upstream_timeout']], true],
    ['after certificates that nobody trusts', [[20, 'upstream_tls']], true],
    ['after answers cut short', [[20, 'upstream_invalid']], true],
  ]
  test.each(cases)('%s', (_, verdicts, opens) => {
    for (const [count, verdict] of verdicts) calls(count, verdict)
    expect(breaker.state).toBe(opens ? 'open' : 'closed')
    expect(told).toHaveLength(opens ? 1 : 0)
  })

  test('not for failures further apart than ten seconds', () => {
    for (let index = 0; index < 100; index += 1) {
      calls(1, down)
      at += 600
    }
    expect(breaker.state).toBe('closed')
  })

  test('and says how GitLab failed, and when the next call may go out', () => {
    calls(20, 'upstream_tls')
    at += 4_000
    expect(breaker.refusal()).toEqual({ reason: 'upstream_tls', waitMs: 6_000 })
    expect(breaker.begin()).toEqual({ reason: 'upstream_tls', waitMs: 6_000 })
  })
})

describe('after ten seconds', () => {
  beforeEach(() => {
    calls(20, down)
    at += 10_000
  })

  test('one call goes out, all others wait for how it ends', () => {
    expect(breaker.state).toBe('half_open')
    const probe = begin()
    expect(breaker.begin()).toEqual({ reason: down, waitMs: 1_000 })
    probe.end('fine')
    expect([breaker.state, breaker.refusal()]).toEqual(['closed', null])
    expect(told).toEqual([down, 'closed'])
  })

  test('a refusal by GitLab proves that it is there', () => {
    begin().end('answered')
    expect(breaker.state).toBe('closed')
  })

  test('what failed before is forgotten', () => {
    begin().end('fine')
    calls(19, down)
    expect(breaker.state).toBe('closed')
    calls(1, down)
    expect(breaker.state).toBe('open')
  })

  test('a failure opens it again, with what GitLab fails by now', () => {
    begin().end('upstream_failed')
    expect(breaker.refusal()).toEqual({ reason: 'upstream_failed', waitMs: 10_000 })
    expect(told).toEqual([down])
    at += 10_000
    begin().end('fine')
    expect(breaker.state).toBe('closed')
  })

  test('the time of a probe that hung is part of the ten seconds', () => {
    const probe = begin()
    at += 9_500
    probe.end('upstream_timeout')
    expect(breaker.refusal()).toEqual({ reason: 'upstream_timeout', waitMs: 1_000 })
    at += 1_000
    expect(breaker.state).toBe('half_open')
  })

  test('a probe that the browser gave up lets the next call try', () => {
    begin().end('unsaid')
    expect(breaker.state).toBe('half_open')
    begin().end('fine')
    expect(breaker.state).toBe('closed')
  })
})

test('calls from before a change say nothing after it', () => {
  const [early, late] = [begin(), begin()]
  calls(20, down)
  early.end('fine')
  expect(breaker.state).toBe('open')
  at += 10_000
  begin().end('fine')
  const before = Array.from({ length: 19 }, begin)
  late.end(down)
  for (const call of before) call.end(down)
  expect(breaker.state).toBe('closed')
  calls(1, down)
  expect(breaker.state).toBe('open')
})
