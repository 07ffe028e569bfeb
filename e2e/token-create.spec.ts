import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { stop } from '../lib/cli/process.ts'
import { faultedCreates, lostAnswers, upstreamTokens } from './faulted-creates.ts'
import { expect, stackTest as test } from './fixtures.ts'
import { callGitLab } from './gitlab-api.ts'
import { type Answer, Person, signInOverHttp } from './person.ts'
import { type Stack, startReplica } from './stack.ts'

/** Agent 3 `edge` has no token in the world `standard`; whatever it gets is made here. */
const edge = 3
const pathOf = (agentId: number) => `/api/projects/1/agents/${agentId}/tokens`

interface ListedToken {
  id: number
  name: string
  description: string
}

let root: Person
test.beforeEach(async ({ stack, gitlab }) => {
  root = await signInOverHttp(stack, stack.console.origin, 'root')
  // The store outlives a test.
  for (const { key } of await notices()) await root.call('DELETE', `/api/intents/${key}`)
  await gitlab.control.clearRequests()
})

interface Asked {
  key?: string
  body?: object
  agentId?: number
  who?: Person
  headers?: Record<string, string | null>
}
const create = ({ key = randomUUID(), body, agentId = edge, who = root, headers }: Asked = {}) =>
  who.call('POST', pathOf(agentId), {
    body: body ?? { name: 'deploy', description: 'by the test' },
    headers: { 'Idempotency-Key': key, ...headers },
  })
const codeOf = (answer: Answer) => answer.json<{ code?: string }>().code
const active = ({ gitlab }: Pick<Stack, 'gitlab'>, agentId = edge) =>
  callGitLab<ListedToken[]>(gitlab.url, 'GET', `projects/1/cluster_agents/${agentId}/tokens`)
const postsTo = ({ gitlab }: Pick<Stack, 'gitlab'>) =>
  gitlab.control.requests('POST', /\/cluster_agents\/\d+\/tokens/)
const notices = async (who = root) =>
  (await who.call('GET', '/api/intents')).json<{ items: Record<string, unknown>[] }>().items

test('a new token is in this one answer and nowhere else', async ({ stack }) => {
  const key = randomUUID()
  const answer = await create({ key })
  expect(answer.status).toBe(201)
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.headers['content-type']).toContain('application/json')
  expect(answer.headers.etag).toBeUndefined()
  const { token, id } = answer.json<{ token: string; id: number }>()
  expect(token).toMatch(/^glagent-/)
  expect(await active(stack)).toMatchObject([
    { id, description: expect.stringMatching(/^by the test \[intent:[0-9a-f]{8}\]$/) },
  ])
  const again = await create({ key })
  expect(again.json()).toMatchObject({ status: 409, code: 'already_completed', token_id: id })
  const list = await root.call('GET', pathOf(edge))
  const stored = await Promise.all(
    ['', '-wal'].map((end) =>
      readFile(`${stack.console.storeFile}${end}`, 'latin1').catch(() => ''),
    ),
  )
  const rest = [again.text, list.text, JSON.stringify(await notices()), stack.console.output()]
  for (const form of [token, Buffer.from(token).toString('base64'), token.slice(8, 24)]) {
    expect([...rest, ...stored].join('\n').includes(form)).toBe(false)
  }
})

const badKeys: [name: string, key: string | null][] = [
  ['no key', null],
  ['an empty key', ''],
  ['a key of 300 characters', 'a'.repeat(300)],
  ['a key that is no UUID', 'again'],
  ['two keys', `${randomUUID()}, ${randomUUID()}`],
]
for (const [name, key] of badKeys) {
  test(`${name} is refused and never reaches GitLab`, async ({ stack }) => {
    const answer = await create({ headers: { 'Idempotency-Key': key } })
    expect(answer.json()).toMatchObject({ status: 400, code: 'bad_request' })
    expect(await postsTo(stack)).toEqual([])
  })
}

