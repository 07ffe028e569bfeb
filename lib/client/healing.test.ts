import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { type Ailment, type AilmentSource, createHealing } from './healing.ts'
import { isPassing, waitMsAfter } from './passing.ts'
import { ProblemError } from './problem-error.ts'

const problem = (code: ProblemCode, retry_after?: number) =>
  new ProblemError({
    type: 'about:blank',
    title: code,
    status: 503,
    code,
    request_id: 'r',
    ...(retry_after === undefined ? {} : { retry_after }),
  })

test.each([
  [problem('upstream_unreachable'), true, 10_000],
  [problem('upstream_paused', 7), true, 7_000],
  [problem('rate_limited', 90), true, 90_000],
  [problem('upstream_failed', 100_000), true, 3_600_000],
  [problem('store_unavailable', 0), true, 1_000],
  [new TypeError('Failed to fetch'), true, 10_000],
  [problem('forbidden'), false, 10_000],
  [problem('record_not_found'), false, 10_000],
  [problem('outcome_unknown'), false, 10_000],
  [problem('reauth_required'), false, 10_000],
  [new Error('a mistake of ours'), false, 10_000],
])('%s passes: %s, the next try after %i ms', (error, passes, waitMs) => {
  expect(isPassing(error)).toBe(passes)
  expect(waitMsAfter(error)).toBe(waitMs)
})

let isVisible: boolean
let isOffline: boolean
let sick: Ailment[]
let tell: () => void
let told: (() => void)[]
let tries: string[]
let stop: () => void = () => undefined

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  vi.spyOn(Math, 'random').mockReturnValue(0)
  ;[isVisible, isOffline, sick, told, tries] = [true, false, [], [], []]
  tell = () => {
    for (const listener of told) listener()
  }
})
afterEach(() => {
  stop()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const ail = (name: string, error: Error): Ailment => ({
  error,
  isTrying: false,
  retry: ({ isPersons }) => tries.push(`${name}${isPersons ? ' by a person' : ''}`),
})
const subscribe: AilmentSource['subscribe'] = (listener) => {
  told.push(listener)
  return () => undefined
}
function started() {
  const healing = createHealing([{ subscribe, ailments: () => sick }], {
    now: Date.now,
    isVisible: () => isVisible,
    isOffline: () => isOffline,
    subscribe,
  })
  stop = healing.start()
  return healing
}
function fail(...ailments: Ailment[]) {
  sick = ailments
  tell()
}

describe('the next try', () => {
  test('comes when it was promised', () => {
    const healing = started()
    fail(ail('list', problem('upstream_paused', 5)))
    expect(healing.state()).toEqual({ isAiling: true, nextTryAt: 1_005_000, isTrying: false })
    vi.advanceTimersByTime(4_999)
    expect(tries).toEqual([])
    vi.advanceTimersByTime(1)
    expect(tries).toEqual(['list'])
  })

  test('that changes nothing is not made again before its time', () => {
    started()
    fail(ail('write', problem('busy', 5)))
    vi.advanceTimersByTime(5_000)
    for (let news = 0; news < 10; news += 1) {
      tell()
      vi.advanceTimersByTime(100)
    }
    expect(tries).toHaveLength(1)
    vi.advanceTimersByTime(4_000)
    expect(tries).toHaveLength(2)
  })

  test('comes again after each failure, and no more when all is well', () => {
    const healing = started()
    for (let round = 1; round <= 3; round += 1) {
      fail(ail('list', problem('upstream_unreachable')))
      vi.advanceTimersByTime(10_000)
      expect(tries).toHaveLength(round)
    }
    fail()
    expect(healing.state()).toEqual({ isAiling: false, nextTryAt: null, isTrying: false })
    vi.advanceTimersByTime(60_000)
    expect(tries).toHaveLength(3)
  })

  test('takes along what is due within a second, and nothing that has to wait longer', () => {
    started()
    fail(
      ail('soon', problem('busy', 2)),
      ail('with it', problem('busy', 3)),
      ail('later', problem('rate_limited', 60)),
    )
    vi.advanceTimersByTime(2_000)
    expect(tries).toEqual(['soon', 'with it'])
  })

  test('is not moved by other news of the page', () => {
    const healing = started()
    fail(ail('list', problem('busy', 5)))
    vi.advanceTimersByTime(3_000)
    tell()
    expect(healing.state().nextTryAt).toBe(1_005_000)
  })

  test('a person need not wait for it', () => {
    const healing = started()
    fail(ail('list', problem('rate_limited', 600)))
    healing.tryNow()
    expect(tries).toEqual(['list by a person'])
  })
})

test('a page that nobody looks at asks for nothing, and once when somebody does', () => {
  started()
  isVisible = false
  fail(ail('list', problem('busy', 5)))
  vi.advanceTimersByTime(600_000)
  expect(tries).toEqual([])
  isVisible = true
  tell()
  expect(tries).toEqual(['list'])
})

test('whoever comes back before the time that the server told waits for it', () => {
  started()
  fail(ail('list', problem('rate_limited', 60)))
  isVisible = false
  tell()
  vi.advanceTimersByTime(5_000)
  isVisible = true
  tell()
  expect(tries).toEqual([])
  vi.advanceTimersByTime(55_000)
  expect(tries).toEqual(['list'])
})

test('offline nothing is promised; back online all is tried at once', () => {
  const healing = started()
  isOffline = true
  fail(ail('list', new TypeError('Failed to fetch')))
  expect(healing.state()).toMatchObject({ isAiling: true, nextTryAt: null })
  vi.advanceTimersByTime(600_000)
  expect(tries).toEqual([])
  isOffline = false
  tell()
  expect(tries).toEqual(['list'])
})

test('what is being tried is not tried twice', () => {
  const healing = started()
  fail({ ...ail('list', problem('busy', 1)), isTrying: true })
  expect(healing.state()).toEqual({ isAiling: true, nextTryAt: null, isTrying: true })
  vi.advanceTimersByTime(60_000)
  healing.tryNow()
  expect(tries).toEqual([])
})
