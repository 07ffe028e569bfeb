import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { projectEnv, serverCommand, startNode } from '../lib/cli/process.ts'
import { expect, stackTestWith } from './fixtures.ts'
import { linesOf, logLines } from './log-lines.ts'
import { newCluster } from './new-cluster.ts'
import { type Person, send, signInOverHttp } from './person.ts'
import { metricsToken } from './scraped.ts'

const test = stackTestWith({ LOG_LEVEL: 'trace', METRICS_TOKEN: metricsToken })

const clusters = '/api/scopes/instance/clusters'
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What GitLab says in an answer that fails: nobody's to read. */
const freeText = 'fake-free-text-of-gitlab'

let root: Person
test.beforeEach(async ({ stack, gitlab: _reset }) => {
  root = await signInOverHttp(stack, stack.console.origin, 'root')
})

test('one id leads from the browser through the log and the audit trail to GitLab and back', async ({
  stack,
  gitlab,
}) => {
  const asked = randomUUID()
  await gitlab.control.clearRequests()
  const answer = await root.call('POST', clusters, {
    body: newCluster('joined', { token: 'fake-joined-token' }),
    headers: { 'X-Request-Id': asked },
  })
  expect(answer.status, answer.text).toBe(201)
  expect(answer.headers['x-request-id']).toBe(asked)
  const seen = await gitlab.control.requests('POST', /admin\/clusters/)
  expect(seen.map(({ headers }) => headers['x-request-id'])).toEqual([asked])

  const lines = await linesOf(stack, asked)
  expect(lines.find(({ event }) => event === 'request')).toMatchObject({
    level: 'info',
    method: 'POST',
    route: '/api/scopes/:scope/clusters',
    path: clusters,
    status: 201,
    user_id: '1',
    session: expect.stringMatching(/^[0-9a-f]{8}$/),
    duration_ms: expect.any(Number),
  })
  expect(lines.filter(({ event, method }) => event === 'gitlab' && method === 'POST')).toEqual([
    expect.objectContaining({
      level: 'debug',
      route: 'admin/clusters/add',
      status: 201,
      duration_ms: expect.any(Number),
      gitlab_request_id: expect.stringMatching(uuid),
    }),
  ])
  expect(lines.flatMap(({ audit }) => audit?.phase ?? [])).toEqual(['intent', 'outcome'])
  expect(lines.filter(({ event }) => event === 'request')).toHaveLength(1)
})

test('an id is taken from nobody who says it badly, or twice', async ({ stack }) => {
  const asked = randomUUID()
  const idOf = async (id: string) => {
    const answer = await root.call('GET', '/api/session', { headers: { 'X-Request-Id': id } })
    return String(answer.headers['x-request-id'])
  }
  expect(await idOf(asked)).toBe(asked)
  for (const wrong of [asked, asked.toUpperCase(), `${asked}x`, 'x', '{"level":50}']) {
    const id = await idOf(wrong)
    expect(id).toMatch(uuid)
    expect(id).not.toBe(wrong)
    expect(await linesOf(stack, id)).toHaveLength(1)
  }
})

test('a failure tells its code, and GitLab’s own name for it', async ({ stack, gitlab }) => {
  await gitlab.control.fault({
    method: 'GET',
    path: '/api/v4/admin/clusters',
    mode: 'status',
    status: 500,
    body: freeText,
  })
  const answer = await root.call('GET', clusters)
  expect(answer.json()).toMatchObject({ request_id: answer.headers['x-request-id'] })
  const told = await linesOf(stack, answer.headers['x-request-id'])
  const line = told.find(({ event }) => event === 'request')
  expect(line).toMatchObject({
    level: 'error',
    status: answer.status,
    code: answer.json().code,
  })
  expect(told.filter(({ event }) => event === 'gitlab')).toContainEqual(
    expect.objectContaining({
      level: 'warn',
      status: 500,
      gitlab_request_id: expect.stringMatching(uuid),
    }),
  )
})

test('pages and what the framework answers have their lines too, by pattern', async ({ stack }) => {
  const told = async (path: string) => {
    const answer = await send('GET', `${stack.console.origin}${path}`)
    const id = answer.headers['x-request-id']
    const lines = await linesOf(stack, id)
    expect(lines).toHaveLength(1)
    return lines[0]
  }
  const page = { event: 'request', level: 'info', method: 'GET', status: 200 }
  expect(await told('/group-4/clusters')).toMatchObject({ ...page, route: '/:scope/clusters' })
  expect(await told('/login')).toMatchObject({ ...page, route: '/login' })
  expect(await told('/fake-name-of-nothing')).toMatchObject({ ...page, route: '*', status: 404 })
  expect(await told('/auth/login')).toMatchObject({ route: '/auth/login', status: 303 })
  expect(await told('/healthz')).toMatchObject({ ...page, route: '/healthz', level: 'debug' })
})

test('what the framework says before our code runs is JSON too: a port that is taken', async ({
  stack,
}) => {
  const child = startNode(serverCommand, {
    env: projectEnv(stack.console.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
  }
  const [code] = await once(child, 'close')
  expect(code).toBe(1)
  expect(logLines(printed).map(({ reason }) => reason)).toContain('EADDRINUSE')
})
