import { send } from '../person.ts'
import { AssertedPerson, claimsOf, enter, jwtHeader } from '../sso-stack.ts'
import type { Stack } from '../stack.ts'
import { expect, test } from './sso-stack-fixture.ts'

const clusters = '/api/scopes/instance/clusters'

interface Row {
  action: string
  phase: string
  result: string | null
  actor: { id: string; name: string }
  auth_mode: string
}
async function rowsOf(stack: Stack, query = ''): Promise<Row[]> {
  const ann = await enter(stack, 'ann')
  return (await ann.call('GET', `/api/audit${query}`)).json<{ items: Row[] }>().items
}

test('K10 whom neither list names gets in nowhere, asks GitLab nothing, and leaves one row', async ({
  stack,
  gitlab,
}) => {
  const { origin } = stack.console
  const ann = await enter(stack, 'ann')
  const jwt = await gitlab.control.sign(claimsOf('mallory', { email: 'mallory@corp.example' }))
  const mallory = new AssertedPerson(origin, ann.cookie, jwt)
  await gitlab.control.clearRequests()
  for (const path of ['/api/session', clusters, '/api/instance', '/api/audit', '/api/sessions']) {
    const answer = await mallory.call('GET', path)
    expect(answer.json(), path).toMatchObject({ status: 403, code: 'not_allowed' })
  }
  const write = await mallory.call('DELETE', `${clusters}/1`)
  expect(write.json()).toMatchObject({ status: 403, code: 'not_allowed' })
  for (const path of ['/auth/login', '/auth/callback']) {
    const page = await send('GET', `${origin}${path}`, { [jwtHeader]: jwt })
    expect(page.status, path).toBe(403)
    expect(page.headers['set-cookie']).toBeUndefined()
    expect(page.text).toContain('You are not on the list')
  }
  expect(await gitlab.control.requests()).toEqual([])
  const rows = (await rowsOf(stack)).filter(({ actor }) => actor.id === 'mallory')
  expect(rows).toEqual([
    expect.objectContaining({
      action: 'session.start',
      phase: 'denied',
      result: 'not_allowed',
      actor: { id: 'mallory', name: 'mallory@corp.example' },
      auth_mode: 'proxy-jwt',
    }),
  ])
})

const people: [who: string, claims: Record<string, unknown>, role: 'admin' | 'viewer' | null][] = [
  ['a subject', { sub: 'ann' }, 'admin'],
  ['a subject in capitals', { sub: 'Ann' }, null],
  ['a viewer', { sub: 'vic' }, 'viewer'],
  ['an address as it is listed', { sub: 'x', email: 'Boss@Corp.example' }, 'admin'],
  ['an address in small letters', { sub: 'x', email: 'boss@corp.example' }, 'admin'],
  ['an address in capitals', { sub: 'x', email: 'BOSS@CORP.EXAMPLE' }, 'admin'],
  ['a Cyrillic letter', { sub: 'x', email: 'bоss@corp.example' }, null],
  ['a dot behind it', { sub: 'x', email: 'boss@corp.example.' }, null],
  ['a space behind it', { sub: 'x', email: 'boss@corp.example ' }, null],
  ['two addresses in one', { sub: 'x', email: 'boss@corp.example,root@corp.example' }, null],
  ['several addresses', { sub: 'x', email: ['boss@corp.example'] }, null],
  [
    'an address that is not verified',
    { sub: 'x', email: 'boss@corp.example', email_verified: false },
    null,
  ],
  ['a group', { sub: 'x', groups: ['everybody', 'platform-admins'] }, 'admin'],
  ['a group alone', { sub: 'x', groups: 'developers' }, 'viewer'],
  ['the greater of two roles', { sub: 'vic', groups: ['platform-admins'] }, 'admin'],
  ['a group in capitals', { sub: 'x', groups: ['Platform-Admins'] }, null],
  ['a group that is called like a person', { sub: 'x', groups: ['ann'] }, null],
  ['a person who is called like a group', { sub: 'group:platform-admins' }, null],
  ['a group of a group', { sub: 'x', groups: ['group:platform-admins'] }, null],
]
for (const [who, claims, role] of people) {
  test(`K11 ${who}: ${role ?? 'nobody'}`, async ({ stack, gitlab }) => {
    const { sub, ...rest } = claims
    const jwt = await gitlab.control.sign(claimsOf(String(sub), rest))
    const { origin } = stack.console
    const answer = await send('GET', `${origin}/auth/login`, { [jwtHeader]: jwt })
    expect(answer.status).toBe(role === null ? 403 : 303)
    if (role === null) return
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
    const session = await new AssertedPerson(origin, cookie, jwt).call('GET', '/api/session')
    expect(session.json()).toMatchObject({ authenticated: true, mode: 'proxy-jwt', role })
  })
}

