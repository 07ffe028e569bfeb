import { beforeEach, expect, test } from 'vitest'
import { setFakeEnvironment } from '../fake-environment.fixture.ts'
import { Secret } from '../secret.ts'
import { type Store, store } from '../store/store.ts'
import { revokeDue } from './revoker.ts'

setFakeEnvironment()
let kept: Store
let at: number
let told: string[]
let isDown: boolean
let isPaused: boolean
beforeEach(async () => {
  kept = await store()
  at = 0
  told = []
  isDown = false
  isPaused = false
})

const run = () =>
  revokeDue({
    revocations: kept.revocations,
    revoke: async (token) => {
      told.push(token.unwrap())
      if (isDown) throw new Error('down')
    },
    now: () => at,
    isPaused: () => isPaused,
    attemptMs: 1_000,
    giveUpMs: 60_000,
  })

test('every token that is due is revoked once', async () => {
  await kept.revocations.add([new Secret('glpat-fake-a'), new Secret('glpat-fake-b')], 0)
  await run()
  await run()
  expect(told.sort()).toEqual(['glpat-fake-a', 'glpat-fake-b'])
})

test('while GitLab is down one try is enough, and it comes again later', async () => {
  isDown = true
  await kept.revocations.add([new Secret('glpat-fake-a'), new Secret('glpat-fake-b')], 0)
  await run()
  expect(told).toHaveLength(1)
  at = 30_000
  isDown = false
  await run()
  expect(new Set(told)).toEqual(new Set(['glpat-fake-a', 'glpat-fake-b']))
  at = 10_000_000
  const count = told.length
  await run()
  expect(told).toHaveLength(count)
})

test('while GitLab is left alone nothing is tried, and no attempt is used up', async () => {
  await kept.revocations.add([new Secret('glpat-fake-a')], 0)
  isPaused = true
  for (at = 0; at < 200_000; at += 10_000) await run()
  expect(told).toEqual([])
  isPaused = false
  await run()
  expect(told).toEqual(['glpat-fake-a'])
})

test('the pauses grow, and in the end it gives up', async () => {
  isDown = true
  await kept.revocations.add([new Secret('glpat-fake-a')], 0)
  const tries: number[] = []
  for (at = 0; at < 200_000; at += 1_000) {
    const before = told.length
    await run()
    if (told.length > before) tries.push(at / 1_000)
  }
  expect(tries).toEqual([0, 5, 15, 35, 75])
})
