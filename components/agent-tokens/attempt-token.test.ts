import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createAgentToken } from '#lib/client/agent-tokens.ts'
import { ProblemError } from '#lib/client/problem-error.ts'
import { sessionLost } from '#lib/client/session-lost.ts'
import type { AgentTokenIntent } from '#lib/contract/intent.ts'
import { type ProblemCode, statusOf } from '#lib/contract/problem.ts'
import { type AttemptEnd, attemptToken } from './attempt-token.ts'
import type { AskReason } from './create-attempt.ts'

vi.mock('#lib/client/agent-tokens.ts', () => ({ createAgentToken: vi.fn() }))
const create = vi.mocked(createAgentToken)

const problem = (code: ProblemCode) =>
  new ProblemError({
    type: 'about:blank',
    title: code,
    status: statusOf[code],
    code,
    request_id: 'fake-request',
  })
const key = '00000000-0000-4000-8000-000000000001'
const created = { id: 7, token: 'glagent-fake' } as Awaited<ReturnType<typeof createAgentToken>>
const lost = new TypeError('Failed to fetch')

/** What the console answers, one after the other: an error is thrown, the last one again and again. */
function answers(...all: (Error | 'made')[]) {
  let count = 0
  create.mockImplementation(async () => {
    const answer = all[Math.min(count, all.length - 1)]
    count += 1
    if (answer instanceof Error) throw answer
    return created
  })
}

type Seen = AgentTokenIntent['state'] | 'absent' | Error
function run(seen: Seen[] = ['absent']) {
  const controller = new AbortController()
  const reasons: AskReason[] = []
  let looks = 0
  const readIntents = async () => {
    const state = seen[Math.min(looks, seen.length - 1)]
    looks += 1
    if (state instanceof Error) throw state
    return state === undefined || state === 'absent' ? [] : ([{ key, state }] as AgentTokenIntent[])
  }
  const ended = attemptToken({
    projectId: 1,
    agentId: 3,
    body: { name: 'deploy', description: '' },
    key,
    signal: controller.signal,
    onAsk: (reason) => reasons.push(reason),
    readIntents,
  })
  return { ended, reasons, controller, looks: () => looks }
}
const codeOf = (ended: AttemptEnd) =>
  ended.kind !== 'made' && ended.error instanceof ProblemError
    ? ended.error.problem.code
    : ended.kind

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  create.mockReset()
  sessionLost.clear()
})

interface Story {
  name: string
  answers: (Error | 'made')[]
  intents?: Seen[]
  ends: string
  posts: number
  reasons: AskReason[]
}
const stories: Story[] = [
  { name: 'a token at once', answers: ['made'], ends: 'made', posts: 1, reasons: [] },
  {
    name: 'an answer that got lost, of a request that never arrived',
    answers: [lost, lost, 'made'],
    ends: 'made',
    posts: 3,
    reasons: ['no_answer', 'no_answer'],
  },
  {
    name: 'an answer that got lost, of a token that was made',
    answers: [lost, problem('already_completed')],
    ends: 'already_completed',
    posts: 2,
    reasons: ['no_answer'],
  },
  {
    name: 'a request under way',
    answers: [lost, problem('in_progress'), problem('outcome_compensated')],
    ends: 'outcome_compensated',
    posts: 3,
    reasons: ['no_answer', 'in_progress'],
  },
  {
    name: 'an open outcome that is found out to be revoked',
    answers: [problem('outcome_unknown')],
    intents: ['unknown', new TypeError('x'), 'unknown', 'compensated'],
    ends: 'outcome_compensated',
    posts: 1,
    reasons: ['unknown'],
  },
  {
    name: 'an open outcome that is found out to be nothing',
    answers: [problem('outcome_unknown')],
    intents: ['sending', 'not_created'],
    ends: 'outcome_not_created',
    posts: 1,
    reasons: ['unknown'],
  },
  {
    name: 'an answer that the page could not read, of a token that was made',
    answers: [problem('outcome_unknown'), problem('already_completed')],
    intents: ['absent'],
    ends: 'already_completed',
    posts: 2,
    reasons: ['unknown'],
  },
  {
    name: 'a notice that it was made, from a console that is busy twice before it tells which',
    answers: [lost, problem('busy'), problem('busy'), problem('already_completed')],
    intents: ['completed'],
    ends: 'already_completed',
    posts: 4,
    reasons: ['no_answer', 'unknown', 'unknown'],
  },
  {
    name: 'a console that is busy after a lost answer, and then tells',
    answers: [lost, problem('busy'), 'made'],
    intents: ['absent'],
    ends: 'made',
    posts: 3,
    reasons: ['no_answer', 'unknown'],
  },
  {
    name: 'a refusal that is remembered',
    answers: [lost, problem('rate_limited')],
    intents: ['absent'],
    ends: 'rate_limited',
    posts: 3,
    reasons: ['no_answer', 'unknown'],
  },
  { name: 'a refusal at once', answers: [problem('busy')], ends: 'busy', posts: 1, reasons: [] },
  {
    name: 'wrong fields',
    answers: [problem('validation_failed')],
    ends: 'validation_failed',
    posts: 1,
    reasons: [],
  },
]
describe('an attempt ends after', () => {
  test.each(stories)('$name', async ({ answers: all, intents, ends, posts, reasons }) => {
    answers(...all)
    const attempt = run(intents)
    await vi.runAllTimersAsync()
    expect(codeOf(await attempt.ended)).toBe(ends)
    expect(create).toHaveBeenCalledTimes(posts)
    expect(new Set(create.mock.calls.map(([sent]) => sent.key))).toEqual(new Set([key]))
    expect(attempt.reasons).toEqual(reasons)
  })
})

test('without a session it waits, and asks with the same key when the person is back', async () => {
  answers(problem('unauthenticated'), 'made')
  sessionLost.report()
  const attempt = run()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(create).toHaveBeenCalledTimes(1)
  sessionLost.clear()
  await vi.runAllTimersAsync()
  expect((await attempt.ended).kind).toBe('made')
  expect(attempt.reasons).toEqual(['session'])
})

test('aborted, it asks no more', async () => {
  answers(lost)
  const attempt = run()
  const settled = expect(attempt.ended).rejects.toThrow()
  await vi.advanceTimersByTimeAsync(100)
  attempt.controller.abort()
  await settled
  await vi.advanceTimersByTimeAsync(60_000)
  expect(create).toHaveBeenCalledTimes(1)
})
