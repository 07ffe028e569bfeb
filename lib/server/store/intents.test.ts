import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from './database.ts'
import { addSession, both, engines, type Place, queued, storeOn } from './store.fixture.ts'
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

  describe('intents', () => {
    const intent = (key: string, changed: { user_id?: string; owner?: string } = {}) => ({
      id: `request-${key}-${changed.user_id ?? 1}`,
      user_id: '1',
      username: 'user1',
      key,
      body_hash: 'hash',
      project_id: 2,
      project_path: null,
      agent_id: 3,
      agent_name: null,
      token_name: 'deploy',
      tag: '0123abcd',
      owner: 'a',
      ...changed,
    })
    const begin = (key: string, changed = {}) => store.intents.begin(intent(key, changed), 0, 50)
    const stateOf = async (key: string) => (await store.intents.find('1', key))?.state

    test('begin once for each key of a person, also over two connections', async () => {
      const second = await place.open({ busyMs: 2_000 })
      const stores = [store, storeOn(second)]
      const begun = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          stores[index % 2]?.intents.begin({ ...intent('k1'), id: `request-${index}` }, 0, 50),
        ),
      )
      await second.close()
      const winners = begun.filter((known) => known === null)
      expect(winners).toHaveLength(1)
      const ids = begun.flatMap((known) => known?.id ?? [])
      expect(new Set(ids)).toEqual(new Set([(await store.intents.find('1', 'k1'))?.id]))
      expect(await begin('k1', { user_id: '2' })).toBeNull()
    })

    test('of an id that another one has, none begins', async () => {
      await begin('first')
      const forged = { ...intent('second'), id: intent('first').id }
      await expect(store.intents.begin(forged, 0, 50)).rejects.toThrow('bad_request')
      expect(await store.intents.find('1', 'second')).toBeNull()
    })

    test('are counted by state, with the beginning of the oldest', async () => {
      expect(await store.intents.tally()).toEqual([])
      await store.intents.begin(intent('a'), 5, 50)
      await store.intents.begin(intent('b'), 7, 50)
      await store.intents.begin(intent('c'), 9, 50)
      await store.intents.lose(intent('c'), 10, 50)
      const rows = await store.intents.tally()
      expect(rows.sort((a, b) => a.oldest - b.oldest)).toEqual([
        { state: 'sending', count: 2, oldest: 5 },
        { state: 'unknown', count: 1, oldest: 9 },
      ])
    })

    test('end as their owner says, once', async () => {
      await begin('done')
      expect(await store.intents.complete({ ...intent('done'), owner: 'b' }, 9, 1)).toBe(false)
      expect(await store.intents.complete(intent('done'), 9, 1)).toBe(true)
      expect(await store.intents.fail(intent('done'), 'forbidden', 2)).toBe(false)
      expect(await store.intents.lose(intent('done'), 2, 3)).toBe(false)
      expect(await store.intents.find('1', 'done')).toMatchObject({
        state: 'completed',
        token_id: 9,
      })
      await begin('refused')
      expect(await store.intents.fail(intent('refused'), 'token_limit', 1)).toBe(true)
      expect(await store.intents.find('1', 'refused')).toMatchObject({ code: 'token_limit' })
      expect(await store.intents.take('b', 1_000, 2_000)).toBeNull()
    })

    const keysTold = async (now: number, userId = '1') =>
      (await store.intents.notices(userId, now)).map(({ key, state }) => [key, state])

    test('of which the answer was lost are told of once their lease is over, to their person', async () => {
      await begin('k1')
      await begin('refused')
      await store.intents.complete(intent('k1'), 9, 40)
      await store.intents.fail(intent('refused'), 'forbidden', 40)
      expect(await keysTold(50)).toEqual([])
      expect(await store.intents.dismiss('1', 'k1', 50)).toBe(false)
      expect(await keysTold(51)).toEqual([['k1', 'completed']])
      expect(await keysTold(51, '2')).toEqual([])
      expect(await store.intents.take('b', 1_000, 2_000)).toBeNull()
      expect(await store.intents.dismiss('2', 'k1', 51)).toBe(false)
      expect(await store.intents.dismiss('1', 'k1', 51)).toBe(true)
      expect(await keysTold(52)).toEqual([])
    })

    test('of which the answer was handed over are told of no more', async () => {
      await begin('k1')
      expect(await store.intents.told(intent('k1').id)).toBe(false)
      await store.intents.complete(intent('k1'), 9, 40)
      expect(await store.intents.told(intent('k1').id)).toBe(true)
      expect(await keysTold(1_000)).toEqual([])
      expect(await store.intents.dismiss('1', 'k1', 1_000)).toBe(false)
      expect(await stateOf('k1')).toBe('completed')
    })

    test('that a process of an older version completed count as told', async () => {
      await begin('k1')
      await database.run(
        "UPDATE intent SET state = 'completed', token_id = 9, settled_at = 40 WHERE key = ?",
        ['k1'],
      )
      expect(await keysTold(1_000)).toEqual([])
    })

    test('are taken by one at a time once nobody owns them any more', async () => {
      await begin('k1')
      expect(await store.intents.take('b', 50, 90)).toBeNull()
      expect(await store.intents.take('b', 51, 90)).toMatchObject({ state: 'unknown', sent_at: 51 })
      expect(await store.intents.take('c', 60, 90)).toBeNull()
      expect(await store.intents.complete(intent('k1'), 9, 60)).toBe(false)
      expect(await store.intents.take('c', 90, 99)).toMatchObject({ owner: 'c', sent_at: 51 })
      expect(await store.intents.settle({ ...intent('k1'), owner: 'b' }, 'not_created', 95)).toBe(
        false,
      )
      expect(await store.intents.postpone({ ...intent('k1'), owner: 'c' }, 200)).toBe(true)
      expect(await store.intents.take('d', 199, 300)).toBeNull()
      expect(await store.intents.take('d', 200, 300)).toMatchObject({ owner: 'd' })
    })

    test('go back to their sender, whoever took them meanwhile', async () => {
      await begin('k1')
      await store.intents.take('b', 51, 90)
      expect(await store.intents.lose(intent('k1'), 60, 99)).toBe(true)
      expect(await store.intents.found({ ...intent('k1'), owner: 'b' }, 9)).toBe(false)
      expect(await store.intents.found(intent('k1'), 9)).toBe(true)
      expect(await store.intents.settle(intent('k1'), 'compensated', 70)).toBe(true)
      expect(await store.intents.notices('1', 100)).toMatchObject([
        { state: 'compensated', token_id: 9 },
      ])
      expect(await store.intents.notices('2', 100)).toEqual([])
      expect(await store.intents.dismiss('2', 'k1', 80)).toBe(false)
      expect(await store.intents.dismiss('1', 'k1', 80)).toBe(true)
      expect(await store.intents.notices('1', 100)).toEqual([])
    })

    test('are open to no dismissal, and forgotten in the end', async () => {
      await begin('k1')
      expect(await store.intents.dismiss('1', 'k1', 1)).toBe(false)
      await begin('k2')
      await store.intents.fail(intent('k2'), 'forbidden', 1)
      expect(await store.intents.forget(0)).toBe(0)
      expect(await store.intents.forget(1)).toBe(1)
      expect(await stateOf('k1')).toBeUndefined()
    })

    test('hold the sessions of their person back, and nobody else’s', async () => {
      await add('k1', 0)
      await add('k2', 0)
      await add('other', 0, { userId: 2 })
      await begin('open')
      expect(await store.sessions.end('k1', 10)).toBe(true)
      expect(await store.sessions.end('k1', 11)).toBe(false)
      expect(await store.sessions.end('other', 10)).toBe(true)
      expect(await store.sessions.endExpired(100, { idleMs: 10, absoluteMs: 1_000 })).toHaveLength(
        1,
      )
      expect(await queued(store, 100)).toEqual(both('other'))
      expect((await store.sessions.ofUser('1')).map(({ endedAt }) => endedAt)).toEqual([10, 100])
      expect(await store.sessions.releaseHeld(101, 50)).toBe(1)
      expect(await queued(store, 102)).toEqual(both('k1', 'other'))
      await store.intents.fail(intent('open'), 'forbidden', 102)
      expect(await store.sessions.releaseHeld(103, 50)).toBe(1)
      expect(await queued(store, 104)).toEqual(both('k1', 'k2', 'other'))
    })

    test('do not let a held session count among those of its person', async () => {
      await begin('open')
      for (let i = 1; i <= 5; i += 1) await add(`k${i}`, i)
      await store.sessions.end('k5', 6)
      await add('k6', 7)
      expect((await store.sessions.find('k1'))?.endedAt).toBeNull()
    })
  })
})
