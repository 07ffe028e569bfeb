import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest'
import { setFakeEnvironment } from '#lib/server/fake-environment.fixture.ts'
import { fakeGitLab } from '#lib/server/intents/fake-gitlab.fixture.ts'
import { resolveDue } from '#lib/server/intents/resolver.ts'
import { Secret } from '#lib/server/secret.ts'
import { newSessionId, sessionCookie, sessionKey } from '#lib/server/session/cookie.ts'
import type { AuditRow } from '#lib/server/store/audit-columns.ts'
import { type Store, store } from '#lib/server/store/store.ts'
import { DELETE as dismissRoute } from './intents/[key]/route.ts'
import { GET as noticesRoute } from './intents/route.ts'
import { POST as createRoute } from './projects/[projectId]/agents/[agentId]/tokens/route.ts'
import { postman } from './sent-answer.fixture.ts'
import { GET as sessionRoute } from './session/route.ts'

/** `INTENT_SETTLE_MS` and `INTENT_LEASE_MS` of these tests. */
export const settleMs = 800
export const leaseMs = 600
export let gitlab: Awaited<ReturnType<typeof fakeGitLab>>
export let kept: Store
export let storeFile: string
export let rows: AuditRow[]
export let person: { key: string; cookie: string }
let wire: Awaited<ReturnType<typeof postman>>

/** A fake GitLab, a store and a signed-in person for every test of a file; call it once, at its top. */
export function eachTestSignedIn() {
  beforeAll(async () => {
    gitlab = await fakeGitLab()
    wire = await postman()
    const env = setFakeEnvironment({
      GITLAB_URL: gitlab.url,
      GITLAB_HEADERS_MS: '150',
      GITLAB_READ_MS: '200',
      GITLAB_WRITE_MS: '200',
      INTENT_SECOND_LOOK_MS: '20',
      INTENT_THIRD_LOOK_MS: '60',
      INTENT_LOOK_TIMEOUT_MS: '150',
      INTENT_SETTLE_MS: String(settleMs),
      INTENT_LEASE_MS: String(leaseMs),
      INTENT_RESOLVE_MS: '1',
      INTENT_HOLD_MS: '5000',
    })
    storeFile = (env.STORE_URL ?? '').replace('sqlite:', '')
    kept = await store()
  })
  afterAll(() => {
    wire.close()
    return gitlab.close()
  })
  beforeEach(async () => {
    gitlab.reset()
    rows = []
    person = await signIn(7)
    const append = kept.audit.append
    vi.spyOn(kept.audit, 'append').mockImplementation(async (row) => {
      rows.push(row)
      return append(row)
    })
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    await kept.intents.forget(Number.MAX_SAFE_INTEGER)
    for (const { key } of await kept.sessions.ofUser('7')) await kept.sessions.end(key, 0)
    while ((await kept.revocations.take(Date.now(), Number.MAX_SAFE_INTEGER)) !== null);
  })
}

/** Makes the person with this id the one who asks from now on. */
export async function signInAs(userId: number) {
  person = await signIn(userId)
}

export async function signIn(userId: number) {
  const id = newSessionId()
  const key = sessionKey(id)
  const issuedAt = Date.now()
  await kept.sessions.create(
    {
      key,
      user: { id: String(userId), username: `user${userId}`, name: 'Fake', is_admin: false },
      tokens: {
        access: new Secret('glpat-fake-access'),
        refresh: new Secret('glpat-fake-refresh'),
        issuedAt,
        expiresAt: issuedAt + 7_200_000,
        scopes: ['api'],
      },
    },
    { now: issuedAt, replaces: [], maxPerUser: 5 },
  )
  return { key, cookie: `${sessionCookie}=${id}` }
}

interface Asked {
  key?: string | null
  body?: unknown
  who?: { cookie: string }
  signal?: AbortSignal
}
const request = (path: string, method: string, { key, body, who = person, signal }: Asked) =>
  new Request(`http://localhost:3000${path}`, {
    method,
    headers: {
      Cookie: who.cookie,
      'X-CSRF': '1',
      ...(method === 'GET' ? {} : { Origin: 'http://localhost:3000' }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(key === null || key === undefined ? {} : { 'Idempotency-Key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  })
const told = async (response: Response) => ({
  status: response.status,
  headers: response.headers,
  body: response.status === 204 ? {} : await response.json(),
})
export const good = { name: 'deploy', description: 'rolled out by hand' }
const answerOf = ({ key = randomUUID(), body = good, ...rest }: Asked) => {
  const path = '/api/projects/1/agents/1/tokens'
  const params = Promise.resolve({ projectId: '1', agentId: '1' })
  return createRoute(request(path, 'POST', { key, body, ...rest }), { params })
}
/** Asks for a token, and gives the answer as it arrived. */
export const create = async (asked: Asked = {}) => told(await wire.send(await answerOf(asked)))
/** The same in a process that dies before it sends its answer, or with a connection that breaks on the way. */
export const createUnheard = async (asked: Asked, how: 'dies' | 'breaks') => {
  const answer = await answerOf(asked)
  if (how === 'breaks') await wire.cut(answer)
  return answer.status
}
export const notices = async (who = person) => {
  const response = await noticesRoute(request('/api/intents', 'GET', { who }), {
    params: Promise.resolve({}),
  })
  return (await response.json()).items
}
/** How many of them every page is told. */
export const noticeCount = async (who = person) => {
  const response = await sessionRoute(request('/api/session', 'GET', { who }), {
    params: Promise.resolve({}),
  })
  return (await response.json()).notices
}
export const dismiss = async (key: string) =>
  dismissRoute(request(`/api/intents/${key}`, 'DELETE', {}), { params: Promise.resolve({ key }) })

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
/** Looks at the open intents again and again, as the timer would, until nothing is open any more. */
export async function resolveAll(patienceMs = 3_000) {
  const end = Date.now() + patienceMs
  while (Date.now() < end) {
    await resolveDue()
    const open = await kept.intents.notices('7', Date.now())
    if (open.every(({ state }) => state !== 'sending' && state !== 'unknown')) return
    await pause(20)
  }
}
export const story = () =>
  rows.map(({ action, phase, result }) => [action, phase, result].join(' ').trim())
