import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ServerProblem } from '../problem.ts'
import { Secret } from '../secret.ts'
import type { Database } from './database.ts'
import { createKeyring } from './keyring.ts'
import type { Tokens } from './session-row.ts'
import { openSqlite } from './sqlite.ts'
import { createStore, type Store } from './store.ts'

/*
 * The contract of the store; a second engine runs the same tests.
 */
const keys = [{ kid: 'a', key: new Secret(randomBytes(32).toString('base64')) }]
const folder = () => mkdtempSync(join(tmpdir(), 'cluster-console-unit-'))

let file: string
let database: Database
let store: Store
beforeEach(async () => {
  file = join(folder(), 'data', 'console.db')
  database = await openSqlite({ file, busyMs: 100 })
  store = createStore(database, createKeyring(keys))
})
afterEach(() => database.close())

const tokens = (name: string, expiresAt = 7_200_000): Tokens => ({
  access: new Secret(`glpat-fake-access-${name}`),
  refresh: new Secret(`glpat-fake-refresh-${name}`),
  issuedAt: 0,
  expiresAt,
  scopes: ['api'],
})
const user = (id: number) => ({ id, username: `user${id}`, name: 'Fake User', is_admin: id === 1 })
const add = (key: string, now: number, options: { replaces?: string[]; userId?: number } = {}) =>
  store.sessions.create(
    { key, user: user(options.userId ?? 1), tokens: tokens(key) },
    { now, replaces: options.replaces ?? [], maxPerUser: 5 },
  )
