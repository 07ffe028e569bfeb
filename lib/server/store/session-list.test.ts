import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from './database.ts'
import { markOf } from './session-list.ts'
import { addSession, both, engines, queued, storeOn, tokens, user } from './store.fixture.ts'
import type { Store } from './store.ts'

const key = (letter: string) => letter.repeat(64)
const always = { usedSince: -1, createdSince: -1, limit: 100 }

describe.each(engines)('sessions as people see them, on %s', (_engine, newPlace) => {
  let database: Database
  let store: Store
  beforeEach(async () => {
    database = await (await newPlace()).open()
    store = storeOn(database)
    await addSession(store, key('a'), 10)
    await addSession(store, key('b'), 20, { userId: 2 })
    await addSession(store, key('c'), 30)
  })
  afterEach(() => database.close())

  const keys = async (...[whose, page]: Partial<Parameters<Store['sessionList']['list']>>) =>
    (await store.sessionList.list(whose ?? 'everybody', page ?? always)).map((row) => row.key[0])

  test('the last used comes first', async () => {
    expect(await keys()).toEqual(['c', 'b', 'a'])
    await store.sessions.touch(key('a'), 40)
    expect(await keys()).toEqual(['a', 'c', 'b'])
    expect(await keys('everybody', { ...always, limit: 2 })).toEqual(['a', 'c'])
  })

  test('one’s own, and none that is over', async () => {
    expect(await keys({ userId: '1' })).toEqual(['c', 'a'])
    expect(await keys('everybody', { ...always, usedSince: 10 })).toEqual(['c', 'b'])
    expect(await keys('everybody', { ...always, createdSince: 20 })).toEqual(['c'])
    expect(await store.sessionList.count(always)).toBe(3)
    expect(await store.sessionList.count({ usedSince: 10, createdSince: 20 })).toBe(1)
    await store.sessionList.endAllOf({ userId: '1' }, 60)
    expect(await store.sessionList.count(always)).toBe(1)
  })

  test('they say from where, and nothing secret', async () => {
    await store.sessions.create(
      {
        key: key('d'),
        user: user(3),
        tokens: tokens('d'),
        origin: { ip: '203.0.113.7', userAgent: 'Fake Browser' },
      },
      { now: 50, replaces: [], maxPerUser: 5 },
    )
    expect((await store.sessionList.list({ userId: '3' }, always))[0]).toEqual({
      key: key('d'),
      user_id: '3',
      username: 'user3',
      name: 'Fake User',
      created_at: 50,
      used_at: 50,
      ip: '203.0.113.7',
      user_agent: 'Fake Browser',
    })
  })

  test('one ends by its mark, once, and only within reach', async () => {
    const mark = markOf(key('b'))
    expect(await store.sessionList.endMarked(mark, { userId: '1' }, 60)).toEqual([])
    expect(await store.sessionList.endMarked(mark, 'everybody', 60)).toEqual([
      { key: key('b'), user: { id: '2', username: 'user2' } },
    ])
    expect(await store.sessionList.endMarked(mark, 'everybody', 60)).toEqual([])
    expect(await keys()).toEqual(['c', 'a'])
    expect(await queued(store, 60)).toEqual(both(key('b')))
  })

  test('all of a person end, nobody else’s', async () => {
    const ended = await store.sessionList.endAllOf({ userId: '1' }, 60)
    expect(ended.map((one) => one.key).sort()).toEqual([key('a'), key('c')])
    expect(await keys()).toEqual(['b'])
    expect(await queued(store, 60)).toEqual(both(key('a'), key('c')))
  })

  test('everybody’s end', async () => {
    expect(await store.sessionList.endAllOf('everybody', 60)).toHaveLength(3)
    expect(await keys()).toEqual([])
    expect(await queued(store, 60)).toEqual(both(key('a'), key('b'), key('c')))
  })

  test('what GitLab says about a person is noted for that person alone', async () => {
    const renamed = { id: '2', username: 'new', name: 'New', is_admin: true }
    await store.sessions.identify(key('b'), renamed, 70)
    await store.sessions.identify(key('a'), renamed, 70)
    expect(await store.sessions.find(key('b'))).toMatchObject({ user: renamed, identifiedAt: 70 })
    expect(await store.sessions.find(key('a'))).toMatchObject({ user: user(1), identifiedAt: 10 })
  })
})
