import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from './database.ts'
import { addSession, engines, type Place, storeOn } from './store.fixture.ts'
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

  describe('the engine', () => {
    test('undoes a transaction that fails', async () => {
      const work = database.transaction(async (queries) => {
        await queries.run("INSERT INTO sign_in (state, expires_at) VALUES ('s', 1)")
        throw new Error('stop')
      })
      await expect(work).rejects.toThrow('stop')
      expect(await database.all('SELECT * FROM sign_in')).toEqual([])
    })

    test('keeps everything over a restart', async () => {
      await add('k1', 0)
      await database.close()
      database = await place.open()
      store = storeOn(database)
      expect(await store.sessions.find('k1')).not.toBeNull()
    })
  })
})
