import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from './database.ts'
import type { SnoozeRow } from './snoozes.ts'
import { engines, storeOn } from './store.fixture.ts'
import type { Store } from './store.ts'

const row = (id: string, changed: Partial<SnoozeRow> = {}): SnoozeRow => ({
  id,
  finding_key: `ca_expired:${id}`,
  reason: 'fake reason',
  until_day: '2026-12-01',
  user_id: '7',
  username: 'ann',
  created_at: 1_000,
  ...changed,
})

describe.each(engines)('snoozes on %s', (_engine, newPlace) => {
  let database: Database
  let store: Store
  beforeEach(async () => {
    database = await (await newPlace()).open()
    store = storeOn(database)
  })
  afterEach(() => database.close())

  const ids = async (today: string, limit = 10) =>
    (await store.snoozes.list(today, limit)).map(({ id }) => id)

  test('are in force until their day begins', async () => {
    await store.snoozes.put(row('b'))
    await store.snoozes.put(row('a', { until_day: '2026-12-02' }))
    expect(await ids('2026-11-30')).toEqual(['b', 'a'])
    expect(await ids('2026-11-30', 1)).toEqual(['b'])
    expect(await ids('2026-12-01')).toEqual(['a'])
    expect(await ids('2026-12-02')).toEqual([])
  })

  test('one finding has one, the last', async () => {
    await store.snoozes.put(row('a', { finding_key: 'abac:cluster-1' }))
    await store.snoozes.put(row('b', { finding_key: 'abac:cluster-1', reason: 'another' }))
    expect(await store.snoozes.list('2026-11-30', 10)).toEqual([
      row('b', { finding_key: 'abac:cluster-1', reason: 'another' }),
    ])
  })

  test('are taken away once', async () => {
    await store.snoozes.put(row('a'))
    expect(await store.snoozes.remove('a')).toEqual(row('a'))
    expect(await store.snoozes.remove('a')).toBeNull()
  })

  test('are forgotten when they are over', async () => {
    await store.snoozes.put(row('a'))
    await store.snoozes.put(row('b', { until_day: '2026-12-02' }))
    expect(await store.snoozes.forgetEnded('2026-12-01')).toBe(1)
    expect(await ids('2026-01-01')).toEqual(['b'])
  })
})
