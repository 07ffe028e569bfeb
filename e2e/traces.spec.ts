import { randomUUID } from 'node:crypto'
import { freePort, stop } from '../lib/cli/process.ts'
import { expect, stackTest } from './fixtures.ts'
import { linesOf, logLines } from './log-lines.ts'
import { type Receiver, startReceiver } from './otlp-receiver.ts'
import { send, signInOverHttp } from './person.ts'
import { formsOf } from './security/secret-forms.ts'
import { startStack } from './stack.ts'

const agents = '/api/projects/1/agents'
const collectorToken = 'fake-collector-token'

/** Stories of a console that is told of a collector. */
const test = stackTest.extend<object, { receiver: Receiver }>({
  receiver: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs off this pattern.
    async ({}, use) => {
      const receiver = await startReceiver()
      await use(receiver)
      await receiver.close()
    },
    { scope: 'worker' },
  ],
  consoleEnv: [
    ({ receiver }, use) =>
      use({
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
        OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${collectorToken}`,
        OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=test',
        OTEL_BSP_SCHEDULE_DELAY: '100',
        LOG_LEVEL: 'debug',
      }),
    { scope: 'worker' },
  ],
})

test('a request is one trace, from its route to the exchanges with GitLab, and leads to the log', async ({
  stack,
  gitlab,
  receiver,
}) => {
  const root = await signInOverHttp(stack, stack.console.origin, 'root')
  await gitlab.control.clearRequests()
  const requestId = randomUUID()
  const foreign = randomUUID().replaceAll('-', '')
  const answer = await root.call('GET', `${agents}?fake=1`, {
    headers: { 'X-Request-Id': requestId, traceparent: `00-${foreign}-00f067aa0ba902b7-01` },
  })
  expect(answer.status).toBe(200)

  const ofRequest = () => {
    const all = receiver.spans()
    const route = all.find(
      ({ name, facts }) =>
        name.startsWith('route ') && facts['cluster_console.request_id'] === requestId,
    )
    return { route, trace: all.filter(({ traceId }) => traceId === route?.traceId) }
  }
  const rootsOf = () => ofRequest().trace.filter(({ parentSpanId }) => parentSpanId === '')
  await expect.poll(() => rootsOf().length).toBe(1)
  const { route, trace } = ofRequest()
  const [first] = rootsOf()
  expect(first?.name).toBe('GET /api/projects/[projectId]/agents')
  expect(first?.facts).toMatchObject({ 'http.request.method': 'GET' })
  expect(route).toMatchObject({
    name: 'route GET /api/projects/:projectId/agents',
    facts: { 'http.response.status_code': 200, 'user.id': '1' },
  })
  expect(route?.traceId).not.toBe(foreign)

  /** The names from a span up to the beginning of its trace. */
  const upFrom = (spanId: string): string[] => {
    const span = trace.find((one) => one.spanId === spanId)
    return span === undefined ? [] : [span.name, ...upFrom(span.parentSpanId)]
  }
  const exchange = trace.find(({ name }) => name === 'GitLab GET projects/:id/cluster_agents')
  expect(exchange?.facts).toMatchObject({
    'http.response.status_code': 200,
    'cluster_console.request_id': requestId,
    'cluster_console.lane': 'interactive',
  })
  const path = upFrom(exchange?.spanId ?? '')
  expect(path).toContain(route?.name)
  expect(path.at(-1)).toBe(first?.name)
  const statement = trace.find(({ name }) => name === 'store')
  expect(statement?.facts).toMatchObject({ 'db.system.name': 'sqlite' })
  expect(upFrom(statement?.spanId ?? '')).toContain(route?.name)

  const lines = await linesOf(stack, requestId)
  expect(lines.find(({ event }) => event === 'request')).toMatchObject({ status: 200 })
  const exchanges = trace.filter(({ name }) => name.startsWith('GitLab '))
  expect(lines.filter(({ event }) => event === 'gitlab')).toHaveLength(exchanges.length)
  for (const { headers } of await gitlab.control.requests()) {
    expect(Object.keys(headers)).not.toContain('traceparent')
  }
  expect(receiver.resources()[0]).toMatchObject({
    'service.name': 'gitlab-cluster-console',
    'deployment.environment': 'test',
  })
  expect([...receiver.authorizations]).toEqual([`/v1/traces Bearer ${collectorToken}`])
})

test('nothing that somebody typed, no secret and no word of GitLab is in a trace', async ({
  stack,
  gitlab,
  receiver,
}) => {
  const { origin, output } = stack.console
  const root = await signInOverHttp(stack, origin, 'root')
  const given = (what: string) => `fake-${what}-${randomUUID()}`
  const [query, header, word, text] = [
    given('query'),
    given('header'),
    given('word'),
    given('text'),
  ]
  for (const page of ['/', '/login', '/fleet', '/instance/clusters', `/${word}`]) {
    await root.call('GET', `${page}?q=${query}`, { headers: { 'User-Agent': header } })
    await root.call('GET', `${page}?q=${query}`, { headers: { RSC: '1' } })
  }
  await root.call('POST', `/fleet?q=${query}`, {
    headers: { 'Next-Action': 'a'.repeat(40), 'Content-Type': 'text/plain;charset=UTF-8' },
    body: '[]',
  })
  await send('GET', `${origin}/auth/login?return_to=/fleet?q=${query}`)
  await send('GET', `${origin}/auth/callback?code=${query}&state=${query}`)
  await root.call('GET', `/api/${word}?q=${query}`)
  await root.call('GET', `/api/scopes/${word}/clusters`)
  await root.call('POST', '/api/projects/1/agents', { body: { name: word, [word]: word } })
  await gitlab.control.fault({
    method: '*',
    path: '/api/v4/groups',
    mode: 'status',
    status: 500,
    body: JSON.stringify({ message: text }),
  })
  await root.call('GET', `/api/groups?search=${query}`)
  await gitlab.control.clearFaults()
  const token = await root.call('POST', `${agents}/3/tokens`, {
    body: { name: word.slice(0, 40), description: word },
    headers: { 'Idempotency-Key': randomUUID() },
  })
  expect(token.status, token.text).toBe(201)
  const last = randomUUID()
  await root.call('GET', '/api/session', { headers: { 'X-Request-Id': last } })
  await expect.poll(receiver.text).toContain(last)

  const bearers = (await gitlab.control.requests()).flatMap(
    ({ headers }) => /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? [],
  )
  expect(bearers).not.toEqual([])
  const secrets = [
    token.json<{ token: string }>().token,
    root.cookie.split('=')[1] ?? '',
    ...new Set(bearers),
    collectorToken,
  ]
  const sent = receiver.text()
  for (const secret of [...secrets, query, header, word, text]) {
    for (const form of formsOf(secret)) {
      expect(sent.includes(form), `a trace holds ${secret.slice(0, 12)}…`).toBe(false)
    }
  }
  for (const name of ['maintainer', 'platform', 'k8s', 'return_to', '?q=', 'Error:']) {
    expect(sent).not.toContain(name)
  }
  expect(receiver.spans().some(({ name }) => name.startsWith('render route'))).toBe(true)
  expect(output()).not.toContain(collectorToken)
  expect(logLines(output()).length).toBeGreaterThan(10)
})

test('switched off, nothing is sent', async () => {
  const receiver = await startReceiver()
  const stack = await startStack({
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_SDK_DISABLED: 'true', DRAIN_S: '0' },
  })
  try {
    const root = await signInOverHttp(stack, stack.console.origin, 'root')
    expect((await root.call('GET', agents)).status).toBe(200)
  } finally {
    // What waits to be sent is sent at the end.
    await stack.close()
    await receiver.close()
  }
  expect(receiver.text()).toBe('')
})

test('what was not sent yet is sent before the process ends', async () => {
  const receiver = await startReceiver()
  const stack = await startStack({
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '600000',
      DRAIN_S: '0',
    },
  })
  try {
    const root = await signInOverHttp(stack, stack.console.origin, 'root')
    await root.call('GET', agents)
    expect(receiver.text()).toBe('')
    await stop(stack.console.child, 15_000)
    expect(stack.console.child.exitCode).toBe(0)
    expect(receiver.spans().map(({ name }) => name)).toContain(
      'route GET /api/projects/:projectId/agents',
    )
  } finally {
    await stack.close()
    await receiver.close()
  }
})

test('a collector that is away costs nobody anything, and the log says so once', async () => {
  const stack = await startStack({
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}`,
      OTEL_EXPORTER_OTLP_TIMEOUT: '500',
      OTEL_BSP_SCHEDULE_DELAY: '100',
    },
  })
  try {
    const root = await signInOverHttp(stack, stack.console.origin, 'root')
    const complaints = () =>
      logLines(stack.console.output()).filter(({ event }) => event === 'traces not sent')
    await expect
      .poll(async () => {
        expect((await root.call('GET', agents)).status).toBe(200)
        return complaints().length
      })
      .toBe(1)
    await root.call('GET', agents)
    expect(complaints()).toHaveLength(1)
  } finally {
    await stack.close()
  }
})
