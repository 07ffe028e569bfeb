import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { setFakeEnvironment } from '../fake-environment.fixture.ts'
import { Secret } from '../secret.ts'
import type { OAuthSession } from '../store/session-row.ts'
import { store } from '../store/store.ts'
import { newSessionId, sessionCookie, sessionKey } from './cookie.ts'
import { openSession, peekSession, sessionEnd } from './session.ts'
import { refreshDueAt } from './token-source.ts'

setFakeEnvironment({ SESSION_IDLE_S: '1800', SESSION_ABSOLUTE_S: '28800' })
const minute = 60_000
const start = Date.now() + 1_000 * minute

const ends: [createdMin: number, usedMin: number, endMin: number][] = [
  [0, 0, 30],
  [0, 100, 130],
  [0, 470, 480],
  [0, 479, 480],
]
test.each(ends)('made at %i, used at %i, ends at %i minutes', (createdMin, usedMin, endMin) => {
  const session = { createdAt: createdMin * minute, usedAt: usedMin * minute }
  expect(sessionEnd(session, { idleS: 1_800, absoluteS: 28_800 })).toBe(endMin * minute)
})

describe('a stored session', () => {
  let id: string
  beforeEach(async () => {
    // Ahead of the monotonic clock, so that the fake one rules.
    vi.useFakeTimers({ toFake: ['Date'], now: start })
    id = newSessionId()
    const { sessions } = await store()
    const tokens = {
      access: new Secret('glpat-fake-access'),
      refresh: new Secret('glpat-fake-refresh'),
      issuedAt: start,
      expiresAt: start + 120 * minute,
      scopes: ['read_api'],
    }
    const user = { id: '1', username: 'root', name: 'Root', is_admin: true }
    await sessions.create(
      { key: sessionKey(id), user, tokens },
      { now: start, replaces: [], maxPerUser: 5 },
    )
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const at = async (minutes: number, headers: Record<string, string> = {}) => {
    vi.setSystemTime(start + minutes * minute)
    const cookie = `${sessionCookie}=${id}`
    return openSession(new Request('http://localhost:3000/', { headers: { cookie, ...headers } }))
  }

  test('J11 does not live longer when the clock is set back: made later than now it is nobody’s', async () => {
    expect(await at(-1)).not.toBeNull()
    expect(await at(-60)).toBeNull()
    expect(await at(1)).not.toBeNull()
  })

  test('is opened with what it is about', async () => {
    expect(await at(1)).toMatchObject({
      key: sessionKey(id),
      user: { username: 'root' },
      role: 'admin',
      mayWrite: false,
      expiresAt: new Date(start + 31 * minute),
    })
  })
  test('ends after half an hour without use', async () => {
    expect(await at(29)).not.toBeNull()
    expect(await at(58)).not.toBeNull()
    expect(await at(88)).toBeNull()
  })
  test('is not kept alive by requests that no person caused', async () => {
    expect(await at(20, { 'X-Background': '1' })).not.toBeNull()
    expect(await at(30)).toBeNull()
  })
  test('is not kept alive by a page that shows somebody else', async () => {
    expect(await at(20, { 'X-User-Id': '2' })).not.toBeNull()
    expect(await at(29, { 'X-User-Id': '1' })).not.toBeNull()
    expect(await at(58, { 'X-User-Id': '2' })).not.toBeNull()
    expect(await at(59)).toBeNull()
  })
  test('is not kept alive by looking who it would be', async () => {
    vi.setSystemTime(start + 20 * minute)
    const cookie = `${sessionCookie}=${id}`
    const request = new Request('http://localhost:3000/', { headers: { cookie } })
    expect(await peekSession(request)).toMatchObject({ user: { username: 'root' } })
    expect(await at(30)).toBeNull()
  })
  test('ends after eight hours in spite of use', async () => {
    for (let minutes = 20; minutes < 480; minutes += 20) expect(await at(minutes)).not.toBeNull()
    expect(await at(480)).toBeNull()
  })
})

const due: [name: string, key: string, lifeS: number, dueBeforeEndS: number][] = [
  ['in the middle', '7fff', 7_200, 300],
  ['the earliest', 'ffff', 7_200, 330],
  ['the latest', '0000', 7_200, 270],
  ['of a short life', 'ffff', 60, 30],
]
test.each(due)('the moment to refresh: %s', (_, key, lifeS, dueBeforeEndS) => {
  const session = {
    key: key.padEnd(64, '0'),
    tokens: { issuedAt: 0, expiresAt: lifeS * 1_000 },
  } as OAuthSession
  const at = refreshDueAt(session, { beforeS: 300, jitterS: 30 })
  expect(Math.round((lifeS * 1_000 - at) / 1_000)).toBe(dueBeforeEndS)
})
