import { beforeAll, expect, test } from 'vitest'
import type { AuditPage } from '#lib/contract/audit.ts'
import { setFakeEnvironment } from '#lib/server/fake-environment.fixture.ts'
import { signedIn } from '#lib/server/session/signed-in.fixture.ts'
import { auditRow } from '#lib/server/store/store.fixture.ts'
import { type Store, store } from '#lib/server/store/store.ts'
import { GET } from './audit/route.ts'

let kept: Store
beforeAll(async () => {
  setFakeEnvironment()
  kept = await store()
  for (let index = 0; index < 230; index += 1) {
    await kept.audit.append({
      ...auditRow,
      at_utc: new Date(Date.UTC(2026, 10, 1, 0, index)).toISOString(),
      actor_sub: index % 3 === 0 ? '7' : '8',
      actor_name: index % 3 === 0 ? 'ann' : 'bob',
      changes: index === 229 ? '["name",{"field":"enabled","before":true}]' : null,
    })
  }
})

const signIn = async (id: number, is_admin: boolean) =>
  (await signedIn({ id: String(id), username: `user${id}`, name: 'Fake', is_admin })).cookie

async function read(cookie: string, query = '') {
  const request = new Request(`http://localhost:3000/api/audit${query}`, {
    headers: { Cookie: cookie, 'X-CSRF': '1' },
  })
  const response = await GET(request, { params: Promise.resolve({}) })
  return { status: response.status, body: (await response.json()) as AuditPage & { code?: string } }
}

test('an administrator reads everything, page by page, the newest first', async () => {
  const root = await signIn(1, true)
  const seen: number[] = []
  let query = ''
  for (;;) {
    const { status, body } = await read(root, query)
    expect(status).toBe(200)
    seen.push(...body.items.map(({ seq }) => seq))
    if (body.next_cursor === null) break
    query = `?cursor=${encodeURIComponent(body.next_cursor)}`
  }
  expect(seen).toEqual(Array.from({ length: 230 }, (_, index) => 230 - index))
})

test('a row tells who, what, when and how it ended', async () => {
  const { body } = await read(await signIn(1, true), '?actor=bob')
  expect(body.items[0]).toEqual({
    seq: 230,
    at: '2026-11-01T03:49:00.000Z',
    actor: { id: '8', name: 'bob' },
    auth_mode: 'oauth',
    session: '01234567',
    ip: null,
    action: 'cluster.delete',
    scope: 'instance',
    object: { type: 'cluster', id: '1', name: 'prod' },
    changes: [{ field: 'name' }, { field: 'enabled', before: true }],
    phase: 'intent',
    result: null,
    request_id: 'x',
    gitlab: { status: null, request_id: null },
  })
})

test('everybody else reads what they did themselves, whatever they ask for', async () => {
  const ann = await signIn(7, false)
  expect((await read(ann)).body.items).toHaveLength(77)
  expect((await read(ann, '?actor=ann')).body.items).toHaveLength(77)
  expect((await read(ann, '?actor=bob')).body.items).toEqual([])
})

const bad = [
  '?cursor=1',
  '?cursor=2026_1',
  '?action=everything',
  '?from=yesterday',
  '?actor=',
  '?who=ann',
]
test.each(bad)('%s is refused', async (query) => {
  const { status } = await read(await signIn(1, true), query)
  expect([400, 422]).toContain(status)
})

test('a time with an offset counts in UTC', async () => {
  const { body } = await read(
    await signIn(1, true),
    `?from=${encodeURIComponent('2026-11-01T04:00:00+01:00')}&to=${encodeURIComponent('2026-11-01T03:10:00Z')}`,
  )
  expect(body.items.map(({ at }) => at.slice(11, 16))).toEqual(
    Array.from({ length: 10 }, (_, index) => `03:0${9 - index}`),
  )
})