test('K11 a viewer may look and not change, an administrator may', async ({ stack, gitlab }) => {
  const vic = await enter(stack, 'vic')
  expect((await vic.call('GET', clusters)).status).toBe(200)
  await gitlab.control.clearRequests()
  const refused = await vic.call('DELETE', `${clusters}/1`)
  expect(refused.json()).toMatchObject({ status: 403, code: 'viewer' })
  expect(await gitlab.control.requests()).toEqual([])
  const ann = await enter(stack, 'ann')
  expect((await ann.call('DELETE', `${clusters}/1`)).status).toBe(204)
})

test('K13 the audit trail names the person, GitLab sees the service account', async ({
  stack,
  gitlab,
}) => {
  const boss = await enter(stack, 'subject-7', { email: 'boss@corp.example', name: 'The Boss' })
  await gitlab.control.clearRequests()
  const agent = await boss.call('POST', '/api/projects/1/agents', { body: { name: 'by-boss' } })
  expect(agent.status).toBe(201)
  const seen = await gitlab.control.requests('POST', /cluster_agents/)
  expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer glpat-root-admin'])
  expect(Object.keys(seen[0]?.headers ?? {})).not.toContain('sudo')
  const rows = await rowsOf(stack, '?action=agent.register')
  expect(
    rows.slice(0, 2).map(({ phase, actor, auth_mode }) => ({ phase, actor, auth_mode })),
  ).toEqual(
    ['outcome', 'intent'].map((phase) => ({
      phase,
      actor: { id: 'subject-7', name: 'boss@corp.example' },
      auth_mode: 'proxy-jwt',
    })),
  )
})

test('K13 a session is good for the person whom the SSO asserts, and for nobody else', async ({
  stack,
}) => {
  const ann = await enter(stack, 'ann')
  const vic = await enter(stack, 'vic')
  const mixed = new AssertedPerson(ann.origin, ann.cookie, vic.jwt)
  expect((await mixed.call('GET', clusters)).status).toBe(401)
  expect((await mixed.call('GET', '/api/session')).json()).toMatchObject({ authenticated: false })
  expect((await ann.call('GET', clusters)).status).toBe(200)
  const shown = { 'X-User-Id': encodeURIComponent('sso:ann') }
  expect((await ann.call('GET', clusters, { headers: shown })).status).toBe(200)
  const other = await vic.call('GET', clusters, { headers: shown })
  expect(other.json()).toMatchObject({ status: 401, code: 'session_changed' })
})

test('K13 a lost token of somebody who left is settled by the service token, in their name', async ({
  stack,
  gitlab: { control },
}) => {
  const tokens = '/api/projects/1/agents/3/tokens'
  const boss = await enter(stack, 'subject-8', { email: 'boss@corp.example' })
  const upstream = '/api/v4/projects/1/cluster_agents/3/tokens*'
  await control.fault({ method: 'POST', path: upstream, mode: 'reset', when: 'after', times: 1 })
  await control.fault({ method: 'GET', path: upstream, mode: 'status', status: 500 })
  const lost = await boss.call('POST', tokens, {
    body: { name: 'lost', description: '' },
    headers: { 'Idempotency-Key': crypto.randomUUID() },
  })
  expect(lost.json()).toMatchObject({ status: 502, code: 'outcome_unknown' })
  expect((await boss.call('POST', '/auth/logout')).status).toBe(204)
  await control.clearFaults()
  const ann = await enter(stack, 'ann')
  const names = async () =>
    (await ann.call('GET', tokens)).json<{ items: { name: string }[] }>().items
  await expect.poll(names, { timeout: 15_000 }).toEqual([])
  const rows = await rowsOf(stack, '?action=agent_token.revoke')
  expect(rows[0]).toMatchObject({
    actor: { id: 'subject-8', name: 'boss@corp.example' },
    result: 'ok',
  })
})
