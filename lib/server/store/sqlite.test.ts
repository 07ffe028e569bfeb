import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ServerProblem } from '../problem.ts'
import type { Database } from './database.ts'
import { openSqlite } from './sqlite.ts'
import { addSession, folder, openStore } from './store.fixture.ts'
import type { Store } from './store.ts'

let file: string
let database: Database
let store: Store
beforeEach(async () => {
  ;({ file, database, store } = await openStore())
})
afterEach(() => database.close())

const add = (key: string, now: number, options = {}) => addSession(store, key, now, options)

test('the audit trail can be added to and nothing else', async () => {
  const row = {
    at_utc: '2026-11-20T00:00:00.000Z',
    actor_sub: '1',
    actor_name: 'root',
    auth_mode: 'oauth',
    session8: '01234567',
    ip: null,
    ua_hash: null,
    action: 'cluster.delete',
    scope: 'instance',
    object_type: 'cluster',
    object_id: '1',
    object_name: null,
    changes: null,
    intent_id: 'x',
    phase: 'intent',
    result: null,
    upstream_status: null,
    upstream_request_id: null,
  } as const
  await store.audit.append(row)
  expect(await database.all('SELECT * FROM audit')).toMatchObject([{ seq: 1, ...row }])
  await expect(database.run("UPDATE audit SET actor_name = 'x'")).rejects.toThrow(ServerProblem)
  await expect(database.run('DELETE FROM audit')).rejects.toThrow(ServerProblem)
})

describe('the engine', () => {
  test('undoes a transaction that fails', async () => {
    const work = database.transaction(async (queries) => {
      await queries.run("INSERT INTO sign_in (state, expires_at) VALUES ('s', 1)")
      throw new Error('stop')
    })
    await expect(work).rejects.toThrow('stop')
    expect(await database.all('SELECT * FROM sign_in')).toEqual([])
  })

  test('lets nothing slip into a transaction', async () => {
    const order: string[] = []
    const slow = database.transaction(async (queries) => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      await queries.run("INSERT INTO sign_in (state, expires_at) VALUES ('a', 1)")
      order.push('transaction')
    })
    const other = database.all('SELECT * FROM sign_in').then((rows) => {
      order.push('query')
      return rows
    })
    await slow
    expect(await other).toHaveLength(1)
    expect(order).toEqual(['transaction', 'query'])
  })

  test('makes files that nobody else can read, without any token in them', async () => {
    await add('k1', 0)
    for (const suffix of ['', '-wal', '-shm']) {
      expect(statSync(file + suffix).mode & 0o777).toBe(0o600)
      expect(readFileSync(file + suffix).includes('glpat-fake')).toBe(false)
    }
  })

  test('keeps everything over a restart', async () => {
    await add('k1', 0)
    await database.close()
    ;({ database, store } = await openStore(file))
    expect(await store.sessions.find('k1')).not.toBeNull()
  })

  test('does not open what is no database, a newer one, or a path that cannot be', async () => {
    const broken = join(folder(), 'broken.db')
    writeFileSync(
      broken,
      'this is not a database, but it is long enough to be taken for one'.repeat(99),
    )
    await expect(openSqlite({ file: broken, busyMs: 1 })).rejects.toThrow(ServerProblem)
    await database.run('INSERT INTO migration (number) VALUES (999)')
    await expect(openSqlite({ file, busyMs: 1 })).rejects.toThrow(ServerProblem)
    await expect(openSqlite({ file: '/dev/null/x.db', busyMs: 1 })).rejects.toThrow(ServerProblem)
  })
})
