import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Secret } from '../secret.ts'
import type { Database } from './database.ts'
import {
  addSession,
  both,
  engines,
  keys,
  type Place,
  queued,
  storeOn,
  tokens,
  user,
} from './store.fixture.ts'
import type { Store } from './store.ts'

describe.each(engines)('on %s', (_engine, newPlace) => {
  let place: Place
  let database: Database
  let store: Store
  beforeEach(async () => {
    place = await newPlace()
    database = await place.open()
    store = storeOn(database)
  })
  afterEach(() => database.close())

  const add = (key: string, now: number, options = {}) => addSession(store, key, now, options)

  describe('sessions', () => {
    test('come back as they were stored', async () => {
      await add('k1', 1_000)
      const found = await store.sessions.find('k1')
      expect(found).toMatchObject({
        key: 'k1',
        user: user(1),
        createdAt: 1_000,
        usedAt: 1_000,
        version: 1,
      })
      expect(found?.tokens?.access.unwrap()).toBe('glpat-fake-access-k1')
      expect(found?.tokens?.scopes).toEqual(['api'])
      expect(await store.sessions.find('k2')).toBeNull()
    })

    test('end once, and their tokens are queued with it', async () => {
      await add('k1', 0)
      expect(await store.sessions.end('k1', 5)).toBe(true)
      expect(await store.sessions.end('k1', 5)).toBe(false)
      expect(await store.sessions.find('k1')).toBeNull()
      expect(await queued(store, 5)).toEqual(both('k1'))
    })

    test('behind an SSO hold no token, and leave none to revoke', async () => {
      const person = { ...user(1), id: 'sso:ann' }
      await store.sessions.create(
        { key: 'k1', user: person, tokens: null },
        { now: 0, replaces: [], maxPerUser: 5 },
      )
      expect(await store.sessions.find('k1')).toMatchObject({ user: person, tokens: null })
      expect(await store.sessions.ofUser('sso:ann')).toHaveLength(1)
      expect(await store.sessions.ofUser('ann')).toEqual([])
      expect(await store.sessions.end('k1', 5)).toBe(true)
      expect(await queued(store, 5)).toEqual([])
    })

    test('a new one takes the place of the old one of the same browser', async () => {
      await add('k1', 0)
      const { replaced, evicted } = await add('k2', 1, { replaces: ['k1', 'unknown'] })
      expect(replaced).toEqual([{ key: 'k1', user: { id: '1', username: 'user1' } }])
      expect(evicted).toEqual([])
      expect(await store.sessions.find('k1')).toBeNull()
      expect(await queued(store, 1)).toEqual(both('k1'))
    })

    test('the sixth of a person ends the oldest, nobody else’s', async () => {
      await add('other', 0, { userId: 2 })
      for (let i = 1; i <= 5; i += 1) await add(`k${i}`, i)
      expect(await add('k6', 6)).toMatchObject({ replaced: [], evicted: [{ key: 'k1' }] })
      expect(await store.sessions.find('k1')).toBeNull()
      expect(await store.sessions.find('k2')).not.toBeNull()
      expect(await store.sessions.find('other')).not.toBeNull()
      expect(await queued(store, 9)).toEqual(both('k1'))
    })

    test('expire by idleness and by age', async () => {
      await add('idle', 0)
      await add('old', 0)
      await add('fine', 500)
      await store.sessions.touch('old', 900)
      const limits = { idleMs: 600, absoluteMs: 950 }
      expect(await store.sessions.endExpired(700, limits)).toEqual([
        { key: 'idle', user: { id: '1', username: 'user1' } },
      ])
      expect(await store.sessions.endExpired(960, limits)).toMatchObject([{ key: 'old' }])
      expect(await store.sessions.find('fine')).not.toBeNull()
      expect(await queued(store, 960)).toEqual(both('idle', 'old'))
    })

    test('use is never set back', async () => {
      await add('k1', 1_000)
      await store.sessions.touch('k1', 500)
      expect((await store.sessions.find('k1'))?.usedAt).toBe(1_000)
    })

    test('a wrong key finds nobody and deletes nothing', async () => {
      await add('k1', 0)
      const other = [{ kid: 'a', key: new Secret(randomBytes(32).toString('base64')) }]
      const wrong = storeOn(database, other)
      expect(await wrong.sessions.find('k1')).toBeNull()
      expect(await store.sessions.find('k1')).not.toBeNull()
    })

    test('a new first key takes over when a session is read', async () => {
      await add('k1', 0)
      const [oldKey] = keys
      const newKey = { kid: 'b', key: new Secret(randomBytes(32).toString('base64')) }
      const both = storeOn(database, [newKey, ...(oldKey ? [oldKey] : [])])
      await both.sessions.find('k1')
      const later = storeOn(database, [newKey])
      expect((await later.sessions.find('k1'))?.tokens?.refresh.unwrap()).toBe(
        'glpat-fake-refresh-k1',
      )
    })
  })

  describe('the right to refresh', () => {
    const lease = (owner: string, version = 1) => ({ key: 'k1', version, owner })
    beforeEach(() => add('k1', 0))

    test('goes to one, until it runs out', async () => {
      expect(await store.sessions.takeLease(lease('a'), 0, 20)).toBe(true)
      expect(await store.sessions.takeLease(lease('b'), 10, 30)).toBe(false)
      expect(await store.sessions.takeLease(lease('b'), 21, 40)).toBe(true)
    })
    test('can be given back by its owner only', async () => {
      await store.sessions.takeLease(lease('a'), 0, 20)
      await store.sessions.dropLease('k1', 'b')
      expect(await store.sessions.takeLease(lease('b'), 1, 20)).toBe(false)
      await store.sessions.dropLease('k1', 'a')
      expect(await store.sessions.takeLease(lease('b'), 1, 20)).toBe(true)
    })
    test('stores new tokens once, as the next version', async () => {
      await store.sessions.takeLease(lease('a'), 0, 20)
      expect(await store.sessions.commitRefresh(lease('a'), tokens('new'))).toBe(true)
      expect(await store.sessions.commitRefresh(lease('a'), tokens('newer'))).toBe(false)
      const found = await store.sessions.find('k1')
      expect(found?.version).toBe(2)
      expect(found?.tokens?.access.unwrap()).toBe('glpat-fake-access-new')
      expect(await store.sessions.takeLease(lease('b'), 99, 100)).toBe(false)
      expect(await store.sessions.takeLease(lease('b', 2), 99, 100)).toBe(true)
    })
    test('is worth nothing once it was lost or the session ended', async () => {
      await store.sessions.takeLease(lease('a'), 0, 20)
      await store.sessions.takeLease(lease('b'), 21, 40)
      expect(await store.sessions.commitRefresh(lease('a'), tokens('new'))).toBe(false)
      await store.sessions.end('k1', 30)
      expect(await store.sessions.commitRefresh(lease('b'), tokens('new'))).toBe(false)
    })
  })

  test('a revocation is taken by one, comes back later, and goes when it is done', async () => {
    await store.revocations.add([new Secret('glpat-fake-x')], 0)
    const first = await store.revocations.take(0, 10)
    expect(first).toMatchObject({ createdAt: 0, attempts: 1 })
    expect(await store.revocations.take(5, 15)).toBeNull()
    const again = await store.revocations.take(10, 20)
    expect(again).toMatchObject({ id: first?.id, attempts: 2 })
    await store.revocations.postpone(first?.id ?? '', 100)
    expect(await store.revocations.take(99, 200)).toBeNull()
    await store.revocations.remove(first?.id ?? '')
    expect(await store.revocations.take(1_000, 2_000)).toBeNull()
  })

  test('a sign-in counts once, until it is forgotten', async () => {
    expect(await store.signIns.use('s', 10)).toBe(true)
    expect(await store.signIns.use('s', 10)).toBe(false)
    await store.signIns.forgetExpired(11)
    expect(await store.signIns.use('s', 20)).toBe(true)
  })
})
