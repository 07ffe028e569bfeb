import { expect, test } from '../behind-nginx.ts'
import { field, fillNewCluster, review, reviewAndSave } from '../cluster-page.ts'
import { Person, signInOverHttp } from '../person.ts'

/** Two consoles behind the nginx of docs/deploy/nginx. */
test.describe.configure({ mode: 'serial' })

const clusters = '/api/scopes/instance/clusters'

test('one of two replicas is killed while a person works: nothing is noticed', async ({
  page,
  signIn,
  replicas,
  gitlab,
}) => {
  await signIn('root', '/instance/clusters/1')
  await field(page, 'Base domain').fill('before.example.test')
  await reviewAndSave(page)
  await expect(page.getByText('shared-prod is saved')).toBeVisible()

  await field(page, 'Base domain').fill('after.example.test')
  const [first] = replicas.running()
  if (first !== undefined) await replicas.kill(first)
  expect(replicas.running()).toHaveLength(1)
  await reviewAndSave(page)
  await expect(review(page)).toBeHidden()
  await expect.poll(async () => (await gitlab.control.requests('PUT')).length).toBe(2)

  await page.goto('/instance/clusters/new')
  await fillNewCluster(page, 'made-by-one')
  await page.getByRole('button', { name: 'Add cluster' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'made-by-one' })).toBeVisible()
  await page.goto('/audit')
  await expect(page.getByText('made-by-one').first()).toBeVisible()
  await expect(page.getByRole('link', { name: 'Sign in with GitLab' })).toHaveCount(0)
})

test('whichever replica is down, each kind of request finds the other, and changes are made once', async ({
  stack,
  replicas,
  gitlab,
}) => {
  const root = await signInOverHttp(stack, replicas.origin, 'root')
  const put = (name: string) =>
    root.call('PUT', `${clusters}/1`, { body: { namespace_per_environment: true, name } })
  for (const index of [0, 1]) {
    await replicas.heal()
    await gitlab.control.clearRequests()
    const one = replicas.running()[index]
    if (one !== undefined) await replicas.kill(one)
    const first = await put('first')
    expect(first.status, first.text).toBe(200)
    for (let i = 0; i < 4; i += 1) expect((await root.call('GET', clusters)).status).toBe(200)
    expect((await put('second')).status).toBe(200)
    expect(await gitlab.control.requests('PUT')).toHaveLength(2)
  }
})

test('a change on its way when its replica dies is not sent again by the other', async ({
  stack,
  replicas,
  gitlab,
}) => {
  const root = await signInOverHttp(stack, replicas.origin, 'root')
  await gitlab.control.fault({ method: 'PUT', path: '/api/v4/admin/clusters/1', mode: 'hang' })
  const before = replicas.running().map((one) => one.output().length)
  const body = { namespace_per_environment: true, name: 'once' }
  const answer = root.call('PUT', `${clusters}/1`, { body })
  await expect.poll(async () => (await gitlab.control.requests('PUT')).length).toBe(1)
  // The line of its audit row tells which one has it.
  const holder = replicas
    .running()
    .find((one, i) => one.output().slice(before[i]).includes('cluster.update'))
  if (holder !== undefined) await replicas.kill(holder)
  expect((await answer).status).toBe(502)
  expect(replicas.running()).toHaveLength(1)
  expect(await gitlab.control.requests('PUT')).toHaveLength(1)
})

test('C18 the trail names the address that nginx saw, not one that the client claims', async ({
  stack,
  replicas,
}) => {
  const root = await signInOverHttp(stack, replicas.origin, 'root')
  const forged = { 'X-Forwarded-For': '1.1.1.1', Forwarded: 'for=1.1.1.1', 'X-Real-IP': '1.1.1.1' }
  const body = { namespace_per_environment: true, name: 'by-address' }
  const answer = await root.call('PUT', `${clusters}/1`, { body, headers: forged })
  expect(answer.status).toBe(200)
  const { items } = (await root.call('GET', '/api/audit?action=cluster.update')).json<{
    items: { ip: string | null; request_id: string }[]
  }>()
  const rows = items.filter(({ request_id }) => request_id === answer.headers['x-request-id'])
  expect(rows.map(({ ip }) => ip)).toEqual(['127.0.0.1', '127.0.0.1'])
})

test('A10 a session that is ended at one replica has ended at the other', async ({
  stack,
  replicas,
}) => {
  const root = await signInOverHttp(stack, replicas.origin, 'root')
  const lost = await signInOverHttp(stack, replicas.origin, 'developer')
  const direct = replicas.running().map(({ origin }) => new Person(origin, lost.cookie))
  expect(direct).toHaveLength(2)
  for (const there of direct) expect((await there.call('GET', '/api/groups')).status).toBe(200)
  const { items } = (await root.call('GET', '/api/sessions')).json<{
    items: { id: string; user: { username: string } }[]
  }>()
  for (const { id, user } of items) {
    if (user.username === 'developer') {
      expect((await root.call('DELETE', `/api/sessions/${id}`)).status).toBe(204)
    }
  }
  for (const there of direct) {
    await expect.poll(async () => (await there.call('GET', '/api/groups')).status).toBe(401)
  }
})
