import { describe, expect, it } from 'vitest'
import { checkFacts, type Fact, runSimulator } from './simulator-fixture.ts'

const fixture = runSimulator()

const limit = (requests: number) => fixture.settings({ throttle_requests_per_minute: requests })
const askTwice = async () => {
  await limit(2)
  await fixture.api({ as: 'developer', call: 'GET /user' })
  await fixture.api({ as: 'developer', call: 'GET /user' })
}
const throttled = { as: 'developer', call: 'GET /user' } satisfies Partial<Fact>

checkFacts(fixture, [
  {
    section: '10',
    fact: 'off by default: no RateLimit headers',
    ...throttled,
    status: 200,
    sends: { 'ratelimit-limit': null, 'retry-after': null },
  },
  {
    section: '10',
    fact: 'on: headers on every answer',
    ...throttled,
    given: () => limit(2),
    status: 200,
    sends: {
      'ratelimit-limit': '2',
      'ratelimit-name': 'throttle_authenticated_api',
      'ratelimit-observed': '1',
      'ratelimit-remaining': '1',
      'ratelimit-reset': /^\d{10}$/,
      'ratelimit-resettime': null,
      'retry-after': null,
    },
  },
  {
    section: '10',
    fact: 'over the limit: plain text, RateLimit-ResetTime and Retry-After',
    ...throttled,
    given: askTwice,
    status: 429,
    answer: 'Retry later',
    sends: {
      'content-type': 'text/plain',
      'ratelimit-observed': '3',
      'ratelimit-remaining': '0',
      'ratelimit-resettime': /GMT$/,
      'retry-after': /^(5\d|60)$/,
    },
  },
  {
    section: '10',
    fact: 'counted per person',
    as: 'maintainer',
    call: 'GET /user',
    given: askTwice,
    status: 200,
    sends: { 'ratelimit-observed': '1' },
  },
  {
    section: '10',
    fact: 'a new minute by the simulated clock',
    ...throttled,
    given: async () => {
      await askTwice()
      await fixture.control('POST', '/clock', { advance_s: 60 })
    },
    status: 200,
    sends: { 'ratelimit-observed': '1' },
  },
  {
    section: '10',
    fact: 'anonymous callers have their own throttle',
    call: 'GET /projects',
    given: askTwice,
    status: 200,
    sends: { 'ratelimit-name': 'throttle_unauthenticated_api' },
  },
])

describe('what the control port refuses', () => {
  it.each([
    ['PATCH', '/settings', { colour: 'green' }, /^colour: unknown key/],
    ['PATCH', '/settings', { admin_mode: 'on' }, /^admin_mode: expects true or false$/],
    ['PATCH', '/settings', { latency_ms: -1 }, /^latency_ms: expects a whole number/],
    ['PATCH', '/settings', { __proto__: null, toString: 1 }, /^toString: unknown key/],
    ['POST', '/reset', { world: 'mars' }, /^world: expects one of standard, demo, fleet$/],
    ['POST', '/faults', { path: '*', mode: 'melt' }, /^mode: expects one of refuse, hang/],
    ['POST', '/faults', { mode: 'hang' }, /^path: missing/],
    ['POST', '/clock', {}, /^advance_s: missing/],
    ['PATCH', '/oauth', { rotation: 'never' }, /^rotation: expects one of immediate, on_use$/],
    ['PATCH', '/oauth', { auto_login: 'nobody' }, /^auto_login: expects one of root, /],
    [
      'PATCH',
      '/users/2',
      { state: 'gone' },
      /^state: expects one of active, blocked, deactivated, /,
    ],
    ['POST', '/agents/1/contact', { token_id: 3 }, /^token_id: agent 1 has no active token 3$/],
    ['PATCH', '/settings', '[1]', /^body: expects a JSON object$/],
  ])('%s %s %j', async (method, path, body, error) => {
    const answer = await fixture.control(method, path, body)
    expect(answer.status).toBe(400)
    expect(answer.json).toEqual({ error: expect.stringMatching(error) })
  })

  it.each([
    ['GET', '/nothing'],
    ['PATCH', '/users/99'],
    ['DELETE', '/settings'],
  ])('%s %s is 404', async (method, path) => {
    const answer = await fixture.control(method, path, method === 'PATCH' ? {} : undefined)
    expect(answer.status).toBe(404)
    expect(answer.json).toHaveProperty('error')
  })
})

