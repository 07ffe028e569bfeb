import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import { badIds } from '../bad-ids.ts'
import { count } from './figures.ts'
import { addressOf, guardedRoutes, routes } from './routes.ts'
import { apiCalls, expect, test } from './watched.ts'

const clusters = '/api/scopes/instance/clusters'

test('C01 what GitLab has and the console does not offer is not there', async ({
  enter,
  gitlab,
}) => {
  const root = await enter()
  const paths = [
    '/api/v4/user',
    '/api/graphql',
    '/api/projects/1/variables',
    '/api/personal_access_tokens',
    '/api/admin/token',
    '/api/projects/1/agents/2/tokens/3/x',
    '/api/projects/1/cluster_agents',
    '/api/admin/clusters',
    '/api/config',
    '/api/_next/data',
    '/api/http:%2F%2F127.0.0.1%2F',
    '/api/session/../admin',
  ]
  for (const path of paths) {
    for (const method of ['GET', 'POST', 'DELETE']) {
      expect((await root.call(method, path, { body: {} })).status, `${method} ${path}`).toBe(404)
    }
  }
  const calls = await apiCalls(gitlab)
  count('upstream calls for refused requests', calls.length, paths.length * 3)
  expect(calls).toEqual([])
})

const hostile = [
  ...badIds,
  '1%2F..%2F2',
  '..%2f..%2fuser',
  '1%3Fsudo=root',
  '1%23',
  '1;x',
  '1%00',
  '1%0d%0aX:1',
  '1%5c..',
  '%252e%252e%252f',
  '9223372036854775808',
  '%5B%5D',
  '%7B%7D',
  '1,2',
]
test('C02 D08 whatever stands where an id belongs, GitLab hears nothing of it', async ({
  enter,
  gitlab,
}) => {
  const root = await enter()
  const patterns = guardedRoutes.filter((pattern) => pattern.includes('['))
  let asked = 0
  for (const pattern of patterns) {
    for (const id of hostile) {
      for (const method of ['GET', 'DELETE']) {
        const path = addressOf(pattern, encodeURI(id).replaceAll('%25', '%'))
        const { status } = await root.call(method, path)
        asked += 1
        expect([400, 404, 405], `${method} ${path}: ${status}`).toContain(status)
      }
    }
  }
  const calls = await apiCalls(gitlab)
  count('upstream calls for refused requests', calls.length, asked)
  expect(calls).toEqual([])
})

test('C04 no parameter of a query reaches GitLab that a schema does not name', async ({
  enter,
  gitlab,
}) => {
  const root = await enter()
  const queries = [
    'private_token=x',
    'access_token=x',
    'job_token=x',
    'sudo=root',
    'per_page=100000',
    'page=-1',
    'search[]=a',
    'search=a&search=b',
    'order_by=id',
    'simple=false',
  ]
  for (const pattern of routes.filter((route) => route.startsWith('/api/'))) {
    for (const query of queries) await root.call('GET', `${addressOf(pattern)}?${query}`)
  }
  const known =
    /^(page|per_page|search|pagination|order_by|sort|simple|ref|scope|id_after|top_level_only|all_available|min_access_level|membership|path|recursive)$/
  for (const { path } of await apiCalls(gitlab, 'GET')) {
    const query = new URL(path, 'http://gitlab').searchParams
    for (const [name, value] of query) {
      expect(name, path).toMatch(known)
      expect([name, value], path).not.toEqual(['simple', 'false'])
      expect(value, path).not.toBe('root')
      if (name === 'per_page') expect(Number(value)).toBeLessThanOrEqual(100)
      if (name === 'page') expect(Number(value)).toBeGreaterThan(0)
    }
  }
})

/** Node's own client sends headers that others keep for themselves. */
const ask = (url: string, headers: Record<string, string | string[]>) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest(url, { headers }, (answer) => resolve(answer.resume()))
      .once('error', reject)
      .end()
  })

test('C05 GitLab gets exactly the headers that the console makes itself', async ({
  enter,
  gitlab,
  stack,
}) => {
  const root = await enter()
  const answer = await ask(`${stack.console.origin}${clusters}`, {
    Cookie: root.cookie,
    'X-CSRF': '1',
    Authorization: 'Bearer fake-of-the-client',
    'PRIVATE-TOKEN': 'fake',
    'JOB-TOKEN': 'fake',
    Sudo: 'root',
    'X-Forwarded-For': '6.6.6.6',
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-User': 'root',
    'X-Gitlab-Static-Object-Token': 'fake',
    'X-Request-Id': 'of-the-client',
    Range: 'bytes=0-1',
    'If-None-Match': '"x"',
    'If-Modified-Since': 'Sat, 21 Nov 2026 00:00:00 GMT',
    TE: 'trailers',
    Connection: 'x-foo, close',
    'X-Foo': 'fake',
    'User-Agent': 'of-the-client',
  })
  expect(answer.statusCode).toBe(200)
  const seen = await gitlab.control.requests('GET', /admin\/clusters/)
  expect(seen).toHaveLength(1)
  const headers = seen[0]?.headers ?? {}
  const allowed = [
    'accept',
    'accept-encoding',
    'authorization',
    'connection',
    'host',
    'user-agent',
    'x-request-id',
  ]
  expect(Object.keys(headers).filter((name) => !allowed.includes(name.toLowerCase()))).toEqual([])
  expect(JSON.stringify(headers)).not.toMatch(/fake|of-the-client|6\.6\.6\.6|evil|x-foo/i)
})

test('C09 an address that GitLab names for the next page is never followed', async ({
  enter,
  gitlab,
}) => {
  let heard = 0
  const evil = createServer((_request, answer) => {
    heard += 1
    answer.end('[]')
  })
  await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve))
  const address = evil.address()
  const port = typeof address === 'object' ? address?.port : 0
  const root = await enter()
  try {
    for (const next of ['', '1', '2', '99999999', '-1', 'x']) {
      await gitlab.control.clearFaults()
      await gitlab.control.clearRequests()
      await gitlab.control.fault({
        method: 'GET',
        path: '/api/v4/admin/clusters',
        mode: 'status',
        status: 200,
        body: [],
        headers: { Link: `<http://127.0.0.1:${port}/>; rel="next"`, 'X-Next-Page': next },
      })
      const answer = await root.call('GET', clusters)
      expect([200, 502], `next page ${next}`).toContain(answer.status)
      expect((await apiCalls(gitlab)).length).toBeLessThan(10)
    }
    expect(heard).toBe(0)
  } finally {
    await new Promise((resolve) => evil.close(resolve))
  }
})

test('C11 a method that a route does not have is refused with those that it has', async ({
  enter,
}) => {
  const root = await enter()
  for (const pattern of guardedRoutes.filter(
    (route) => route !== '/api' && !route.includes('[...'),
  )) {
    for (const method of ['PUT', 'PATCH', 'POST', 'DELETE', 'OPTIONS']) {
      const answer = await root.call(method, addressOf(pattern))
      if (answer.status !== 405) {
        expect(answer.status, `${method} ${pattern}`).toBeLessThan(500)
        continue
      }
      expect(String(answer.headers.allow), `${method} ${pattern}`).toMatch(/GET|POST|DELETE/)
      expect(String(answer.headers.allow).split(', ')).not.toContain(method)
    }
  }
})
