import { beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { dayOf } from '#lib/contract/findings/snooze.ts'
import { config } from '#lib/server/config.ts'
import { setFakeEnvironment } from '#lib/server/fake-environment.fixture.ts'
import { signedIn } from '#lib/server/session/signed-in.fixture.ts'
import type { AuditRow } from '#lib/server/store/audit-columns.ts'
import { type Store, store } from '#lib/server/store/store.ts'
import { auditRowsOf, requestOf, type Signed } from '../signed-in-routes.fixture.ts'
import { DELETE } from './snoozes/[id]/route.ts'
import { GET, POST } from './snoozes/route.ts'

const path = 'findings/snoozes'
const key = 'token_old:agent-1/token-4'
const inDays = (days: number) => dayOf(Date.now() + days * 86_400_000)

let kept: Store
let ann: Signed
let bob: Signed
let rows: AuditRow[]

beforeAll(async () => {
  setFakeEnvironment()
  kept = await store()
  rows = auditRowsOf(kept)
  ann = await signedIn({ id: '7', username: 'ann', name: 'Ann', is_admin: false })
  bob = await signedIn({ id: '8', username: 'bob', name: 'Bob', is_admin: false })
})
beforeEach(async () => {
  await kept.snoozes.forgetEnded('9999-12-31')
  rows.length = 0
})

const list = async (who: Signed) =>
  (await GET(requestOf(who, 'GET', path), { params: Promise.resolve({}) })).json()
const create = (who: Signed, body: object) =>
  POST(requestOf(who, 'POST', path, body), { params: Promise.resolve({}) })
const remove = (who: Signed, id: string) =>
  DELETE(requestOf(who, 'DELETE', `${path}/${id}`), { params: Promise.resolve({ id }) })

test('one person snoozes, another sees who, why and until when, and ends it', async () => {
  const until = inDays(30)
  const answer = await create(ann, { key, reason: ' Ticket 4711 ', until })
  expect(answer.status).toBe(201)
  const made = await answer.json()
  expect(made).toMatchObject({
    key,
    reason: 'Ticket 4711',
    until,
    created_by: { id: '7', username: 'ann' },
  })
  expect(await list(bob)).toEqual({ items: [made], complete: true })
  expect((await remove(bob, made.id)).status).toBe(204)
  expect(await list(ann)).toEqual({ items: [], complete: true })
  expect(rows).toMatchObject([
    { phase: 'intent', action: 'snooze.create', actor_name: 'ann', object_name: key },
    { phase: 'outcome', result: 'ok', object_id: made.id },
    { phase: 'intent', action: 'snooze.delete', actor_name: 'bob', object_id: made.id },
    { phase: 'outcome', result: 'ok', object_name: key },
  ])
  const told = JSON.stringify(rows.map(({ changes }) => changes))
  expect(told).toContain('Ticket 4711')
})

test('snoozing again takes the place of the first', async () => {
  await create(ann, { key, reason: 'first', until: inDays(3) })
  await create(bob, { key, reason: 'second', until: inDays(9) })
  expect(await list(ann)).toMatchObject({ items: [{ reason: 'second', until: inDays(9) }] })
})

const refused: [name: string, changed: object, field: string][] = [
  ['no reason', { reason: '  ' }, 'reason'],
  ['a reason without end', { reason: 'x'.repeat(501) }, 'reason'],
  ['a reason that turns the text', { reason: 'a\u202eb' }, 'reason'],
  ['today', { until: inDays(0) }, 'until'],
  ['a day gone by', { until: '2020-01-01' }, 'until'],
  ['more than a year', { until: inDays(367) }, 'until'],
  ['no day', { until: 'soon' }, 'until'],
  ['a day that is none', { until: '2026-02-30' }, 'until'],
  ['an unknown rule', { key: 'nothing:agent-1' }, 'key'],
  ['a key with a name in it', { key: 'token_old:Secret Name' }, 'key'],
]
test.each(refused)('%s is refused', async (_name, changed, field) => {
  const answer = await create(ann, { key, reason: 'fine', until: inDays(1), ...changed })
  expect(await answer.json()).toMatchObject({
    status: 422,
    code: 'validation_failed',
    errors: { [field]: [expect.any(String)] },
  })
  expect(await list(ann)).toMatchObject({ items: [] })
})

test('the farthest day is a year ahead', async () => {
  expect((await create(ann, { key, reason: 'fine', until: inDays(366) })).status).toBe(201)
})

test('what is gone is not found', async () => {
  const answer = await remove(ann, '00000000-0000-4000-8000-000000000000')
  expect(await answer.json()).toMatchObject({ status: 404, code: 'record_not_found' })
  expect((await remove(ann, 'x')).status).toBe(404)
})

test('where nobody may change anything, nobody snoozes, and everybody sees', async () => {
  await create(ann, { key, reason: 'before', until: inDays(3) })
  const { items } = await list(ann)
  const spy = vi.spyOn(config(), 'readOnly', 'get').mockReturnValue(true)
  onTestFinished(() => spy.mockRestore())
  const answer = await create(ann, { key, reason: 'after', until: inDays(3) })
  expect(await answer.json()).toMatchObject({ status: 403, code: 'read_only' })
  expect((await remove(ann, items[0].id)).status).toBe(403)
  expect(await list(ann)).toMatchObject({ items: [{ reason: 'before' }] })
})
