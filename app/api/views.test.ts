import { beforeAll, beforeEach, expect, test } from 'vitest'
import { maxViews } from '#lib/contract/view.ts'
import { setFakeEnvironment } from '#lib/server/fake-environment.fixture.ts'
import { signedIn } from '#lib/server/session/signed-in.fixture.ts'
import type { AuditRow } from '#lib/server/store/audit-columns.ts'
import { type Store, store } from '#lib/server/store/store.ts'
import { auditRowsOf, requestOf, type Signed } from './signed-in-routes.fixture.ts'
import { DELETE } from './views/[id]/route.ts'
import { GET, POST } from './views/route.ts'

const path = 'views'
const view = { name: 'lost agents', query: 'status=not_connected&sort=-last_contact' }

let kept: Store
let ann: Signed
let bob: Signed
let rows: AuditRow[]

beforeAll(async () => {
  setFakeEnvironment()
  kept = await store()
  rows = auditRowsOf(kept)
  ann = await signedIn({ id: '7', username: 'ann', name: 'Ann', is_admin: false })
  bob = await signedIn({ id: '8', username: 'bob', name: 'Bob', is_admin: true })
})
beforeEach(async () => {
  for (const user of ['7', '8']) {
    for (const { id } of await kept.views.list(user, maxViews)) await kept.views.remove(id, user)
  }
  rows.length = 0
})

const list = async (who: Signed) =>
  (await GET(requestOf(who, 'GET', path), { params: Promise.resolve({}) })).json()
const create = (who: Signed, body: object) =>
  POST(requestOf(who, 'POST', path, body), { params: Promise.resolve({}) })
const remove = (who: Signed, id: string) =>
  DELETE(requestOf(who, 'DELETE', `${path}/${id}`), { params: Promise.resolve({ id }) })

test('a view is saved, listed and deleted, with its rows on the audit trail', async () => {
  const answer = await create(ann, view)
  expect(answer.status).toBe(201)
  const made = await answer.json()
  expect(made).toMatchObject(view)
  expect(await list(ann)).toEqual({ items: [made], complete: true })
  expect((await remove(ann, made.id)).status).toBe(204)
  expect(await list(ann)).toEqual({ items: [], complete: true })
  expect(rows).toMatchObject([
    { phase: 'intent', action: 'view.create', actor_name: 'ann', object_name: view.name },
    { phase: 'outcome', result: 'ok', object_id: made.id },
    { phase: 'intent', action: 'view.delete', object_id: made.id },
    { phase: 'outcome', result: 'ok', object_name: view.name },
  ])
})

test('is nobody else’s, administrators included', async () => {
  const { id } = await (await create(ann, view)).json()
  expect((await list(bob)).items).toEqual([])
  expect((await remove(bob, id)).status).toBe(404)
  expect((await list(ann)).items).toHaveLength(1)
})

test('under the same name takes the place of the first', async () => {
  await create(ann, view)
  await create(ann, { ...view, query: 'q=x' })
  expect((await list(ann)).items).toMatchObject([{ name: view.name, query: 'q=x' }])
})

test('more than a person may have are refused, with the reason at the name', async () => {
  for (let index = 0; index < maxViews; index += 1) {
    const row = { id: `view-${index}`, user_id: '7', name: `view ${index}`, query: '' }
    await kept.views.put({ ...row, created_at: 1 }, maxViews)
  }
  const answer = await create(ann, { ...view, name: 'one more' })
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({ errors: { name: ['validation.views_full'] } })
})

test('what is no view is refused', async () => {
  expect((await create(ann, { ...view, query: 'a#b' })).status).toBe(422)
  expect((await create(ann, { ...view, owner: '8' })).status).toBe(422)
  expect((await remove(ann, 'no-id')).status).toBe(404)
})
