import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { SessionList } from '#lib/contract/sessions.ts'
import { setFakeEnvironment } from '#lib/server/fake-environment.fixture.ts'
import { signedIn } from '#lib/server/session/signed-in.fixture.ts'
import type { AuditRow } from '#lib/server/store/audit-columns.ts'
import { markOf } from '#lib/server/store/session-list.ts'
import { type Store, store } from '#lib/server/store/store.ts'
import { DELETE as deleteOne } from './sessions/[id]/route.ts'
import { DELETE as deleteAll, GET } from './sessions/route.ts'

let kept: Store
const rows: AuditRow[] = []
type Signed = Awaited<ReturnType<typeof signedIn>>
let root: Signed
let ann: Signed
let ann2: Signed

beforeAll(async () => {
  setFakeEnvironment()
  kept = await store()
  const append = kept.audit.append
  vi.spyOn(kept.audit, 'append').mockImplementation(async (row) => {
    rows.push(row)
    return append(row)
  })
})
beforeEach(async () => {
  await kept.sessionList.endAllOf('everybody', 0)
  const person = { id: '7', username: 'ann', name: 'Ann', is_admin: false }
  const now = Date.now()
  root = await signedIn(
    { id: '1', username: 'root', name: 'Root', is_admin: true },
    { at: now - 3 },
  )
  ann = await signedIn(person, { at: now - 2 })
  ann2 = await signedIn(person, { at: now - 1, ip: '203.0.113.7', userAgent: 'Fake' })
  rows.length = 0
})

const headersOf = ({ cookie }: Signed) => ({
  Cookie: cookie,
  'X-CSRF': '1',
  Origin: 'http://localhost:3000',
})
async function list(who: Signed): Promise<SessionList> {
  const request = new Request('http://localhost:3000/api/sessions', { headers: headersOf(who) })
  return (await GET(request, { params: Promise.resolve({}) })).json()
}
const remove = (who: Signed, id: string) =>
  deleteOne(
    new Request(`http://localhost:3000/api/sessions/${id}`, {
      method: 'DELETE',
      headers: headersOf(who),
    }),
    { params: Promise.resolve({ id }) },
  )
const removeAll = (who: Signed, query = '') =>
  deleteAll(
    new Request(`http://localhost:3000/api/sessions${query}`, {
      method: 'DELETE',
      headers: headersOf(who),
    }),
    { params: Promise.resolve({}) },
  )
const isAlive = async ({ key }: Signed) => (await kept.sessions.find(key)) !== null

test('everybody sees their own, administrators all of them', async () => {
  const own = await list(ann)
  expect(own.complete).toBe(true)
  expect(own.items.map(({ id, current }) => [id, current])).toEqual([
    [markOf(ann2.key), false],
    [markOf(ann.key), true],
  ])
  expect(own.items[0]).toMatchObject({
    user: { id: '7', username: 'ann', name: 'Ann' },
    ip: '203.0.113.7',
    user_agent: 'Fake',
  })
  expect((await list(root)).items).toHaveLength(3)
})

test('one is ended by its person or an administrator, with a row', async () => {
  expect((await remove(ann, markOf(ann2.key))).status).toBe(204)
  expect(await isAlive(ann2)).toBe(false)
  expect(rows).toMatchObject([
    { phase: 'intent', action: 'session.kill', actor_name: 'ann', object_id: markOf(ann2.key) },
    { phase: 'outcome', result: 'ok', object_name: 'ann' },
  ])
  expect((await remove(root, markOf(ann.key))).status).toBe(204)
  expect(await isAlive(ann)).toBe(false)
})

test('ending the session that asks takes its cookie', async () => {
  const answer = await remove(ann, markOf(ann.key))
  expect(answer.headers.get('set-cookie')).toMatch(/^__Host-Http-sid=; Max-Age=0/)
  const other = await remove(ann2, markOf(ann.key))
  expect(other.status).toBe(404)
})

test.each([
  ['somebody else’s', () => markOf(root.key)],
  ['an unknown one', () => '0'.repeat(16)],
  ['a whole key', () => root.key],
  ['no mark', () => 'x'],
])('%s is not found', async (_, mark) => {
  const answer = await remove(ann, mark())
  expect(await answer.json()).toMatchObject({ status: 404, code: 'record_not_found' })
  expect(await isAlive(root)).toBe(true)
})

test('all of one’s own end, with the cookie', async () => {
  const answer = await removeAll(ann)
  expect(answer.status).toBe(204)
  expect(answer.headers.get('set-cookie')).toMatch(/^__Host-Http-sid=; Max-Age=0/)
  expect([await isAlive(ann), await isAlive(ann2), await isAlive(root)]).toEqual([
    false,
    false,
    true,
  ])
  expect(rows.at(-1)).toMatchObject({
    action: 'session.kill_all',
    object_id: 'user/7',
    object_name: 'ann',
    result: 'ok',
  })
})

test('an administrator ends all of a person, nobody else does', async () => {
  const refused = await removeAll(ann, '?user_id=1')
  expect(await refused.json()).toMatchObject({ status: 403, code: 'forbidden' })
  expect(rows.at(-1)).toMatchObject({ phase: 'outcome', result: 'forbidden', object_id: 'user/1' })
  const answer = await removeAll(root, '?user_id=7')
  expect(answer.status).toBe(204)
  expect(answer.headers.get('set-cookie')).toBeNull()
  expect([await isAlive(ann), await isAlive(ann2), await isAlive(root)]).toEqual([
    false,
    false,
    true,
  ])
  for (const query of ['?user_id=0', '?user_id=x', '?all=1']) {
    expect((await removeAll(root, query)).status).toBe(400)
  }
})
