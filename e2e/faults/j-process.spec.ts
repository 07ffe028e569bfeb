import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { stop } from '../../lib/cli/process.ts'
import { upstreamTokens } from '../faulted-creates.ts'
import { expect } from '../fixtures.ts'
import { signInOverHttp } from '../person.ts'
import { startReplica } from '../stack.ts'
import { edge, test } from '../token-creation.ts'
import { tellToEnd } from './ended.ts'
import { preloaded } from './preloaded.ts'

/** J10 and J11: an error that nobody caught, and a clock that is set while people work. */

const clusters = '/api/scopes/instance/clusters'
const patient = { GITLAB_HEADERS_MS: '20000', GITLAB_WRITE_MS: '20000' }

for (const how of ['exception', 'rejection']) {
  test(`J10 ${how === 'exception' ? 'an exception' : 'a rejection'} that nobody caught: one line without its message, 1, and what was under way is settled`, async ({
    stack,
    gitlab,
    creation: { root, create, active, posts, notices },
  }) => {
    const replica = await startReplica(stack, {
      ...patient,
      ...preloaded('preload-break.ts'),
      BREAK_BY: how,
    })
    await gitlab.control.fault({
      method: 'POST',
      path: upstreamTokens(edge),
      when: 'after',
      mode: 'hang',
      times: 1,
    })
    const key = randomUUID()
    const cut = create({ key, who: root.at(replica) }).catch(() => null)
    await expect.poll(active).toHaveLength(1)
    const { code } = await tellToEnd(replica, 'SIGUSR2')
    expect(code).toBe(1)
    expect(await cut).toBeNull()
    const output = replica.output()
    const lines = output.split('\n').filter((line) => line.includes('"level":"error"'))
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      event: how === 'exception' ? 'uncaught exception' : 'rejection not handled',
      error: [{ name: 'Error' }],
    })
    expect(output).not.toContain('glpat-fake-in-a-message')
    await expect.poll(active, { timeout: 15_000 }).toEqual([])
    await expect.poll(notices).toMatchObject([{ key, state: 'compensated' }])
    expect(await posts()).toHaveLength(1)
    expect((await root.call('GET', clusters)).status).toBe(200)
  })
}

test('J10 that somebody left is no reason to end', async ({ stack, creation: { root } }) => {
  const replica = await startReplica(stack, {
    ...preloaded('preload-break.ts'),
    BREAK_BY: 'leaving',
  })
  try {
    replica.child.kill('SIGUSR2')
    await expect.poll(replica.output).toContain('rejection not handled')
    expect((await root.at(replica).call('GET', clusters)).status).toBe(200)
  } finally {
    await stop(replica.child)
  }
})

const hour = 3_600

test('J11 a clock that is set back lengthens no session', async ({ stack, gitlab: _reset }) => {
  const replica = await startReplica(stack, {
    ...preloaded('preload-clock.ts'),
    CLOCK_STEP_S: String(-hour),
    SESSION_ABSOLUTE_S: '6',
  })
  try {
    const person = (await signInOverHttp(stack, stack.console.origin, 'maintainer')).at(replica)
    const signedInAt = performance.now()
    expect((await person.call('GET', '/api/groups')).status).toBe(200)
    replica.child.kill('SIGUSR2')
    await expect.poll(replica.output).toContain('clock stepped')
    expect((await person.call('GET', '/api/groups')).status).toBe(200)
    await expect
      .poll(async () => (await person.call('GET', '/api/groups')).status, { timeout: 15_000 })
      .toBe(401)
    expect(performance.now() - signedInAt).toBeLessThan(9_000)
  } finally {
    await stop(replica.child)
  }
})

test('J11 a clock that is set ahead ends sessions early, and the next sign-in is good', async ({
  stack,
  gitlab,
}) => {
  const replica = await startReplica(stack, {
    ...preloaded('preload-clock.ts'),
    CLOCK_STEP_S: String(hour),
  })
  try {
    const before = (await signInOverHttp(stack, stack.console.origin, 'maintainer')).at(replica)
    expect((await before.call('GET', '/api/groups')).status).toBe(200)
    replica.child.kill('SIGUSR2')
    await expect.poll(replica.output).toContain('clock stepped')
    // Idle for longer than half an hour, by this clock.
    expect((await before.call('GET', '/api/groups')).status).toBe(401)
    expect(await gitlab.control.requests('POST', /\/api\//)).toEqual([])
    expect(replica.child.exitCode).toBeNull()
  } finally {
    await stop(replica.child)
  }
})

test('J11 a process that begins with a clock an hour behind takes no session for younger than it is', async ({
  stack,
  creation: { root },
}) => {
  const behind = await startReplica(stack, {
    ...preloaded('preload-clock.ts'),
    CLOCK_AHEAD_S: String(-hour),
  })
  try {
    const refused = await root.at(behind).call('GET', clusters)
    expect(refused.json()).toMatchObject({ status: 401, code: 'unauthenticated' })
    expect(refused.headers['set-cookie']).toBeUndefined()
  } finally {
    await stop(behind.child)
  }
  await sleep(100)
  expect((await root.call('GET', clusters)).status).toBe(200)
})
