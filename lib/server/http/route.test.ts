import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { setFakeEnvironment } from '../fake-environment.fixture.ts'
import { json, type StandIn, standIn } from '../gitlab/stand-in.fixture.ts'
import { ServerProblem } from '../problem.ts'
import { signedIn } from '../session/signed-in.fixture.ts'
import type { AuditRow } from '../store/audit-columns.ts'
import { type Store, store } from '../store/store.ts'
import { otherMethods, unknownRoute } from './other-methods.ts'
import { publicRoute, readRoute, writeRoute } from './route.ts'
import { type Change, putAs, update } from './write-route.fixture.ts'

let gitlab: StandIn
let kept: Store
let appendRow: Store['audit']['append']
let cookie: string
let key: string
const rows: AuditRow[] = []

beforeAll(async () => {
  gitlab = await standIn((response) => json(response, { id: 1 }, 200, { 'X-Request-Id': 'gl-1' }))
  setFakeEnvironment({ GITLAB_URL: gitlab.url })
  kept = await store()
})
afterAll(() => gitlab.close())
beforeEach(async () => {
  ;({ key, cookie } = await signedIn())
  rows.length = 0
  gitlab.seen.length = 0
  appendRow = kept.audit.append
  vi.spyOn(kept.audit, 'append').mockImplementation(async (row) => {
    rows.push(row)
    return appendRow(row)
  })
})
afterEach(() => {
  vi.restoreAllMocks()
})

const put = (change: Change = {}, handler = update) => putAs(cookie, change, handler)

test('a good write is made, with an intent before and an outcome after it', async () => {
  const response = await put()
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(await response.json()).toEqual({ id: 1 })
  expect(gitlab.seen.map(({ method }) => method)).toEqual(['PUT'])
  const common = {
    actor_sub: '7',
    actor_name: 'fake',
    action: 'cluster.update',
    scope: 'group-4',
    object_type: 'cluster',
    object_id: '5',
    changes: '[{"field":"name"},{"field":"token"}]',
    session8: key.slice(0, 8),
    intent_id: response.headers.get('x-request-id'),
  }
  expect(rows).toMatchObject([
    { ...common, phase: 'intent', result: null, object_name: null },
    {
      ...common,
      phase: 'outcome',
      result: 'ok',
      object_name: 'its name',
      upstream_status: 200,
      upstream_request_id: 'gl-1',
    },
  ])
  expect(JSON.stringify(rows)).not.toContain('glagent')
})

/** In the order in which they are looked at: each case is wrong in everything that comes after it, too. */
const wrong: [status: number, code: string, change: Change][] = [
  [403, 'csrf', { headers: { 'X-CSRF': null, 'Content-Type': 'text/plain', Cookie: null } }],
  [415, 'unsupported_media_type', { headers: { 'Content-Type': 'text/plain', Cookie: null } }],
  [401, 'unauthenticated', { headers: { Cookie: null }, params: { scope: 'x', id: 'x' } }],
  [401, 'session_changed', { headers: { 'X-User-Id': '8' }, params: { scope: 'x', id: 'x' } }],
  [404, 'scope_not_found', { params: { scope: 'x', id: 'x' }, body: '{' }],
  [404, 'record_not_found', { params: { scope: 'instance', id: '01' }, body: '{' }],
  [400, 'bad_request', { body: '{' }],
  [413, 'body_too_large', { body: JSON.stringify({ name: 'x'.repeat(70_000) }) }],
  [422, 'validation_failed', { body: '{"name":1}' }],
]
test.each(wrong)('%i %s: nothing reaches GitLab or the trail', async (status, code, change) => {
  const response = await put(change)
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  const problem = await response.json()
  expect(problem).toMatchObject({ type: 'about:blank', status, code })
  expect(problem.request_id).toBe(response.headers.get('x-request-id'))
  expect(gitlab.seen).toEqual([])
  expect(rows).toEqual([])
})

test('a page that shows somebody else reads nothing and ends no session, its own goes on', async () => {
  for (const shown of ['8', '07', '7, 8', 'root', '']) {
    const response = await put({ headers: { 'X-User-Id': shown } })
    expect(await response.json(), shown).toMatchObject({ status: 401, code: 'session_changed' })
    expect(response.headers.get('set-cookie')).toBeNull()
  }
  expect(gitlab.seen).toEqual([])
  expect((await put({ headers: { 'X-User-Id': '7' } })).status).toBe(200)
})

