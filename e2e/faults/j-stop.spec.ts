import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { stop } from '../../lib/cli/process.ts'
import { upstreamTokens } from '../faulted-creates.ts'
import { expect } from '../fixtures.ts'
import { send } from '../person.ts'
import { startReplica } from '../stack.ts'
import { codeOf, edge, test } from '../token-creation.ts'
import { tellToEnd } from './ended.ts'

/** J01 and J02: a console that is told to stop, while the other one of the same store goes on. */

const clusters = '/api/scopes/instance/clusters'
/** Long enough to look at it, on a machine that has other work. */
const drainS = 2
const patient = {
  DRAIN_S: String(drainS),
  GITLAB_HEADERS_MS: '20000',
  GITLAB_READ_MS: '20000',
  GITLAB_WRITE_MS: '20000',
}

test('J01 not ready at once, everything answered for a while, then no one new, what is under way to its end, 0', async ({
  stack,
  gitlab,
  creation: { root },
}) => {
  const replica = await startReplica(stack, patient)
  const there = root.at(replica)
  expect((await send('GET', `${replica.origin}/readyz`)).status).toBe(200)
  const before = await there.call('GET', clusters)
  expect(before.headers.connection).toBe('keep-alive')
  const slowMs = drainS * 1_000 + 2_000
  await gitlab.control.fault({
    method: 'GET',
    path: '/api/v4/admin/clusters',
    mode: 'slow',
    delay_ms: slowMs,
    times: 1,
  })
  await gitlab.control.clearRequests()
  const slow = there.call('GET', clusters)
  await expect.poll(() => gitlab.control.requests('GET', /admin\/clusters/)).not.toEqual([])

  const ended = tellToEnd(replica, 'SIGTERM')
  await expect.poll(async () => (await send('GET', `${replica.origin}/readyz`)).status).toBe(503)
  expect((await send('GET', `${replica.origin}/healthz`)).status).toBe(200)
  const drained = await there.call('GET', '/api/groups')
  expect(drained.status).toBe(200)
  expect(drained.headers.connection).toBe('close')
  await expect
    .poll(
      () =>
        send('GET', `${replica.origin}/healthz`).then(
          () => 'taken',
          () => 'refused',
        ),
      {
        timeout: drainS * 1_000 + 1_500,
      },
    )
    .toBe('refused')
  expect(replica.child.exitCode).toBeNull()

  const answer = await slow
  expect(answer.status).toBe(200)
  expect(answer.headers.connection).toBe('close')
  const { code, afterMs } = await ended
  expect(code).toBe(0)
  expect(afterMs).toBeLessThan(15_000)
  expect(replica.output()).not.toContain('stopped with work left')
  expect((await root.call('GET', clusters)).status).toBe(200)
})

test('J01 a connection on which nothing is under way holds nothing back', async ({ stack }) => {
  const replica = await startReplica(stack)
  // Undici keeps it for the next request.
  await send('GET', `${replica.origin}/healthz`)
  const { code, afterMs } = await tellToEnd(replica, 'SIGTERM')
  expect(code).toBe(0)
  expect(afterMs).toBeLessThan(3_000)
})

test('J01 a second signal ends it at once, the same one sent twice does not', async ({
  stack,
  gitlab,
  creation: { root },
}) => {
  const replica = await startReplica(stack, { ...patient, DRAIN_S: '13' })
  await gitlab.control.fault({ method: 'GET', path: '/api/v4/admin/clusters', mode: 'hang' })
  const cut = root
    .at(replica)
    .call('GET', clusters)
    .then(
      () => 'answered',
      () => 'cut',
    )
  replica.child.kill('SIGINT')
  replica.child.kill('SIGINT')
  await expect.poll(replica.output).toContain('"stopping"')
  await sleep(800)
  expect((await send('GET', `${replica.origin}/healthz`)).status).toBe(200)
  const { code, afterMs } = await tellToEnd(replica, 'SIGTERM')
  expect(code).toBe(128 + 15)
  expect(afterMs).toBeLessThan(1_000)
  expect(await cut).toBe('cut')
})

