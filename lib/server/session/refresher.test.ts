import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { setFakeEnvironment } from '../fake-environment.fixture.ts'
import { Secret } from '../secret.ts'
import { createKeyring } from '../store/keyring.ts'
import { hasTokens, type OAuthSession, type Tokens } from '../store/session-row.ts'
import { openSqlite } from '../store/sqlite.ts'
import { link } from '../store/store.fixture.ts'
import { createStore, type Store } from '../store/store.ts'
import { OAuthFailure, type OAuthFailureKind } from './oauth-failure.ts'
import { type RefresherOptions, refreshOnce } from './refresher.ts'

setFakeEnvironment()
const keyring = createKeyring([{ kid: 'a', key: new Secret(randomBytes(32).toString('base64')) }])

const tokens = (n: number): Tokens => ({
  access: new Secret(`glpat-fake-access-${n}`),
  refresh: new Secret(`glpat-fake-refresh-${n}`),
  issuedAt: 0,
  expiresAt: 7_200_000,
  scopes: ['api'],
})

let store: Store
let session: OAuthSession
let file: string
beforeEach(async () => {
  file = join(mkdtempSync(join(tmpdir(), 'cluster-console-unit-')), 'console.db')
  store = await anotherProcess()
  const key = randomBytes(32).toString('hex')
  const user = { id: '1', username: 'root', name: 'Root', is_admin: true }
  await store.sessions.create(
    { key, user, tokens: tokens(1) },
    { now: 0, replaces: [], maxPerUser: 5 },
  )
  session = await stored(key)
})

async function anotherProcess(): Promise<Store> {
  const database = await openSqlite({ file, busyMs: 500 })
  onTestFinished(() => database.close())
  return createStore(database, keyring, link)
}

async function stored(key: string): Promise<OAuthSession> {
  const found = await store.sessions.find(key)
  if (found === null || !hasTokens(found)) throw new Error('no session')
  return found
}

/** GitLab's token endpoint: a refresh token works once, and then the next one does. */
function gitlab(options: { takesMs?: number; fails?: OAuthFailureKind } = {}) {
  const spent: string[] = []
  return {
    spent,
    refresh: async (current: Tokens): Promise<Tokens> => {
      spent.push(current.refresh.unwrap())
      await sleep(options.takesMs ?? 5)
      if (options.fails) throw new OAuthFailure(options.fails)
      return tokens(spent.length + 1)
    },
  }
}

const optionsFor = (
  refresh: RefresherOptions['refresh'],
  changed: Partial<RefresherOptions> = {},
): RefresherOptions => ({
  sessions: store.sessions,
  revocations: store.revocations,
  refresh,
  onRefused: async () => undefined,
  now: Date.now,
  leaseMs: 5_000,
  waitMs: 2_000,
  ...changed,
})

describe('exactly one refresh', () => {
  test('for fifty requests of one process', async () => {
    const { refresh, spent } = gitlab()
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => refreshOnce(session, optionsFor(refresh))),
    )
    expect(spent).toEqual(['glpat-fake-refresh-1'])
    for (const outcome of outcomes) {
      expect(outcome.kind === 'refreshed' && outcome.session.tokens.access.unwrap()).toBe(
        'glpat-fake-access-2',
      )
    }
  })

  test('when another process is at it: its result is waited for', async () => {
    const other = await anotherProcess()
    const lease = { key: session.key, version: 1, owner: 'other' }
    expect(await other.sessions.takeLease(lease, Date.now(), Date.now() + 5_000)).toBe(true)
    const { refresh, spent } = gitlab()
    const waiting = refreshOnce(session, optionsFor(refresh))
    await sleep(100)
    await other.sessions.commitRefresh(lease, tokens(7))
    expect(await waiting).toMatchObject({ kind: 'refreshed', session: { version: 2 } })
    expect(spent).toEqual([])
  })

  test('for somebody who knows an old version', async () => {
    const { refresh, spent } = gitlab()
    await refreshOnce(session, optionsFor(refresh))
    await refreshOnce(session, optionsFor(refresh))
    expect(spent).toHaveLength(1)
  })

  test('after a process died holding the right to it', async () => {
    await store.sessions.takeLease(
      { key: session.key, version: 1, owner: 'dead' },
      0,
      Date.now() + 150,
    )
    const { refresh, spent } = gitlab()
    expect((await refreshOnce(session, optionsFor(refresh))).kind).toBe('refreshed')
    expect(spent).toHaveLength(1)
  })
})