/** Every token that is waiting to be revoked, sorted. */
async function queued(now: number): Promise<string[]> {
  const found: string[] = []
  for (;;) {
    const next = await store.revocations.take(now, now + 1)
    if (next === null) return found.sort()
    found.push(next.token.unwrap())
  }
}
const both = (...names: string[]) =>
  names.flatMap((name) => [`glpat-fake-access-${name}`, `glpat-fake-refresh-${name}`]).sort()

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
    expect(found?.tokens.access.unwrap()).toBe('glpat-fake-access-k1')
    expect(found?.tokens.scopes).toEqual(['api'])
    expect(await store.sessions.find('k2')).toBeNull()
  })

  test('end once, and their tokens are queued with it', async () => {
    await add('k1', 0)
    expect(await store.sessions.end('k1', 5)).toBe(true)
    expect(await store.sessions.end('k1', 5)).toBe(false)
    expect(await store.sessions.find('k1')).toBeNull()
    expect(await queued(5)).toEqual(both('k1'))
  })

  test('a new one takes the place of the old one of the same browser', async () => {
    await add('k1', 0)
    await add('k2', 1, { replaces: ['k1', 'unknown'] })
    expect(await store.sessions.find('k1')).toBeNull()
    expect(await queued(1)).toEqual(both('k1'))
  })

  test('the sixth of a person ends the oldest, nobody else’s', async () => {
    await add('other', 0, { userId: 2 })
    for (let i = 1; i <= 6; i += 1) await add(`k${i}`, i)
    expect(await store.sessions.find('k1')).toBeNull()
    expect(await store.sessions.find('k2')).not.toBeNull()
    expect(await store.sessions.find('other')).not.toBeNull()
    expect(await queued(9)).toEqual(both('k1'))
  })

  test('expire by idleness and by age', async () => {
    await add('idle', 0)
    await add('old', 0)
    await add('fine', 500)
    await store.sessions.touch('old', 900)
    const limits = { idleMs: 600, absoluteMs: 950 }
    expect(await store.sessions.endExpired(700, limits)).toBe(1)
    expect(await store.sessions.endExpired(960, limits)).toBe(1)
    expect(await store.sessions.find('fine')).not.toBeNull()
    expect(await queued(960)).toEqual(both('idle', 'old'))
  })

  test('use is never set back', async () => {
    await add('k1', 1_000)
    await store.sessions.touch('k1', 500)
    expect((await store.sessions.find('k1'))?.usedAt).toBe(1_000)
  })

  test('a wrong key finds nobody and deletes nothing', async () => {
    await add('k1', 0)
    const other = [{ kid: 'a', key: new Secret(randomBytes(32).toString('base64')) }]
    const wrong = createStore(database, createKeyring(other))
    expect(await wrong.sessions.find('k1')).toBeNull()
    expect(await store.sessions.find('k1')).not.toBeNull()
  })

  test('a new first key takes over when a session is read', async () => {
    await add('k1', 0)
    const [oldKey] = keys
    const newKey = { kid: 'b', key: new Secret(randomBytes(32).toString('base64')) }
    const both = createStore(database, createKeyring([newKey, ...(oldKey ? [oldKey] : [])]))
    await both.sessions.find('k1')
    const later = createStore(database, createKeyring([newKey]))
    expect((await later.sessions.find('k1'))?.tokens.refresh.unwrap()).toBe('glpat-fake-refresh-k1')
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
    expect(found?.tokens.access.unwrap()).toBe('glpat-fake-access-new')
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

describe('intents', () => {
  const intent = (key: string, changed: { user_id?: number; owner?: string } = {}) => ({
    id: `request-${key}-${changed.user_id ?? 1}`,
    user_id: 1,
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
  const stateOf = async (key: string) => (await store.intents.find(1, key))?.state

  test('begin once for each key of a person, also over two connections', async () => {
    const second = await openSqlite({ file, busyMs: 2_000 })
    const stores = [store, createStore(second, createKeyring(keys))]
    const begun = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        stores[index % 2]?.intents.begin({ ...intent('k1'), id: `request-${index}` }, 0, 50),
      ),
    )
    await second.close()
    const winners = begun.filter((known) => known === null)
    expect(winners).toHaveLength(1)
    const ids = begun.flatMap((known) => known?.id ?? [])
    expect(new Set(ids)).toEqual(new Set([(await store.intents.find(1, 'k1'))?.id]))
    expect(await begin('k1', { user_id: 2 })).toBeNull()
  })

  test('end as their owner says, once', async () => {
    await begin('done')
    expect(await store.intents.complete({ ...intent('done'), owner: 'b' }, 9, 1)).toBe(false)
    expect(await store.intents.complete(intent('done'), 9, 1)).toBe(true)
    expect(await store.intents.fail(intent('done'), 'forbidden', 2)).toBe(false)
    expect(await store.intents.lose(intent('done'), 2, 3)).toBe(false)
    expect(await store.intents.find(1, 'done')).toMatchObject({ state: 'completed', token_id: 9 })
    await begin('refused')
    expect(await store.intents.fail(intent('refused'), 'token_limit', 1)).toBe(true)
    expect(await store.intents.find(1, 'refused')).toMatchObject({ code: 'token_limit' })
    expect(await store.intents.take('b', 1_000, 2_000)).toBeNull()
    expect(await store.intents.notices(1)).toEqual([])
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
    expect(await store.intents.notices(1)).toMatchObject([{ state: 'compensated', token_id: 9 }])
    expect(await store.intents.notices(2)).toEqual([])
    expect(await store.intents.dismiss(2, 'k1', 80)).toBe(false)
    expect(await store.intents.dismiss(1, 'k1', 80)).toBe(true)
    expect(await store.intents.notices(1)).toEqual([])
  })

  test('are open to no dismissal, and forgotten in the end', async () => {
    await begin('k1')
    expect(await store.intents.dismiss(1, 'k1', 1)).toBe(false)
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
    expect(await store.sessions.endExpired(100, { idleMs: 10, absoluteMs: 1_000 })).toBe(1)
    expect(await queued(100)).toEqual(both('other'))
    expect((await store.sessions.ofUser(1)).map(({ endedAt }) => endedAt)).toEqual([10, 100])
    expect(await store.sessions.releaseHeld(101, 50)).toBe(1)
    expect(await queued(102)).toEqual(both('k1', 'other'))
    await store.intents.fail(intent('open'), 'forbidden', 102)
    expect(await store.sessions.releaseHeld(103, 50)).toBe(1)
    expect(await queued(104)).toEqual(both('k1', 'k2', 'other'))
  })

  test('do not let a held session count among those of its person', async () => {
    await begin('open')
    for (let i = 1; i <= 5; i += 1) await add(`k${i}`, i)
    await store.sessions.end('k5', 6)
    await add('k6', 7)
    expect((await store.sessions.find('k1'))?.endedAt).toBeNull()
  })
})

test('a sign-in counts once, until it is forgotten', async () => {
  expect(await store.signIns.use('s', 10)).toBe(true)
  expect(await store.signIns.use('s', 10)).toBe(false)
  await store.signIns.forgetExpired(11)
  expect(await store.signIns.use('s', 20)).toBe(true)
})

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
    database = await openSqlite({ file, busyMs: 100 })
    store = createStore(database, createKeyring(keys))
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
