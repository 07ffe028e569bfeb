import { DatabaseSync } from 'node:sqlite'
import { auditRows } from './audit-rows.ts'
import { expect, stackTestWith } from './fixtures.ts'
import { type Person, signInOverHttp } from './person.ts'
import type { Stack } from './stack.ts'

interface Entry {
  id: string
  user: { id: string; username: string }
  created_at: string
  expires_at: string
  ip: string | null
  user_agent: string | null
  current: boolean
}

const test = stackTestWith({ CLIENT_IP_HOPS: '1', STORE_BUSY_MS: '100' })
const path = '/api/sessions'
const listOf = async (person: Person) =>
  (await person.call('GET', path)).json<{ items: Entry[]; complete: boolean }>().items
const currentOf = async (person: Person) =>
  (await listOf(person)).find(({ current }) => current)?.id ?? ''
const isIn = async (person: Person) =>
  (await person.call('GET', '/api/session')).json<{ authenticated: boolean }>().authenticated

const signIn = (stack: Stack, username: Parameters<typeof signInOverHttp>[2]) =>
  signInOverHttp(stack, stack.console.origin, username, {
    'X-Forwarded-For': '198.51.100.1, 203.0.113.7',
    'User-Agent': `Fake Browser ${'x'.repeat(300)}`,
  })

test('a person sees their own sessions, from where they came and with which browser', async ({
  stack,
  gitlab: _reset,
}) => {
  const first = await signIn(stack, 'developer')
  const second = await signIn(stack, 'developer')
  const items = await listOf(second)
  expect(new Set(items.map(({ user }) => user.username))).toEqual(new Set(['developer']))
  expect(items.filter(({ current }) => current)).toHaveLength(1)
  expect(items.find(({ current }) => current)).toMatchObject({
    ip: '203.0.113.7',
    user_agent: `Fake Browser ${'x'.repeat(187)}`,
  })
  expect(await currentOf(first)).not.toBe(await currentOf(second))
  const text = (await second.call('GET', path)).text
  expect(text).not.toContain(second.cookie.split('=')[1])
  for (const { id } of items) expect(id).toMatch(/^[0-9a-f]{16}$/)
})

test('one of one’s own sessions is ended elsewhere, and its tokens are revoked', async ({
  stack,
  gitlab,
}) => {
  const lost = await signIn(stack, 'developer')
  const here = await signIn(stack, 'developer')
  expect((await here.call('DELETE', `${path}/${await currentOf(lost)}`)).status).toBe(204)
  expect(await isIn(lost)).toBe(false)
  expect(await isIn(here)).toBe(true)
  await expect
    .poll(async () => (await gitlab.control.requests('POST', /oauth\/revoke/)).length)
    .toBeGreaterThan(1)
  expect((await auditRows(here))[0]).toMatchObject({
    action: 'session.kill',
    result: 'ok',
    object: { type: 'session', name: 'developer' },
  })
})

test('nobody ends somebody else’s, except an administrator', async ({ stack, gitlab: _reset }) => {
  const root = await signIn(stack, 'root')
  const maintainer = await signIn(stack, 'maintainer')
  const refused = await maintainer.call('DELETE', `${path}/${await currentOf(root)}`)
  expect(refused.json()).toMatchObject({ status: 404, code: 'record_not_found' })
  const all = await maintainer.call('DELETE', `${path}?user_id=1`)
  expect(all.json()).toMatchObject({ status: 403, code: 'forbidden' })
  expect(await isIn(root)).toBe(true)

  expect((await listOf(root)).map(({ user }) => user.username)).toContain('maintainer')
  expect((await root.call('DELETE', `${path}/${await currentOf(maintainer)}`)).status).toBe(204)
  expect(await isIn(maintainer)).toBe(false)
})

test('signing out everywhere ends this session too', async ({ stack, gitlab: _reset }) => {
  const one = await signIn(stack, 'reporter')
  const two = await signIn(stack, 'reporter')
  const other = await signIn(stack, 'guest')
  const answer = await one.call('DELETE', path)
  expect(answer.status).toBe(204)
  expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-Http-sid=; Max-Age=0/)
  expect([await isIn(one), await isIn(two), await isIn(other)]).toEqual([false, false, true])
})

test('an administrator ends all sessions of a person', async ({ stack, gitlab: _reset }) => {
  const guest = await signIn(stack, 'guest')
  const root = await signIn(stack, 'root')
  expect((await root.call('DELETE', `${path}?user_id=5`)).status).toBe(204)
  expect([await isIn(guest), await isIn(root)]).toEqual([false, true])
  expect((await auditRows(root, '?action=session.kill_all'))[0]).toMatchObject({
    result: 'ok',
    object: { type: 'session', id: 'user/5', name: 'guest' },
  })
})

for (const bad of ['/x', '/0', `/${'0'.repeat(64)}`, '?user_id=0', '?user_id=a', '?all=true']) {
  test(`${bad} is refused`, async ({ stack, gitlab: _reset }) => {
    const person = await signIn(stack, 'outsider')
    const { status } = await person.call('DELETE', `${path}${bad}`)
    expect([400, 404]).toContain(status)
    expect(await isIn(person)).toBe(true)
  })
}

test('while the store cannot be written, signing out says so and takes no cookie', async ({
  stack,
  gitlab: _reset,
}) => {
  const person = await signIn(stack, 'outsider')
  const file = stack.store.env.STORE_URL?.replace('sqlite:', '') ?? ''
  const database = new DatabaseSync(file, { timeout: 5_000 })
  try {
    database.exec('BEGIN IMMEDIATE')
    for (const [method, address] of [
      ['POST', '/auth/logout'],
      ['DELETE', path],
    ] as const) {
      const answer = await person.call(method, address)
      expect(answer.status).toBe(503)
      expect(answer.json()).toMatchObject({ code: 'audit_unavailable', retry_after: 5 })
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
    // Reading goes on.
    expect(await isIn(person)).toBe(true)
    database.exec('ROLLBACK')
  } finally {
    database.close()
  }
  expect((await person.call('POST', '/auth/logout')).status).toBe(204)
  expect(await isIn(person)).toBe(false)
})
