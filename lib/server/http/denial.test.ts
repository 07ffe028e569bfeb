import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { config } from '../config.ts'
import { setFakeEnvironment } from '../fake-environment.fixture.ts'
import { json, type StandIn, standIn } from '../gitlab/stand-in.fixture.ts'
import { ServerProblem } from '../problem.ts'
import { signedIn } from '../session/signed-in.fixture.ts'
import type { AuditRow } from '../store/audit-columns.ts'
import { type Store, store } from '../store/store.ts'
import { readRoute, writeRoute } from './route.ts'
import { type Change, putAs, update } from './write-route.fixture.ts'

let gitlab: StandIn
let kept: Store
let signed: Awaited<ReturnType<typeof signedIn>>
const rows: AuditRow[] = []

beforeAll(async () => {
  gitlab = await standIn((response) => json(response, { id: 1 }))
  setFakeEnvironment({ GITLAB_URL: gitlab.url })
  kept = await store()
})
afterAll(() => gitlab.close())
beforeEach(async () => {
  signed = await signedIn()
  rows.length = 0
  gitlab.seen.length = 0
  const append = kept.audit.append
  vi.spyOn(kept.audit, 'append').mockImplementation(async (row) => {
    rows.push(row)
    return append(row)
  })
})
afterEach(() => {
  vi.restoreAllMocks()
})

const put = (change: Change = {}, handler = update) => putAs(signed.cookie, change, handler)

test('a request that is not from our page leaves a row when somebody is signed in, and keeps nobody signed in', async () => {
  const before = (await kept.sessions.find(signed.key))?.usedAt
  expect((await put({ headers: { 'X-CSRF': null } })).status).toBe(403)
  expect(rows).toMatchObject([
    {
      phase: 'denied',
      result: 'csrf',
      actor_name: 'fake',
      session8: signed.key.slice(0, 8),
      action: 'cluster.update',
      object_type: 'cluster',
      object_id: null,
    },
  ])
  const read = readRoute({}, async () => undefined)
  const forged = new Request('http://0.0.0.0:3000/api/y?token=x', {
    headers: { Cookie: signed.cookie },
  })
  expect((await read(forged, { params: Promise.resolve({}) })).status).toBe(403)
  expect(rows[1]).toMatchObject({
    phase: 'denied',
    action: 'request.make',
    object_type: 'request',
    object_name: 'GET /api/y',
  })
  expect((await kept.sessions.find(signed.key))?.usedAt).toBe(before)
})

test('a refusal stands when its row cannot be written', async () => {
  vi.spyOn(kept.audit, 'append').mockRejectedValue(new ServerProblem('store_unavailable'))
  expect((await put({ headers: { 'X-CSRF': null } })).status).toBe(403)
})

describe('switched to reading for everybody', () => {
  beforeEach(() => {
    vi.spyOn(config(), 'readOnly', 'get').mockReturnValue(true)
  })

  test('a write is refused before any call, with one row that says what it was', async () => {
    const response = await put()
    expect(await response.json()).toMatchObject({ status: 403, code: 'read_only' })
    expect(gitlab.seen).toEqual([])
    expect(rows).toMatchObject([
      { phase: 'denied', result: 'read_only', action: 'cluster.update', object_id: '5' },
    ])
  })
  test('whether the rest of it is right makes no difference', async () => {
    for (const change of [{ body: '{' }, { params: { scope: 'x', id: 'x' } }]) {
      expect(await (await put(change)).json()).toMatchObject({ code: 'read_only' })
    }
    expect(rows).toMatchObject([{ object_type: 'cluster' }, { object_type: 'cluster' }])
  })
  test('what needs no right to write is done', async () => {
    const own = writeRoute(
      { needs: 'session', audit: { action: 'session.end', target: () => ({ type: 'session' }) } },
      async () => undefined,
    )
    expect((await put({}, own)).status).toBe(204)
    expect(rows.map(({ phase }) => phase)).toEqual(['intent', 'outcome'])
  })
})
