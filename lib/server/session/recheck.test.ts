import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { setFakeEnvironment } from '../fake-environment.fixture.ts'
import { type Answerer, json, type StandIn, standIn } from '../gitlab/stand-in.fixture.ts'
import { ServerProblem } from '../problem.ts'
import { store } from '../store/store.ts'
import { recheckIdentity } from './recheck.ts'
import { openSession, type Session } from './session.ts'
import { signedIn } from './signed-in.fixture.ts'

let gitlab: StandIn
let answer: Answerer
const user = { id: 7, username: 'fake', name: 'Fake', is_admin: true }

beforeAll(async () => {
  gitlab = await standIn((response, seen, count) => answer(response, seen, count))
  setFakeEnvironment({ GITLAB_URL: gitlab.url, RECHECK_TIMEOUT_MS: '300' })
})
afterAll(() => gitlab.close())
beforeEach(() => {
  gitlab.seen.length = 0
  answer = (response) => json(response, user)
})

/** A session of which GitLab said so many seconds ago whose it is. */
async function session(ageS: number): Promise<Session> {
  const { cookie } = await signedIn({ ...user, id: '7' }, { at: Date.now() - ageS * 1000 })
  const opened = await openSession(new Request('http://localhost:3000/', { headers: { cookie } }))
  if (opened === null) throw new Error('no session')
  return opened
}
const recheck = (one: Session, maxAgeS = 60) =>
  recheckIdentity(one, { maxAgeS, requestId: 'req-1' })

test('GitLab is not asked as long as its word is young enough', async () => {
  const one = await session(59)
  expect(await recheck(one)).toBe(one)
  expect(gitlab.seen).toEqual([])
})

test('what GitLab says now counts, here and in the store', async () => {
  answer = (response) => json(response, { id: 7, username: 'new', name: 'New Name' })
  const one = await session(61)
  const now = { id: '7', username: 'new', name: 'New Name', is_admin: false }
  expect((await recheck(one)).user).toEqual(now)
  expect(gitlab.seen.map(({ url }) => url)).toEqual(['/api/v4/user'])
  const stored = await (await store()).sessions.find(one.key)
  expect(stored?.user).toEqual(now)
  expect(Date.now() - (stored?.identifiedAt ?? 0)).toBeLessThan(60_000)
})

test('fifty requests at once ask once', async () => {
  const one = await session(61)
  await Promise.all(Array.from({ length: 50 }, () => recheck(one)))
  expect(gitlab.seen).toHaveLength(1)
})

const final: [name: string, status: number, body: object, cause: string | undefined][] = [
  [
    'a blocked account',
    403,
    { message: '403 Forbidden - Your account has been blocked.' },
    'account_blocked',
  ],
  ['a plain refusal', 403, { message: '403 Forbidden' }, 'forbidden'],
  ['a narrowed access', 403, { error: 'insufficient_scope' }, 'insufficient_scope'],
  ['somebody else’s token', 200, { id: 8, username: 'other', name: 'Other' }, 'session_changed'],
]
test.each(final)('%s asks for a new sign-in', async (_, status, body, cause) => {
  answer = (response) => json(response, body, status)
  const failure = await recheck(await session(61)).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'reauth_required', cause: { code: cause } })
})

const transient: [name: string, answer: Answerer][] = [
  ['500', (response) => json(response, {}, 500)],
  ['429', (response) => json(response, {}, 429)],
  ['404', (response) => json(response, { message: '404 Not Found' }, 404)],
  ['another server’s 403', (response) => response.writeHead(403).end('<html>no</html>')],
  ['a cut connection', (response) => response.destroy()],
  ['no answer', () => undefined],
  ['an answer that is no user', (response) => json(response, { id: 'x' })],
]
describe('signs nobody out:', () => {
  test.each(transient)('%s', async (_, given) => {
    answer = given
    const one = await session(61)
    expect(await recheck(one)).toEqual(one)
    // For a while nobody waits for it again.
    const asked = gitlab.seen.length
    answer = (response) => json(response, user)
    await recheck(one)
    expect(gitlab.seen).toHaveLength(asked)
    expect(await (await store()).sessions.find(one.key)).not.toBeNull()
  })

  test('a store that cannot write', async () => {
    const one = await session(61)
    const { sessions } = await store()
    vi.spyOn(sessions, 'identify').mockRejectedValueOnce(new ServerProblem('store_unavailable'))
    answer = (response) => json(response, { ...user, name: 'New Name' })
    expect((await recheck(one)).user.name).toBe('New Name')
  })
})
