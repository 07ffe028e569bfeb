import { signInOverHttp } from '../person.ts'
import { expect, test } from '../security/watched.ts'
import { startStack } from '../stack.ts'
import { createToken, failing, listAgents, revokeToken, timesAsked } from './calls.ts'

/** How quickly it refuses and recovers is measured by `npm run bench -- faults`, with the design's own times. */
const openMs = 5_000
const env = {
  GITLAB_BREAKER_CALLS: '20',
  GITLAB_RETRY_FLOOR: '20',
  GITLAB_BREAKER_OPEN_MS: String(openMs),
}
const clusters = '/api/scopes/instance/clusters'

test('G21 a GitLab that only fails is left alone, and taken up again by itself', async () => {
  const stack = await startStack({ env })
  try {
    const { gitlab } = stack
    const root = await signInOverHttp(stack, stack.console.origin, 'root')
    await gitlab.control.fault({ method: '*', path: '/api/*', mode: 'status', status: 503 })
    const codes: string[] = []
    await expect
      .poll(
        async () => {
          codes.push((await root.call('GET', clusters)).json<{ code: string }>().code)
          return codes.at(-1)
        },
        { intervals: [10] },
      )
      .toBe('upstream_paused')
    expect(new Set(codes.slice(0, -1))).toEqual(new Set(['upstream_failed']))

    await gitlab.control.clearRequests()
    const refused = await Promise.all(Array.from({ length: 50 }, () => root.call('GET', clusters)))
    for (const answer of refused) {
      expect(answer.json()).toMatchObject({
        status: 503,
        code: 'upstream_paused',
        reason: 'upstream_failed',
        retry_after: expect.any(Number),
      })
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
    for (const write of [createToken, revokeToken]) {
      expect((await write.ask(root)).json()).toMatchObject({ code: 'upstream_paused' })
      expect(await timesAsked(gitlab, write)).toBe(0)
    }

    await gitlab.control.clearFaults()
    await expect.poll(async () => (await root.call('GET', clusters)).status).toBe(200)
    expect((await createToken.ask(root)).status).toBe(201)
    expect((await listAgents.ask(root)).status).toBe(200)
  } finally {
    await stack.close()
  }
})

for (const [status, body] of [
  [403, { message: '403 Forbidden' }],
  [404, { message: '404 Project Not Found' }],
  [429, 'Retry later'],
] as const) {
  test(`G22 fifty times ${status} for one person is nothing to another`, async () => {
    const stack = await startStack({ env })
    try {
      const { gitlab } = stack
      const [unlucky, other] = [
        await signInOverHttp(stack, stack.console.origin, 'root'),
        await signInOverHttp(stack, stack.console.origin, 'maintainer'),
      ]
      const headers = status === 429 ? { 'Retry-After': '60' } : {}
      await gitlab.control.fault({
        method: 'GET',
        path: '/api/v4/admin/clusters',
        mode: 'status',
        status,
        body,
        headers,
      })
      for (let i = 0; i < 50; i += 1) {
        expect((await unlucky.call('GET', clusters)).status).toBe(status)
      }
      expect((await listAgents.ask(other)).status).toBe(200)
      expect((await createToken.ask(other)).status).toBe(201)
      await gitlab.control.clearFaults()
      expect((await unlucky.call('GET', clusters)).status).toBe(200)
    } finally {
      await stack.close()
    }
  })
}

test('G22 401 for one person ends that session, and is nothing to another', async () => {
  const stack = await startStack({ env })
  try {
    const unlucky = await signInOverHttp(stack, stack.console.origin, 'root')
    const other = await signInOverHttp(stack, stack.console.origin, 'maintainer')
    const path = '/api/v4/admin/clusters'
    await stack.gitlab.control.fault({ method: 'GET', path, mode: 'status', status: 401 })
    for (let i = 0; i < 50; i += 1) {
      expect((await unlucky.call('GET', clusters)).status).toBe(401)
    }
    expect(await stack.gitlab.control.requests('GET', /admin\/clusters/)).toHaveLength(2)
    await failing(stack.gitlab, createToken, { mode: 'slow', delay_ms: 10 })
    expect((await createToken.ask(other)).status).toBe(201)
  } finally {
    await stack.close()
  }
})
