import { randomUUID } from 'node:crypto'
import { expect, stackTestWith } from './fixtures.ts'
import { type Person, send, signInOverHttp } from './person.ts'
import { metricsToken, scrape } from './scraped.ts'

const test = stackTestWith({ METRICS_TOKEN: metricsToken, CLIENT_IP_HOPS: '1' })

let root: Person
test.beforeEach(async ({ stack, gitlab: _reset }) => {
  root = await signInOverHttp(stack, stack.console.origin, 'root')
})

/** That series grow by so much while something is done; one that is not there yet counts as 0. */
async function expectGrowth(
  origin: string,
  expected: Record<string, number>,
  work: () => Promise<unknown>,
): Promise<void> {
  const read = async () => {
    const { value } = await scrape(origin)
    return Object.keys(expected).map((series) => value(series) ?? 0)
  }
  const before = await read()
  await work()
  // A request is counted when its answer has gone out, which may be after it has arrived.
  await expect
    .poll(async () => {
      const after = await read()
      return Object.fromEntries(
        Object.keys(expected).map((series, i) => [series, (after[i] ?? 0) - (before[i] ?? 0)]),
      )
    })
    .toEqual(expected)
}

test('requests are counted by pattern and status, whoever answers them', async ({ stack }) => {
  const { origin } = stack.console
  const of = (method: string, route: string, status: number | string) =>
    `http_requests_total{method="${method}",route="${route}",status="${status}"}`
  await expectGrowth(
    origin,
    {
      [of('GET', '/api/projects/:projectId/agents', 200)]: 2,
      [of('GET', '/api/scopes/:scope/clusters', 404)]: 1,
      [of('PATCH', '/api/session', 405)]: 1,
      [of('GET', '/login', 200)]: 1,
      [of('GET', '*', 404)]: 1,
      [of('GET', '/api/*', 404)]: 1,
      'http_request_duration_seconds_count{route="/api/projects/:projectId/agents"}': 2,
      'problems_total{code="scope_not_found"}': 1,
    },
    async () => {
      await root.call('GET', '/api/projects/1/agents?fake=1')
      await root.call('GET', '/api/projects/1/agents')
      await root.call('GET', '/api/scopes/fake-scope/clusters')
      await root.call('PATCH', '/api/session')
      await send('GET', `${origin}/login?fake=1`)
      await send('GET', `${origin}/fake-${randomUUID()}`)
      await root.call('GET', `/api/fake-${randomUUID()}`)
    },
  )
  const { text, value } = await scrape(origin)
  expect(value('store_request_duration_seconds_count{kind="all"}')).toBeGreaterThan(1)
  expect(text).not.toContain('fake-')
})

test('what is refused is counted, also to strangers', async ({ stack }) => {
  const { origin } = stack.console
  const of = (person: string) => `denials_total{code="csrf",person="${person}"}`
  await expectGrowth(origin, { [of('known')]: 1, [of('unknown')]: 2 }, async () => {
    await root.call('POST', '/auth/logout', { headers: { 'X-CSRF': null } })
    await send('POST', `${origin}/auth/logout`)
    await send('GET', `${origin}/api/session`)
  })
})

test('sign-ins, refreshes and sessions', async ({ stack, gitlab }) => {
  const { origin } = stack.console
  const ended = (outcome: string) => `sign_ins_total{outcome="${outcome}"}`
  await expectGrowth(origin, { [ended('ok')]: 1, [ended('unknown')]: 1 }, async () => {
    await gitlab.control.oauth({ expires_in: 600 })
    root = await signInOverHttp(stack, origin, 'maintainer')
    await send('GET', `${origin}/auth/callback?code=x&state=y`)
  })
  await expectGrowth(origin, { 'token_refreshes_total{outcome="refreshed"}': 1 }, async () => {
    await gitlab.control.advance(700)
    expect((await root.call('GET', '/api/projects/1/agents')).status).toBe(200)
  })
  // Counted every ten seconds at most.
  await expect
    .poll(async () => (await scrape(origin)).value('sessions'), { timeout: 15_000 })
    .toBeGreaterThanOrEqual(2)
})

test('attempts to create a token are counted by how they ended', async ({ stack }) => {
  const { origin } = stack.console
  const made = await root.call('POST', '/api/projects/1/agents/3/tokens', {
    body: { name: 'counted', description: '' },
    headers: { 'Idempotency-Key': randomUUID() },
  })
  expect(made.status, made.text).toBe(201)
  await expect
    .poll(async () => (await scrape(origin)).value('intents{state="completed"}'), {
      timeout: 15_000,
    })
    .toBeGreaterThanOrEqual(1)
  expect((await scrape(origin)).value('intents_oldest_open_seconds')).toBe(0)
})

test('what is under way is shown while it is, by lane', async ({ stack, gitlab }) => {
  const { origin } = stack.console
  await gitlab.control.fault({ method: 'GET', path: '/api/v4/groups', mode: 'hang' })
  const asked = Array.from({ length: 10 }, () => root.call('GET', '/api/groups'))
  const values = async () => {
    const { value } = await scrape(origin)
    return [
      value('gitlab_in_flight{lane="interactive"}'),
      value('gitlab_queued{lane="interactive"}'),
      value('gitlab_in_flight{lane="scan"}'),
      (value('http_requests_in_flight') ?? 0) >= 10,
    ]
  }
  await expect.poll(values).toEqual([8, 2, 0, true])
  await Promise.all(asked)
  await expect.poll(async () => (await values()).slice(0, 2)).toEqual([0, 0])
})

test('the build, and nothing about who or where', async ({ stack, gitlab }) => {
  const { text } = await scrape(stack.console.origin)
  expect(text).toMatch(/cluster_console_build_info\{version="\d+\.\d+\.\d+",node="24\.[\d.]+"\} 1/)
  for (const name of ['maintainer', 'shop', 'glpat-', 'localhost', gitlab.url]) {
    expect(text).not.toContain(name)
  }
})
