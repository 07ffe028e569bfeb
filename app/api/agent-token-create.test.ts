import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { setFakeEnvironment } from '#lib/server/fake-environment.fixture.ts'
import { json } from '#lib/server/gitlab/stand-in.fixture.ts'
import { fakeGitLab, faults, secretOf } from '#lib/server/intents/fake-gitlab.fixture.ts'
import { resolveDue } from '#lib/server/intents/resolver.ts'
import { ServerProblem } from '#lib/server/problem.ts'
import { Secret } from '#lib/server/secret.ts'
import { newSessionId, sessionCookie, sessionKey } from '#lib/server/session/cookie.ts'
import { endSession } from '#lib/server/session/session.ts'
import type { AuditRow } from '#lib/server/store/audit-rows.ts'
import { type Store, store } from '#lib/server/store/store.ts'
import { DELETE as dismissRoute } from './intents/[key]/route.ts'
import { GET as noticesRoute } from './intents/route.ts'
import { POST as createRoute } from './projects/[projectId]/agents/[agentId]/tokens/route.ts'

const settleMs = 800
let gitlab: Awaited<ReturnType<typeof fakeGitLab>>
let kept: Store
let storeFile: string
let rows: AuditRow[]
let person: { key: string; cookie: string }

beforeAll(async () => {
  gitlab = await fakeGitLab()
  const env = setFakeEnvironment({
    GITLAB_URL: gitlab.url,
    GITLAB_HEADERS_MS: '150',
    GITLAB_READ_MS: '200',
    GITLAB_WRITE_MS: '200',
    INTENT_SECOND_LOOK_MS: '20',
    INTENT_THIRD_LOOK_MS: '60',
    INTENT_LOOK_TIMEOUT_MS: '150',
    INTENT_SETTLE_MS: String(settleMs),
    INTENT_LEASE_MS: '600',
    INTENT_RESOLVE_MS: '1',
    INTENT_HOLD_MS: '5000',
  })
  storeFile = (env.STORE_URL ?? '').replace('sqlite:', '')
  kept = await store()
})
afterAll(() => gitlab.close())
beforeEach(async () => {
  gitlab.reset()
  rows = []
  person = await signIn(7)
  const append = kept.audit.append
  vi.spyOn(kept.audit, 'append').mockImplementation(async (row) => {
    rows.push(row)
    await append(row)
  })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await kept.intents.forget(Number.MAX_SAFE_INTEGER)
  for (const { key } of await kept.sessions.ofUser(7)) await kept.sessions.end(key, 0)
  while ((await kept.revocations.take(Date.now(), Number.MAX_SAFE_INTEGER)) !== null);
})

async function signIn(userId: number) {
  const id = newSessionId()
  const key = sessionKey(id)
  const issuedAt = Date.now()
  await kept.sessions.create(
    {
      key,
      user: { id: userId, username: `user${userId}`, name: 'Fake', is_admin: false },
      tokens: {
        access: new Secret('glpat-fake-access'),
        refresh: new Secret('glpat-fake-refresh'),
        issuedAt,
        expiresAt: issuedAt + 7_200_000,
        scopes: ['api'],
      },
    },
    { now: issuedAt, replaces: [], maxPerUser: 5 },
  )
  return { key, cookie: `${sessionCookie}=${id}` }
}