const failures: [fails: OAuthFailureKind, kind: string, isKept: boolean][] = [
  ['invalid_grant', 'ended', false],
  ['misconfigured', 'misconfigured', true],
  ['unavailable', 'unavailable', true],
]
test.each(failures)('%s: %s, session kept %s', async (fails, kind, isKept) => {
  const { refresh } = gitlab({ fails })
  const refused: string[] = []
  const onRefused = async ({ key }: OAuthSession) => {
    refused.push(key)
  }
  const options = optionsFor(refresh, { onRefused })
  expect((await refreshOnce(session, options)).kind).toBe(kind)
  expect((await store.sessions.find(session.key)) !== null).toBe(isKept)
  await refreshOnce(session, options)
  expect(refused).toEqual(isKept ? [] : [session.key])
  if (isKept) {
    const healed = await refreshOnce(session, optionsFor(gitlab().refresh))
    expect(healed.kind).toBe('refreshed')
  }
})

test('an unexpected error keeps the session too', async () => {
  const broken = () => Promise.reject(new TypeError('fetch failed'))
  expect((await refreshOnce(session, optionsFor(broken))).kind).toBe('unavailable')
  expect(await store.sessions.find(session.key)).not.toBeNull()
})

test('invalid_grant because another process was faster is no end', async () => {
  const other = await anotherProcess()
  const refresh = async (): Promise<Tokens> => {
    // The lease ran out, somebody else refreshed, and only then GitLab refused us.
    const lease = { key: session.key, version: 1, owner: 'other' }
    await other.sessions.takeLease(lease, Date.now() + 10_000, Date.now() + 20_000)
    await other.sessions.commitRefresh(lease, tokens(7))
    throw new OAuthFailure('invalid_grant')
  }
  expect(await refreshOnce(session, optionsFor(refresh))).toMatchObject({
    kind: 'refreshed',
    session: { version: 2 },
  })
})

test('signing out during a refresh leaves no session, and the new tokens are revoked', async () => {
  const { refresh } = gitlab({ takesMs: 50 })
  const running = refreshOnce(session, optionsFor(refresh))
  await sleep(20)
  await store.sessions.end(session.key, Date.now())
  expect(await running).toEqual({ kind: 'ended' })
  const queued: string[] = []
  for (let next = await store.revocations.take(Date.now(), Date.now() + 5_000); next; ) {
    queued.push(next.token.unwrap())
    next = await store.revocations.take(Date.now(), Date.now() + 5_000)
  }
  expect(queued.sort()).toEqual([
    'glpat-fake-access-1',
    'glpat-fake-access-2',
    'glpat-fake-refresh-1',
    'glpat-fake-refresh-2',
  ])
})

test('new tokens survive a store that is away for a moment', async () => {
  let isDown = true
  setTimeout(() => {
    isDown = false
  }, 100)
  const commitRefresh: RefresherOptions['sessions']['commitRefresh'] = async (lease, next) => {
    if (isDown) throw new Error('down')
    return store.sessions.commitRefresh(lease, next)
  }
  const options = optionsFor(gitlab().refresh, { sessions: { ...store.sessions, commitRefresh } })
  expect((await refreshOnce(session, options)).kind).toBe('refreshed')
  expect((await stored(session.key)).version).toBe(2)
})

test('nobody waits longer than allowed, and the refresh goes on without them', async () => {
  const { refresh, spent } = gitlab({ takesMs: 200 })
  expect((await refreshOnce(session, optionsFor(refresh, { waitMs: 20 }))).kind).toBe('unavailable')
  await sleep(300)
  expect((await stored(session.key)).version).toBe(2)
  expect(spent).toHaveLength(1)
})

test('a session that is gone has ended', async () => {
  await store.sessions.end(session.key, 0)
  const { refresh, spent } = gitlab()
  expect(await refreshOnce(session, optionsFor(refresh))).toEqual({ kind: 'ended' })
  expect(spent).toEqual([])
})
