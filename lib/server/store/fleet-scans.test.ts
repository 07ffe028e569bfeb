import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from './database.ts'
import { engines, storeOn } from './store.fixture.ts'
import type { Store } from './store.ts'

describe.each(engines)('the background scan on %s', (_engine, newPlace) => {
  let database: Database
  let scans: Store['fleetScans']
  beforeEach(async () => {
    database = await (await newPlace()).open()
    scans = storeOn(database).fleetScans
  })
  afterEach(() => database.close())

  const interval = 1_000
  const take = (owner: string, now: number) => scans.take(owner, now, now - interval, now + 100)

  test('is taken by one, and again when the interval is over', async () => {
    expect(await take('a', 5_000)).toBe(true)
    expect(await take('b', 5_050)).toBe(false)
    expect(await scans.finish('a', 'one', 5_060)).toBe(true)
    expect(await take('b', 5_999)).toBe(false)
    expect(await take('b', 6_000)).toBe(true)
  })

  test('of two at the same moment one takes it', async () => {
    const taken = await Promise.all(['a', 'b', 'c'].map((owner) => take(owner, 5_000)))
    expect(taken.filter(Boolean)).toHaveLength(1)
  })

  test('is taken over from whoever never came back', async () => {
    await take('a', 5_000)
    expect(await scans.keep('a', 5_200)).toBe(true)
    expect(await take('b', 5_199)).toBe(false)
    expect(await take('b', 5_200)).toBe(true)
    expect(await scans.keep('a', 9_000)).toBe(false)
    expect(await scans.finish('a', 'late', 5_210)).toBe(false)
    expect(await scans.last()).toBeNull()
  })

  test('that came to nothing leaves the result, and may be tried again sooner', async () => {
    await take('a', 5_000)
    await scans.finish('a', 'one', 5_010)
    await take('b', 6_000)
    await scans.giveUp('b', 6_100 - interval)
    expect(await scans.last()).toEqual({ result: 'one', finishedAt: 5_010 })
    expect(await take('c', 6_099)).toBe(false)
    expect(await take('c', 6_100)).toBe(true)
  })
})