for (const [name, fault] of lostAnswers) {
  test(`${name} after the change: one request, no orphan, and it says so`, async ({ stack }) => {
    const { control } = stack.gitlab
    await control.fault({
      method: 'POST',
      path: upstreamTokens(edge),
      when: 'after',
      times: 1,
      ...fault,
    })
    const key = randomUUID()
    const answer = await create({ key })
    expect(answer.json()).toMatchObject({ status: 502, code: 'outcome_compensated' })
    expect(await postsTo(stack)).toHaveLength(1)
    expect(await active(stack)).toEqual([])
    expect(codeOf(await create({ key }))).toBe('outcome_compensated')
    expect(await postsTo(stack)).toHaveLength(1)
    expect(await notices()).toMatchObject([{ key, state: 'compensated', agent_name: 'edge' }])
    expect((await root.call('DELETE', `/api/intents/${key}`)).status).toBe(204)
    expect(await notices()).toEqual([])
  })
}

for (const mode of ['reset', 'hang', 'html'] as const) {
  test(`${mode} before the change: one request, and nothing was made`, async ({ stack }) => {
    await stack.gitlab.control.fault({ method: 'POST', path: upstreamTokens(edge), times: 1, mode })
    const answer = await create()
    expect(codeOf(answer)).toBe('outcome_not_created')
    expect(await postsTo(stack)).toHaveLength(1)
    expect(await active(stack)).toEqual([])
  })
}

test('while GitLab cannot be asked it stays unknown, and is settled when it can', async ({
  stack,
}) => {
  const { control } = stack.gitlab
  await control.fault({ method: 'POST', path: upstreamTokens(edge), when: 'after', mode: 'reset' })
  await control.fault({ method: 'GET', path: upstreamTokens(edge), mode: 'status', status: 500 })
  const key = randomUUID()
  const answer = await create({ key })
  expect(answer.json()).toMatchObject({ code: 'outcome_unknown', retry_after: expect.any(Number) })
  expect(await notices()).toMatchObject([{ key, state: 'unknown' }])
  await control.clearFaults()
  await expect.poll(() => active(stack)).toEqual([])
  await expect.poll(notices).toMatchObject([{ key, state: 'compensated' }])
  expect(await postsTo(stack)).toHaveLength(1)
})

test('signing out leaves no orphan behind, and the session’s tokens are revoked after it', async ({
  stack,
}) => {
  const { control } = stack.gitlab
  await control.fault({ method: 'POST', path: upstreamTokens(edge), when: 'after', mode: 'reset' })
  await control.fault({ method: 'GET', path: upstreamTokens(edge), mode: 'status', status: 500 })
  expect(codeOf(await create())).toBe('outcome_unknown')
  expect((await root.call('POST', '/auth/logout')).status).toBe(204)
  expect((await root.call('GET', '/api/intents')).status).toBe(401)
  await control.clearFaults()
  await expect.poll(() => active(stack)).toEqual([])
  await expect.poll(() => control.requests('POST', /oauth\/revoke/)).not.toEqual([])
})

test('a browser that leaves stops nothing, and what it cannot see is revoked', async ({
  stack,
}) => {
  const { control } = stack.gitlab
  const fault = { method: 'POST', path: upstreamTokens(edge), times: 1, when: 'after' } as const
  await control.fault({ ...fault, mode: 'slow', delay_ms: 1_000 })
  const key = randomUUID()
  const left = fetch(`${root.origin}${pathOf(edge)}`, {
    method: 'POST',
    headers: {
      Cookie: root.cookie,
      'X-CSRF': '1',
      Origin: root.origin,
      'Content-Type': 'application/json',
      'Idempotency-Key': key,
    },
    body: JSON.stringify({ name: 'deploy', description: '' }),
    signal: AbortSignal.timeout(500),
  })
  await expect(left).rejects.toThrow()
  expect(await active(stack)).toHaveLength(1)
  await expect.poll(() => active(stack)).toEqual([])
  await expect.poll(notices).toMatchObject([{ key, state: 'compensated' }])
  expect(await postsTo(stack)).toHaveLength(1)
})