it('a refused change changes nothing', async () => {
  await fixture.settings({ admin_mode: true, colour: 'green' })
  expect((await fixture.control('GET', '/settings')).json).toMatchObject({ admin_mode: false })
})

it('the settings at start', async () => {
  expect((await fixture.control('GET', '/settings')).json).toEqual({
    certificate_based_clusters: true,
    receptive_cluster_agents_enabled: true,
    admin_mode: false,
    kas_enabled: true,
    enterprise: true,
    version: '18.10.0',
    allow_local_requests: false,
    agent_token_prefix: '',
    discovery_needs_membership: false,
    graphql_receptive_fields: true,
    kas_reachable: true,
    throttle_requests_per_minute: 0,
    latency_ms: 0,
  })
})

it('the clock moves Date and all times', async () => {
  await fixture.control('POST', '/clock', { advance_s: 30 * 86_400 })
  const expected = Date.now() + 30 * 86_400_000
  const answer = await fixture.api({
    as: 'maintainer',
    call: 'POST /projects/1/cluster_agents',
    body: { name: 'later' },
  })
  const { created_at } = answer.json as { created_at: string }
  expect(Math.abs(Date.parse(answer.headers.get('date') ?? '') - expected)).toBeLessThan(20_000)
  expect(Math.abs(Date.parse(created_at) - expected)).toBeLessThan(20_000)
  expect(created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
})

it('every answer carries an X-Request-Id of its own', async () => {
  const ids = await Promise.all(
    [1, 2].map(async () => (await fixture.api({ call: 'GET /x' })).headers.get('x-request-id')),
  )
  expect(ids[0]).toMatch(/^[\w-]{20,}$/)
  expect(ids[0]).not.toBe(ids[1])
})

it('an agent reports in', async () => {
  await fixture.control('POST', '/clock', { advance_s: 60 })
  await fixture.control('POST', '/agents/4/contact', { token_id: 4 })
  const answer = await fixture.api({
    as: 'developer',
    call: 'GET /projects/1/cluster_agents/4/tokens/4',
  })
  const { last_used_at } = answer.json as { last_used_at: string }
  expect(Math.abs(Date.parse(last_used_at) - Date.now() - 60_000)).toBeLessThan(20_000)
})

it('the request log: method, path with query, headers, body, status', async () => {
  await fixture.control('DELETE', '/requests')
  await fixture.api({
    as: 'maintainer',
    call: 'POST /projects/1/cluster_agents?x=1',
    body: { name: 'logged' },
    headers: { 'X-Test': 'yes' },
  })
  const { json } = await fixture.control('GET', '/requests')
  expect(json).toEqual([
    {
      method: 'POST',
      path: '/api/v4/projects/1/cluster_agents?x=1',
      headers: expect.objectContaining({ 'private-token': 'glpat-maintainer', 'x-test': 'yes' }),
      body: '{"name":"logged"}',
      status: 201,
    },
  ])
})

it('reset puts back world, settings, clock, OAuth, faults and log', async () => {
  await fixture.settings({ certificate_based_clusters: false })
  await fixture.control('POST', '/clock', { advance_s: 86_400 })
  await fixture.control('PATCH', '/oauth', { auto_login: 'root' })
  await fixture.control('POST', '/faults', { path: '*', mode: 'status' })
  await fixture.api({ as: 'root', call: 'DELETE /admin/clusters/1' })
  expect((await fixture.control('POST', '/reset', {})).json).toEqual({ world: 'standard', seed: 1 })
  expect((await fixture.control('GET', '/requests')).json).toEqual([])
  const answer = await fixture.api({ as: 'root', call: 'GET /admin/clusters/1' })
  expect(answer.status).toBe(200)
  expect(Math.abs(Date.parse(answer.headers.get('date') ?? '') - Date.now())).toBeLessThan(20_000)
  const oauth = await fixture.control('PATCH', '/oauth', {})
  expect(oauth.json).toEqual({ expires_in: 7200, rotation: 'immediate', auto_login: null })
})

it('latency_ms delays every answer', async () => {
  await fixture.settings({ latency_ms: 80 })
  const startedAt = performance.now()
  await fixture.api({ call: 'GET /x' })
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(79)
})