for (const [step, when] of [
  ['before GitLab acts', 'before'],
  ['after GitLab acted', 'after'],
] as const) {
  test(`J02 told to stop while a token is made, ${step}: its person gets it`, async ({
    stack,
    gitlab,
    creation: { root, create, active, posts },
  }) => {
    const replica = await startReplica(stack, patient)
    await gitlab.control.fault({
      method: 'POST',
      path: upstreamTokens(edge),
      when,
      mode: 'slow',
      delay_ms: 3_000,
      times: 1,
    })
    const key = randomUUID()
    const answer = create({ key, who: root.at(replica) })
    await expect.poll(posts).toHaveLength(1)
    const { code } = await tellToEnd(replica, 'SIGTERM')
    expect(code).toBe(0)
    const { status, json } = await answer
    expect(status).toBe(201)
    const { id, token } = json<{ id: number; token: string }>()
    expect(token).toMatch(/^glagent-/)
    expect(await active()).toMatchObject([{ id }])
    expect(codeOf(await create({ key }))).toBe('already_completed')
    // Nobody takes a token that was shown for an orphan.
    await sleep(1_500)
    expect(await active()).toMatchObject([{ id }])
    expect(await posts()).toHaveLength(1)
  })
}

test('J02 told to stop before the call: it is made, once, and its person gets the token', async ({
  stack,
  gitlab,
  creation: { root, create, active, posts },
}) => {
  const replica = await startReplica(stack, { ...patient, RECHECK_WRITE_S: '1' })
  // Who it is is asked before a change.
  await sleep(1_100)
  const who = { method: 'GET', path: '/api/v4/user', mode: 'slow', times: 1 } as const
  await gitlab.control.fault({ ...who, delay_ms: 3_000 })
  const key = randomUUID()
  const answer = create({ key, who: root.at(replica) })
  await expect.poll(() => gitlab.control.requests('GET', /\/user$/)).toHaveLength(1)
  const ended = tellToEnd(replica, 'SIGTERM')
  await expect.poll(replica.output).toContain('"stopping"')
  expect(await posts()).toEqual([])
  const { status, json } = await answer
  expect(status).toBe(201)
  expect(await active()).toMatchObject([{ id: json<{ id: number }>().id }])
  expect((await ended).code).toBe(0)
  expect(replica.output()).not.toContain('stopped with work left')
  expect(codeOf(await create({ key }))).toBe('already_completed')
  expect(await posts()).toHaveLength(1)
})

test('J02 told to stop while GitLab never answers: it ends in time, and the next one settles it', async ({
  stack,
  gitlab,
  creation: { root, create, active, posts, notices },
}) => {
  const replica = await startReplica(stack, { ...patient, DRAIN_S: '0', STOP_S: '2' })
  await gitlab.control.fault({
    method: 'POST',
    path: upstreamTokens(edge),
    when: 'after',
    mode: 'hang',
    times: 1,
  })
  const key = randomUUID()
  const answer = create({ key, who: root.at(replica) }).catch(() => null)
  await expect.poll(active).toHaveLength(1)
  const { code, afterMs } = await tellToEnd(replica, 'SIGTERM')
  expect(code).toBe(0)
  expect(afterMs).toBeLessThan(4_000)
  expect(await answer).toBeNull()
  expect(replica.output()).toContain('stopped with work left')
  await expect.poll(active, { timeout: 15_000 }).toEqual([])
  await expect.poll(notices).toMatchObject([{ key, state: 'compensated' }])
  expect(await posts()).toHaveLength(1)
})

test('J02 a change whose browser has left is made to its end, with its row', async ({
  stack,
  gitlab,
  creation: { root },
}) => {
  const replica = await startReplica(stack, { ...patient, DRAIN_S: '0' })
  await gitlab.control.fault({
    method: 'PUT',
    path: '/api/v4/admin/clusters/1',
    mode: 'slow',
    delay_ms: 2_000,
    times: 1,
  })
  const left = new AbortController()
  const put = fetch(`${replica.origin}${clusters}/1`, {
    method: 'PUT',
    headers: {
      Cookie: root.cookie,
      'X-CSRF': '1',
      Origin: stack.console.origin,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ namespace_per_environment: true, name: 'left' }),
    signal: left.signal,
  }).catch(() => null)
  await expect.poll(() => gitlab.control.requests('PUT')).toHaveLength(1)
  left.abort()
  await put
  const { code } = await tellToEnd(replica, 'SIGTERM')
  expect(code).toBe(0)
  const { items } = (await root.call('GET', '/api/audit?action=cluster.update')).json<{
    items: { phase: string; result: string | null }[]
  }>()
  expect(items[0]).toMatchObject({ phase: 'outcome', result: 'ok' })
})

test('J01 a process that was just started and has answered nothing ends as well', async ({
  stack,
}) => {
  const replica = await startReplica(stack, { DRAIN_S: '1' })
  try {
    const { code } = await tellToEnd(replica, 'SIGTERM')
    expect(code).toBe(0)
  } finally {
    await stop(replica.child)
  }
})