test('refusals are GitLab’s own and final', async ({ stack }) => {
  expect((await create()).status).toBe(201)
  expect((await create()).status).toBe(201)
  const key = randomUUID()
  expect((await create({ key })).json()).toMatchObject({ status: 409, code: 'token_limit' })
  expect(codeOf(await create({ key }))).toBe('token_limit')
  expect(await postsTo(stack)).toHaveLength(3)
  const developer = await signInOverHttp(stack, stack.console.origin, 'developer')
  expect((await create({ who: developer })).json()).toMatchObject({ code: 'forbidden' })
  const missing = await create({ agentId: 99 })
  expect(missing.json()).toMatchObject({ status: 404, code: 'record_not_found' })
})

test('the same key is another person’s own, and never another body’s', async ({ stack }) => {
  const key = randomUUID()
  expect((await create({ key })).status).toBe(201)
  const changed = await create({ key, body: { name: 'other', description: '' } })
  expect(changed.json()).toMatchObject({ status: 422, code: 'idempotency_mismatch' })
  expect((await create({ key, agentId: 2 })).json()).toMatchObject({ status: 422 })
  const maintainer = await signInOverHttp(stack, stack.console.origin, 'maintainer')
  expect((await create({ key, who: maintainer })).status).toBe(201)
  expect(await postsTo(stack)).toHaveLength(2)
  await stack.gitlab.control.fault({
    method: 'POST',
    path: upstreamTokens(2),
    when: 'after',
    mode: 'reset',
  })
  await create({ agentId: 2, who: maintainer })
  expect(await notices()).toEqual([])
})

test('twenty at once over two processes are one token', async ({ stack }) => {
  const replica = await startReplica(stack)
  try {
    const there = new Person(replica.origin, root.cookie)
    const key = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        create({
          key,
          who: index % 2 === 0 ? root : there,
          headers: { Origin: stack.console.origin },
        }),
      ),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect(answer.status).toBe(409)
      expect(['in_progress', 'already_completed']).toContain(codeOf(answer))
    }
    expect(await postsTo(stack)).toHaveLength(1)
    expect(await active(stack)).toHaveLength(1)
  } finally {
    await stop(replica.child)
  }
})

test('a process that dies in the middle leaves no orphan and no second token', async ({
  stack,
}) => {
  const replica = await startReplica(stack, {
    GITLAB_HEADERS_MS: '20000',
    GITLAB_WRITE_MS: '20000',
  })
  const there = new Person(replica.origin, root.cookie)
  const key = randomUUID()
  const headers = { Origin: stack.console.origin }
  await stack.gitlab.control.fault({
    method: 'POST',
    path: upstreamTokens(edge),
    when: 'after',
    mode: 'hang',
    times: 1,
  })
  const answer = create({ key, who: there, headers }).catch(() => null)
  await expect.poll(() => active(stack)).toHaveLength(1)
  replica.child.kill('SIGKILL')
  expect(await answer).toBeNull()
  expect(codeOf(await create({ key }))).toBe('in_progress')
  await expect.poll(() => active(stack), { timeout: 15_000 }).toEqual([])
  await expect.poll(notices).toMatchObject([{ key, state: 'compensated' }])
  expect(codeOf(await create({ key }))).toBe('outcome_compensated')
  expect(await postsTo(stack)).toHaveLength(1)
})

test('50 creates with faults of all kinds: at most one request each, no orphan, no lost word', async ({
  stack,
}) => {
  test.setTimeout(180_000)
  const figures = await faultedCreates(stack, root, { agents: 5, perAgent: 10 })
  expect(figures).toMatchObject({ attempts: 50, mostPosts: 1, orphans: 0, lost: 0 })
  expect(figures.shown).toBeGreaterThan(0)
})