interface Asked {
  key?: string | null
  body?: unknown
  who?: { cookie: string }
  signal?: AbortSignal
}
const request = (path: string, method: string, { key, body, who = person, signal }: Asked) =>
  new Request(`http://localhost:3000${path}`, {
    method,
    headers: {
      Cookie: who.cookie,
      'X-CSRF': '1',
      ...(method === 'GET' ? {} : { Origin: 'http://localhost:3000' }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(key === null || key === undefined ? {} : { 'Idempotency-Key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  })
const told = async (response: Response) => ({
  status: response.status,
  headers: response.headers,
  body: response.status === 204 ? {} : await response.json(),
})
const good = { name: 'deploy', description: 'rolled out by hand' }
const create = async ({ key = randomUUID(), body = good, ...rest }: Asked = {}) => {
  const path = '/api/projects/1/agents/1/tokens'
  const params = Promise.resolve({ projectId: '1', agentId: '1' })
  return told(await createRoute(request(path, 'POST', { key, body, ...rest }), { params }))
}
const notices = async (who = person) => {
  const response = await noticesRoute(request('/api/intents', 'GET', { who }), {
    params: Promise.resolve({}),
  })
  return (await response.json()).items
}
const dismiss = async (key: string) =>
  dismissRoute(request(`/api/intents/${key}`, 'DELETE', {}), { params: Promise.resolve({ key }) })

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
/** Looks at the open intents again and again, as the timer would, until nothing is open any more. */
async function resolveAll(patienceMs = 3_000) {
  const end = Date.now() + patienceMs
  while (Date.now() < end) {
    await resolveDue()
    const open = await kept.intents.notices(7)
    if (open.every(({ state }) => state !== 'sending' && state !== 'unknown')) return
    await pause(20)
  }
}
const story = () =>
  rows.map(({ action, phase, result }) => [action, phase, result].join(' ').trim())

describe('a token that GitLab makes', () => {
  test('is answered once with its secret, which is kept nowhere', async () => {
    const key = randomUUID()
    const answer = await create({ key })
    expect(answer.status).toBe(201)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.body).toMatchObject({
      id: 1,
      token: secretOf(1),
      last_used_at: null,
      console: { last_use_known: true, created_by: { id: 7 } },
    })
    expect(gitlab.tokensNow()).toEqual([
      expect.objectContaining({
        description: expect.stringMatching(/^rolled out by hand \[intent:[0-9a-f]{8}\]$/),
      }),
    ])
    const again = await create({ key })
    expect(again).toMatchObject({ status: 409, body: { code: 'already_completed', token_id: 1 } })
    expect(gitlab.posts()).toHaveLength(1)
    expect(story()).toEqual([
      'agent_token.create intent',
      'agent_token.create outcome ok',
      'agent_token.create intent',
      'agent_token.create outcome already_completed',
    ])
    expect(await notices()).toEqual([])
    const written = ['', '-wal'].map((end) => readFileSync(storeFile + end, 'latin1')).join()
    expect(written).not.toContain('glagent-')
    expect(JSON.stringify(rows)).not.toContain('glagent-')
  })

  test('gets a tag alone when it has no description', async () => {
    await create({ body: { name: 'x', description: '' } })
    expect(gitlab.tokensNow()[0]?.description).toMatch(/^\[intent:[0-9a-f]{8}\]$/)
  })

  test('is made once, however many ask with the same key', async () => {
    const key = randomUUID()
    const answers = await Promise.all(Array.from({ length: 8 }, () => create({ key })))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    for (const { status, body } of answers) {
      if (status !== 201) expect(['in_progress', 'already_completed']).toContain(body.code)
    }
    expect(gitlab.posts()).toHaveLength(1)
  })

  test('is another one for another person with the same key', async () => {
    const key = randomUUID()
    const other = await signIn(8)
    expect((await create({ key })).status).toBe(201)
    expect((await create({ key, who: other })).status).toBe(201)
    expect(gitlab.posts()).toHaveLength(2)
  })

  test('is not made for the same key with another body', async () => {
    const key = randomUUID()
    await create({ key })
    const answer = await create({ key, body: { ...good, name: 'other' } })
    expect(answer).toMatchObject({ status: 422, body: { code: 'idempotency_mismatch' } })
    expect(gitlab.posts()).toHaveLength(1)
  })

  test('is revoked when the browser left before the answer', async () => {
    const key = randomUUID()
    const left = new AbortController()
    gitlab.state.afterCreate = (response) => {
      left.abort()
      setTimeout(() => {
        json(response, { ...createdEntity, token: secretOf(1) }, 201)
      }, 30)
    }
    const answer = await create({ key, signal: left.signal })
    expect(answer.body.code).toBe('outcome_compensated')
    expect(gitlab.active()).toEqual([])
    expect((await create({ key })).body.code).toBe('outcome_compensated')
    expect(gitlab.posts()).toHaveLength(1)
  })

  test('is revoked when that cannot be recorded, because it would be taken for an orphan', async () => {
    vi.spyOn(kept.intents, 'complete').mockRejectedValue(new ServerProblem('store_unavailable'))
    expect((await create()).body.code).toBe('outcome_compensated')
    expect(gitlab.active()).toEqual([])
  })
})

const createdEntity = {
  id: 1,
  name: 'deploy',
  description: null,
  agent_id: 1,
  status: 'active',
  created_at: new Date(0).toISOString(),
  created_by_user_id: 7,
  last_used_at: null,
}

const badKeys: [name: string, key: string | null][] = [
  ['none', null],
  ['an empty one', ''],
  ['one of 300 characters', 'a'.repeat(300)],
  ['no UUID', 'once-only'],
  ['two', `${randomUUID()}, ${randomUUID()}`],
]
test.each(badKeys)('an Idempotency-Key that is %s is refused', async (_, key) => {
  expect(await create({ key })).toMatchObject({ status: 400, body: { code: 'bad_request' } })
  expect(gitlab.posts()).toEqual([])
})

const badBodies: [name: string, body: object, field: string][] = [
  ['no name', { name: ' ', description: '' }, 'name'],
  ['a name of 256 characters', { name: 'x'.repeat(256), description: '' }, 'name'],
  [
    'a description too long for the tag',
    { name: 'x', description: 'x'.repeat(1007) },
    'description',
  ],
  ['a name that turns the text', { name: 'a\u202eb', description: '' }, 'name'],
  ['colours of a terminal', { name: 'x', description: '\u001b[31m' }, 'description'],
]
test.each(badBodies)('a body with %s is refused', async (_, body, field) => {
  const answer = await create({ body })
  expect(answer).toMatchObject({ status: 422, body: { errors: { [field]: [expect.any(String)] } } })
  expect(gitlab.posts()).toEqual([])
})

test('the longest description fits with its tag', async () => {
  await create({ body: { name: 'x', description: 'x'.repeat(1006) } })
  expect(gitlab.tokensNow()[0]?.description).toHaveLength(1024)
})

const refusals: [name: string, status: number, message: string, code: string][] = [
  [
    'the limit',
    400,
    '400 Bad request - An agent can have only two active tokens at a time',
    'token_limit',
  ],
  ['its rules', 400, `400 Bad request - ["Name can't be blank"]`, 'validation_failed'],
  ['no right', 403, '403 Forbidden', 'forbidden'],
  ['no agent', 404, '404 Not found', 'record_not_found'],
]
test.each(refusals)('a refusal by %s is final', async (_, status, message, code) => {
  gitlab.state.insteadOf.set('POST', (response) => json(response, { message }, status))
  const key = randomUUID()
  expect((await create({ key })).body.code).toBe(code)
  expect((await create({ key })).body.code).toBe(code)
  expect(gitlab.posts()).toHaveLength(1)
  expect(await notices()).toEqual([])
  expect(story()[1]).toBe(`agent_token.create outcome ${code}`)
})

describe.each(Object.entries(faults))('an answer lost by %s', (_name, fault) => {
  test('after the change ends compensated', async () => {
    gitlab.state.afterCreate = fault
    const key = randomUUID()
    const answer = await create({ key })
    expect(answer).toMatchObject({ status: 502, body: { code: 'outcome_compensated' } })
    expect(gitlab.posts()).toHaveLength(1)
    expect(gitlab.active()).toEqual([])
    expect(story()).toEqual([
      'agent_token.create intent',
      'agent_token.revoke intent',
      'agent_token.revoke outcome ok',
      'agent_token.create outcome outcome_compensated',
    ])
    expect(rows.every(({ actor_sub }) => actor_sub === '7')).toBe(true)
    expect((await create({ key })).body.code).toBe('outcome_compensated')
    expect(await notices()).toMatchObject([
      { key, state: 'compensated', agent_name: 'prod', project_path: 'a/b', token_name: 'deploy' },
    ])
  })
})

test.each(['reset', 'hang', 'a 502'] as const)(
  'an answer lost by %s before the change is unknown until the list can be trusted',
  async (name) => {
    gitlab.state.insteadOf.set('POST', faults[name])
    const key = randomUUID()
    const answer = await create({ key })
    expect(answer).toMatchObject({ status: 502, body: { code: 'outcome_unknown' } })
    expect(answer.body.retry_after).toBeGreaterThan(0)
    await resolveAll()
    expect((await create({ key })).body.code).toBe('outcome_not_created')
    expect(await notices()).toMatchObject([{ key, state: 'not_created' }])
    expect(gitlab.posts()).toHaveLength(1)
  },
)

describe('what cannot be told at once', () => {
  beforeEach(() => {
    gitlab.state.afterCreate = faults.reset
  })

  test('a list that lags behind never makes it "not created"', async () => {
    gitlab.state.lagMs = settleMs - 150
    const key = randomUUID()
    expect((await create({ key })).body.code).toBe('outcome_unknown')
    await resolveAll()
    expect(gitlab.active()).toEqual([])
    expect((await create({ key })).body.code).toBe('outcome_compensated')
    expect(story().slice(-5)).toContain('agent_token.create outcome outcome_compensated')
  })

  test.each(['GET', 'DELETE'] as const)('a failing %s is tried until it heals', async (method) => {
    gitlab.state.insteadOf.set(method, faults['a 500'])
    const key = randomUUID()
    expect((await create({ key })).body.code).toBe('outcome_unknown')
    await pause(settleMs)
    await resolveDue()
    expect(await notices()).toMatchObject([{ key, state: 'unknown' }])
    expect((await dismiss(key)).status).toBe(409)
    gitlab.state.insteadOf.clear()
    await resolveAll()
    expect(gitlab.active()).toEqual([])
    expect(await notices()).toMatchObject([{ key, state: 'compensated' }])
    expect((await dismiss(key)).status).toBe(204)
    expect(await notices()).toEqual([])
    expect((await dismiss(randomUUID())).status).toBe(404)
  })

  test('a revocation whose answer got lost too counts once the token is gone', async () => {
    gitlab.state.insteadOf.set('DELETE', (response) => {
      for (const token of gitlab.state.tokens) token.active = false
      response.socket?.resetAndDestroy()
    })
    const key = randomUUID()
    expect((await create({ key })).body.code).toBe('outcome_unknown')
    await resolveAll()
    expect(await notices()).toMatchObject([{ key, state: 'compensated', token_id: 1 }])
  })

  test('an agent that was deleted took the token with it', async () => {
    gitlab.state.insteadOf.set('GET', faults['a 500'])
    await create()
    gitlab.state.insteadOf.clear()
    gitlab.state.agentExists = false
    await resolveAll()
    expect(await notices()).toMatchObject([{ state: 'not_created' }])
  })

  test('the tokens of others with the same words are left alone', async () => {
    const { tag } = { tag: '00000000' }
    gitlab.state.insteadOf.set('GET', faults['a 500'])
    const key = randomUUID()
    await create({ key })
    gitlab.state.tokens.push({
      id: 2,
      name: 'deploy',
      description: `rolled out by hand [intent:${tag}]`,
      active: true,
      listedAt: 0,
    })
    gitlab.state.insteadOf.clear()
    await resolveAll()
    expect(gitlab.active().map(({ id }) => id)).toEqual([2])
  })

  test('signing out waits with the revocation until it is settled', async () => {
    gitlab.state.insteadOf.set('GET', faults['a 500'])
    await create()
    await endSession(person)
    expect((await create()).status).toBe(401)
    expect(await kept.sessions.find(person.key)).toMatchObject({ endedAt: expect.any(Number) })
    expect(await kept.revocations.take(Date.now(), 0)).toBeNull()
    gitlab.state.insteadOf.clear()
    await resolveAll()
    expect(gitlab.active()).toEqual([])
    expect(await kept.sessions.find(person.key)).toBeNull()
  })

  test('without any session it waits for the next sign-in', async () => {
    gitlab.state.insteadOf.set('GET', faults['a 500'])
    await create()
    await kept.sessions.end(person.key, 0)
    await kept.sessions.releaseHeld(Date.now(), 0)
    gitlab.state.insteadOf.clear()
    await resolveDue()
    expect(gitlab.active()).toHaveLength(1)
    person = await signIn(7)
    await resolveAll()
    expect(gitlab.active()).toEqual([])
    expect(await notices()).toMatchObject([{ state: 'compensated' }])
  })
})

test('what a process left behind is found by the next one', async () => {
  const key = randomUUID()
  const begun = await create({ key })
  expect(begun.status).toBe(201)
  const intent = await kept.intents.find(7, key)
  if (intent === null) throw new Error('no intent')
  await kept.intents.forget(Number.MAX_SAFE_INTEGER)
  const { state: _, next_at, code, token_id, created_at, sent_at, settled_at, ...left } = intent
  await kept.intents.begin({ ...left }, Date.now(), Date.now() + 100)
  expect((await create({ key })).body.code).toBe('in_progress')
  await resolveDue()
  expect(gitlab.active()).toHaveLength(1)
  await pause(120)
  expect((await create({ key })).body.code).toBe('outcome_unknown')
  await resolveAll()
  expect(gitlab.active()).toEqual([])
  expect(gitlab.posts()).toHaveLength(1)
  expect(await notices()).toMatchObject([{ key, state: 'compensated' }])
})

test('nobody sees the attempts of others', async () => {
  gitlab.state.afterCreate = faults.reset
  await create()
  expect(await notices(await signIn(8))).toEqual([])
})

test('without the audit trail nothing is made and nothing is revoked', async () => {
  vi.spyOn(kept.audit, 'append').mockRejectedValue(new ServerProblem('store_unavailable'))
  expect((await create()).body.code).toBe('audit_unavailable')
  expect(gitlab.posts()).toEqual([])
})
