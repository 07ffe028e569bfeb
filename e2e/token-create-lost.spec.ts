import { randomUUID } from 'node:crypto'
import { faultedCreates, lostAnswers, upstreamTokens } from './faulted-creates.ts'
import { expect } from './fixtures.ts'
import { Person } from './person.ts'
import { startReplica } from './stack.ts'
import { codeOf, edge, pathOf, test } from './token-creation.ts'

for (const [name, fault] of lostAnswers) {
  test(`G16 ${name} after the change: one request, no orphan, and it says so`, async ({
    stack,
    creation: { root, create, active, posts, notices },
  }) => {
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
    expect(await posts()).toHaveLength(1)
    expect(await active()).toEqual([])
    expect(codeOf(await create({ key }))).toBe('outcome_compensated')
    expect(await posts()).toHaveLength(1)
    expect(await notices()).toMatchObject([{ key, state: 'compensated', agent_name: 'edge' }])
    expect((await root.call('DELETE', `/api/intents/${key}`)).status).toBe(204)
    expect(await notices()).toEqual([])
  })
}

for (const mode of ['reset', 'hang', 'html'] as const) {
  test(`G16 ${mode} before the change: one request, and nothing was made`, async ({
    stack,
    creation: { create, active, posts },
  }) => {
    await stack.gitlab.control.fault({ method: 'POST', path: upstreamTokens(edge), times: 1, mode })
    const answer = await create()
    expect(codeOf(answer)).toBe('outcome_not_created')
    expect(await posts()).toHaveLength(1)
    expect(await active()).toEqual([])
  })
}

test('G18 while GitLab cannot be asked it stays unknown, and is settled when it can', async ({
  stack,
  creation: { create, active, posts, notices },
}) => {
  const { control } = stack.gitlab
  await control.fault({ method: 'POST', path: upstreamTokens(edge), when: 'after', mode: 'reset' })
  await control.fault({ method: 'GET', path: upstreamTokens(edge), mode: 'status', status: 500 })
  const key = randomUUID()
  const answer = await create({ key })
  expect(answer.json()).toMatchObject({ code: 'outcome_unknown', retry_after: expect.any(Number) })
  expect(await notices()).toMatchObject([{ key, state: 'unknown' }])
  await control.clearFaults()
  await expect.poll(() => active()).toEqual([])
  await expect.poll(notices).toMatchObject([{ key, state: 'compensated' }])
  expect(await posts()).toHaveLength(1)
})

test('signing out leaves no orphan behind, and the session’s tokens are revoked after it', async ({
  stack,
  creation: { root, create, active },
}) => {
  const { control } = stack.gitlab
  await control.fault({ method: 'POST', path: upstreamTokens(edge), when: 'after', mode: 'reset' })
  await control.fault({ method: 'GET', path: upstreamTokens(edge), mode: 'status', status: 500 })
  expect(codeOf(await create())).toBe('outcome_unknown')
  expect((await root.call('POST', '/auth/logout')).status).toBe(204)
  expect((await root.call('GET', '/api/intents')).status).toBe(401)
  await control.clearFaults()
  await expect.poll(() => active()).toEqual([])
  await expect.poll(() => control.requests('POST', /oauth\/revoke/)).not.toEqual([])
})

test('a browser that leaves stops nothing, and what it cannot see is revoked', async ({
  stack,
  creation: { root, active, posts, notices },
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
  expect(await active()).toHaveLength(1)
  await expect.poll(() => active()).toEqual([])
  await expect.poll(notices).toMatchObject([{ key, state: 'compensated' }])
  expect(await posts()).toHaveLength(1)
})

test('J03 a process that dies after GitLab acted leaves no orphan and no second token', async ({
  stack,
  creation: { root, create, active, posts, notices },
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
  await expect.poll(() => active()).toHaveLength(1)
  replica.child.kill('SIGKILL')
  expect(await answer).toBeNull()
  expect(codeOf(await create({ key }))).toBe('in_progress')
  await expect.poll(() => active(), { timeout: 15_000 }).toEqual([])
  await expect.poll(notices).toMatchObject([{ key, state: 'compensated' }])
  expect(codeOf(await create({ key }))).toBe('outcome_compensated')
  expect(await posts()).toHaveLength(1)
})

test('50 creates with faults of all kinds: at most one request each, no orphan, no lost word', async ({
  stack,
  creation: { root },
}) => {
  test.setTimeout(180_000)
  const figures = await faultedCreates(stack, root, { agents: 5, perAgent: 10 })
  expect(figures).toMatchObject({ attempts: 50, mostPosts: 1, orphans: 0, lost: 0 })
  expect(figures.shown).toBeGreaterThan(0)
})