test('without an intent row there is no call', async () => {
  vi.spyOn(kept.audit, 'append').mockRejectedValue(new ServerProblem('store_unavailable'))
  const response = await put()
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ code: 'audit_unavailable' })
  expect(response.headers.get('retry-after')).toBe('5')
  expect(gitlab.seen).toEqual([])
})

test('a lost outcome row does not hide that the change was made', async () => {
  vi.spyOn(kept.audit, 'append')
    .mockImplementationOnce(appendRow)
    .mockRejectedValueOnce(new ServerProblem('store_unavailable'))
  expect((await put()).status).toBe(200)
})

describe('a handler that throws', () => {
  const throwing = (error: unknown) =>
    writeRoute({ audit: { action: 'cluster.update', target: () => ({ type: 'cluster' }) } }, () =>
      Promise.reject(error),
    )
  const unexpected: [name: string, error: unknown][] = [
    ['an error', new TypeError('glpat-fake-secret in a message')],
    ['a text', 'glpat-fake-secret'],
    ['nothing', undefined],
  ]
  test.each(unexpected)('%s is internal and says nothing', async (_, error) => {
    const response = await put({}, throwing(error))
    expect(response.status).toBe(500)
    const text = await response.text()
    expect(JSON.parse(text)).toMatchObject({ code: 'internal', title: 'Internal Server Error' })
    expect(text).not.toContain('glpat')
    expect(rows.at(-1)).toMatchObject({ phase: 'outcome', result: 'internal' })
  })

  test('a problem keeps its fields', async () => {
    const errors = { name: ['has already been taken'] }
    const response = await put({}, throwing(new ServerProblem('validation_failed', { errors })))
    expect(await response.json()).toMatchObject({ status: 422, errors })
    expect(rows.at(-1)).toMatchObject({ result: 'validation_failed' })
  })

  test('reauth_required ends the session', async () => {
    const response = await put({}, throwing(new ServerProblem('reauth_required')))
    expect(response.status).toBe(401)
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-Http-sid=; Max-Age=0/)
    expect(await kept.sessions.find(key)).toBeNull()
  })

  test.each(['store_unavailable', 'busy', 'upstream_failed', 'forbidden'] as const)(
    '%s leaves the session alone',
    async (code) => {
      const response = await put({}, throwing(new ServerProblem(code)))
      expect(response.headers.get('set-cookie')).toBeNull()
      expect(await kept.sessions.find(key)).not.toBeNull()
    },
  )
})

const get = (headers: Record<string, string>, path = '/api/x') =>
  new Request(`http://0.0.0.0:3000${path}`, { headers })
const noParams = { params: Promise.resolve({}) }

test('a read may answer nothing', async () => {
  const handler = readRoute({}, async () => undefined)
  const response = await handler(get({ Cookie: cookie, 'X-CSRF': '1' }), noParams)
  expect(response.status).toBe(204)
  expect(await response.text()).toBe('')
})

test('a public route answers with and without a session, to our page only', async () => {
  const handler = publicRoute(async ({ session }) => ({ name: session?.user.username ?? null }))
  const answer = async (headers: Record<string, string>) =>
    (await handler(get(headers), noParams)).json()
  expect(await answer({ 'X-CSRF': '1' })).toEqual({ name: null })
  expect(await answer({ 'X-CSRF': '1', Cookie: cookie })).toEqual({ name: 'fake' })
  expect(await answer({ Cookie: cookie })).toMatchObject({ code: 'csrf' })
})

test('methods that a route does not have', async () => {
  const others = otherMethods('GET', 'PUT')
  expect(Object.keys(others).sort()).toEqual(['DELETE', 'OPTIONS', 'PATCH', 'POST'])
  const response = await others.POST(get({}), noParams)
  expect(response.status).toBe(405)
  expect(response.headers.get('allow')).toBe('GET, PUT, HEAD')
  expect(Object.keys(otherMethods('POST'))).toContain('HEAD')
})

test('an address that is no route', async () => {
  expect((await unknownRoute.GET(get({ 'X-CSRF': '1' }), noParams)).status).toBe(404)
  expect((await unknownRoute.GET(get({}), noParams)).status).toBe(403)
})
