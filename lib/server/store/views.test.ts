import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from './database.ts'
import { engines, storeOn } from './store.fixture.ts'
import type { Store } from './store.ts'
import type { ViewRow } from './views.ts'

const row = (id: string, changed: Partial<ViewRow> = {}): ViewRow => ({
  id,
  user_id: '7',
  name: `view ${id}`,
  query: 'status=no_token',
  created_at: 1_000,
  ...changed,
})

describe.each(engines)('saved views on %s', (_engine, newPlace) => {
  let database: Database
  let store: Store
  beforeEach(async () => {
    database = await (await newPlace()).open()
    store = storeOn(database)
  })
  afterEach(() => database.close())

  const ids = async (userId: string, limit = 10) =>
    (await store.views.list(userId, limit)).map(({ id }) => id)

  test('are told by name, to the person who saved them', async () => {
    await store.views.put(row('b'), 10)
    await store.views.put(row('a'), 10)
    await store.views.put(row('c', { user_id: 'sso:8' }), 10)
    expect(await ids('7')).toEqual(['a', 'b'])
    expect(await ids('7', 1)).toEqual(['a'])
    expect(await store.views.list('sso:8', 10)).toEqual([row('c', { user_id: 'sso:8' })])
  })

  test('one name holds one view, the last; another person’s is another one', async () => {
    await store.views.put(row('a', { name: 'mine' }), 10)
    await store.views.put(row('b', { name: 'mine', user_id: '8' }), 10)
    await store.views.put(row('c', { name: 'mine', query: 'q=x' }), 10)
    expect(await store.views.list('7', 10)).toEqual([row('c', { name: 'mine', query: 'q=x' })])
    expect(await ids('8')).toEqual(['b'])
  })

  test('there are no more than a person may have', async () => {
    expect(await store.views.put(row('a'), 2)).toBe(true)
    expect(await store.views.put(row('b'), 2)).toBe(true)
    expect(await store.views.put(row('c'), 2)).toBe(false)
    expect(await store.views.put(row('d', { name: 'view b' }), 2)).toBe(true)
    expect(await store.views.put(row('e', { user_id: '8' }), 2)).toBe(true)
    expect(await ids('7')).toEqual(['a', 'd'])
  })

  test('are taken away once, by their person only', async () => {
    await store.views.put(row('a'), 10)
    expect(await store.views.remove('a', '8')).toBeNull()
    expect(await store.views.remove('a', '7')).toEqual(row('a'))
    expect(await store.views.remove('a', '7')).toBeNull()
  })
})
