import { describe, expect, test } from 'vitest'
import { ServerProblem } from '#lib/server/problem.ts'
import { Lanes } from './lanes.ts'

const limits = {
  maxInFlight: 64,
  maxPerPerson: 8,
  queueMs: 2_000,
  queueLength: 128,
  queuePerPerson: 64,
}
const stay = new AbortController().signal

/** Asks for `count` places of a share; tells how each ended so far. */
function ask(lanes: Lanes, share: string, count: number, signal = stay) {
  const left: (() => void)[] = []
  const refused: unknown[] = []
  const all = Array.from({ length: count }, () =>
    lanes.enter(share, signal).then(
      (leave) => left.push(leave),
      (error: unknown) => refused.push(error),
    ),
  )
  return { left, refused, all: Promise.all(all) }
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))
const isBusy = (error: unknown) =>
  error instanceof ServerProblem && error.code === 'busy' && error.retryAfterS === 2

describe('one person who asks for a hundred at once', () => {
  test('has eight under way, sixty-four in the queue, and the rest refused at once', async () => {
    const lanes = new Lanes(limits)
    const one = ask(lanes, 'person 1', 100)
    await settled()
    expect([one.left.length, one.refused.length]).toEqual([8, 28])
    expect(one.refused.every(isBusy)).toBe(true)
    for (const leave of one.left.splice(0)) leave()
    await settled()
    expect(one.left).toHaveLength(8)
  })

  test('leaves the queue to the others while GitLab takes no more', async () => {
    const lanes = new Lanes(limits)
    const many = Array.from({ length: 7 }, (_, index) => ask(lanes, `person ${index}`, 8))
    const hog = ask(lanes, 'hog', 1_000)
    await settled()
    const other = ask(lanes, 'other', 1)
    await settled()
    expect([hog.left.length, other.left.length, other.refused.length]).toEqual([8, 0, 0])
    // The hog's own places are used up: the next one that is free is for whoever waits behind.
    many[0]?.left[0]?.()
    await settled()
    expect([hog.left.length, other.left.length]).toEqual([8, 1])
  })
})

test('never more than 64 under way, 128 in the queue, however many people', async () => {
  const lanes = new Lanes(limits)
  const people = Array.from({ length: 50 }, (_, index) => ask(lanes, `person ${index}`, 8))
  await settled()
  const count = (of: 'left' | 'refused') => people.reduce((sum, one) => sum + one[of].length, 0)
  expect([count('left'), count('refused')]).toEqual([64, 400 - 64 - 128])
})

test('who waits too long is told to come back, and who leaves gives the place in the queue away', async () => {
  const lanes = new Lanes({ ...limits, maxPerPerson: 1, queuePerPerson: 1, queueMs: 50 })
  const [first] = [ask(lanes, 'a', 1)]
  const gone = new AbortController()
  const leaving = ask(lanes, 'a', 1, gone.signal)
  gone.abort()
  await leaving.all
  expect(leaving.refused).toEqual([gone.signal.reason])
  const waiting = ask(lanes, 'a', 1)
  await waiting.all
  expect(waiting.refused).toMatchObject([{ code: 'busy', retryAfterS: 1 }])
  first?.left[0]?.()
  const next = ask(lanes, 'a', 1)
  await next.all
  expect(next.left).toHaveLength(1)
})
