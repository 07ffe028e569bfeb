import { setTimeout as sleep } from 'node:timers/promises'
import { auditRows } from './audit-rows.ts'
import { expect, stackTest, stackTestWith } from './fixtures.ts'
import { type Person, signInOverHttp } from './person.ts'
import type { Stack } from './stack.ts'

const list = '/api/scopes/instance/clusters'
const own = '/api/sessions'
const update = { namespace_per_environment: true, domain: 'new.example.test' }
const write = (person: Person) => person.call('PUT', `${list}/1`, { body: update })
const asked = (gitlab: Stack['gitlab']) => gitlab.control.requests('GET', /\/api\/v4\/user$/)
const dueMs = 1_200

/** GitLab's word is old after a second. */
const test = stackTestWith({ RECHECK_READ_S: '1', RECHECK_WRITE_S: '1', REFRESH_PAUSE_S: '1' })

stackTest('as long as GitLab’s word is young, it is not asked', async ({ stack, gitlab }) => {
  const root = await signInOverHttp(stack, stack.console.origin, 'root')
  await gitlab.control.clearRequests()
  expect((await root.call('GET', list)).status).toBe(200)
  expect((await write(root)).status).toBe(200)
  expect(await asked(gitlab)).toEqual([])
})

test('twenty requests ask once', async ({ stack, gitlab }) => {
  const root = await signInOverHttp(stack, stack.console.origin, 'root')
  await gitlab.control.fault({ method: 'GET', path: '/api/v4/user', mode: 'slow', delay_ms: 300 })
  await sleep(dueMs)
  await gitlab.control.clearRequests()
  await Promise.all(Array.from({ length: 20 }, () => root.call('GET', own)))
  expect(await asked(gitlab)).toHaveLength(1)
})

test('who is no administrator any more sees and ends only what is theirs', async ({
  stack,
  gitlab,
}) => {
  const maintainer = await signInOverHttp(stack, stack.console.origin, 'maintainer')
  const root = await signInOverHttp(stack, stack.console.origin, 'root')
  const all = (await root.call('GET', own)).json<{
    items: { id: string; user: { id: string } }[]
  }>()
  const theirs = all.items.find(({ user }) => user.id === '2')
  expect(theirs).toBeDefined()
  await gitlab.control.user(1, { admin: false })
  await sleep(dueMs)
  const kill = await root.call('DELETE', `${own}/${theirs?.id}`)
  expect(kill.json()).toMatchObject({ status: 404, code: 'record_not_found' })
  const seen = (await root.call('GET', own)).json<{ items: { user: { id: string } }[] }>()
  expect(new Set(seen.items.map(({ user }) => user.id))).toEqual(new Set(['1']))
  expect((await root.call('GET', '/api/session')).json()).toMatchObject({
    user: { is_admin: false },
  })
  expect((await maintainer.call('GET', own)).status).toBe(200)
})

for (const [name, request] of [
  ['reading', (person: Person) => person.call('GET', list)],
  ['reading what only the console knows', (person: Person) => person.call('GET', '/api/audit')],
  ['a change', write],
] as const) {
  test(`whom GitLab blocked is out at ${name}`, async ({ stack, gitlab }) => {
    const root = await signInOverHttp(stack, stack.console.origin, 'root')
    await gitlab.control.user(1, { state: 'blocked' })
    await sleep(dueMs)
    await gitlab.control.clearRequests()
    const answer = await request(root)
    expect(answer.json()).toMatchObject({ status: 401, code: 'reauth_required' })
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-Http-sid=; Max-Age=0/)
    expect(await gitlab.control.requests('PUT')).toEqual([])
    expect((await root.call('GET', '/api/audit')).status).toBe(401)

    await gitlab.control.user(1, { state: 'active' })
    const again = await signInOverHttp(stack, stack.console.origin, 'root')
    const [row] = await auditRows(again, '?action=session.reject')
    expect(row).toMatchObject({ result: 'account_blocked', actor: { name: 'root' } })
    expect(row?.request_id).toBe(answer.headers['x-request-id'])
  })
}

test('a token that belongs to somebody else ends the session', async ({ stack, gitlab }) => {
  const maintainer = await signInOverHttp(stack, stack.console.origin, 'maintainer')
  await gitlab.control.fault({
    method: 'GET',
    path: '/api/v4/user',
    mode: 'status',
    status: 200,
    body: { id: 3, username: 'developer', name: 'Deniz Vester' },
  })
  await sleep(dueMs)
  const answer = await maintainer.call('GET', own)
  expect(answer.json()).toMatchObject({ status: 401, code: 'reauth_required' })
  expect(answer.text).not.toContain('developer')
  await gitlab.control.clearFaults()
  expect((await maintainer.call('GET', own)).status).toBe(401)
  await expect
    .poll(async () => (await gitlab.control.requests('POST', /oauth\/revoke/)).length)
    .toBeGreaterThan(0)
  const root = await signInOverHttp(stack, stack.console.origin, 'root')
  const [row] = await auditRows(root, '?action=session.reject')
  expect(row).toMatchObject({ result: 'session_changed', actor: { name: 'maintainer' } })
})

const faults = [
  ['an error', { mode: 'status', status: 500 }],
  ['too many requests', { mode: 'status', status: 429 }],
  ['a refusal that is not GitLab’s', { mode: 'html', status: 403 }],
  ['no answer', { mode: 'hang' }],
  ['a cut connection', { mode: 'reset' }],
] as const
for (const [name, fault] of faults) {
  test(`${name} instead of GitLab’s word signs nobody out`, async ({ stack, gitlab }) => {
    const root = await signInOverHttp(stack, stack.console.origin, 'root')
    await gitlab.control.fault({ method: 'GET', path: '/api/v4/user', times: 20, ...fault })
    await sleep(dueMs)
    expect((await root.call('GET', list)).status).toBe(200)
    expect((await write(root)).status).toBe(200)
    expect(await asked(gitlab)).not.toEqual([])
    await gitlab.control.clearFaults()
    await sleep(dueMs)
    expect((await root.call('GET', list)).status).toBe(200)
  })
}
