import { createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { codeOf, read, schema, started, write } from './request.fixture.ts'
import { createGitLab } from './request.ts'
import { fakeToken, fakeTokens, json, settingsFor, standIn } from './stand-in.fixture.ts'

beforeEach(() => {
  // The shortest pause between two attempts.
  vi.spyOn(Math, 'random').mockReturnValue(0)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const jsonType = { 'Content-Type': 'application/json' }
const html = { 'Content-Type': 'text/html' }

describe('what is sent', () => {
  test('a read carries the token and nothing of the incoming request', async () => {
    const server = await started((response) => json(response, { id: 1 }))
    await read(server.gitlab())
    const { method, url, headers } = server.seen[0] ?? {}
    expect([method, url]).toEqual(['GET', '/api/v4/things/1'])
    expect(headers).toEqual({
      accept: 'application/json',
      'accept-encoding': 'gzip',
      authorization: `Bearer ${fakeToken}`,
      connection: 'keep-alive',
      host: new URL(server.url).host,
      'user-agent': 'gitlab-cluster-console',
      'x-request-id': 'req-1',
    })
  })

  test('a write carries JSON over a connection of its own', async () => {
    const server = await started((response) => json(response, { id: 1 }, 201))
    await write(server.gitlab())
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      url: '/api/v4/things',
      body: '{"name":"a"}',
      headers: { 'content-type': 'application/json', connection: 'close' },
    })
  })

  test('a GitLab under a relative root, with a query', async () => {
    const server = await started((response) => json(response, { id: 1 }))
    const gitlab = server.gitlab({ url: `${server.url}/git/lab` })
    await gitlab.get('things', {
      schema,
      query: { search: 'a&b=c#d', simple: true, none: undefined },
    })
    expect(server.seen[0]?.url).toBe('/git/lab/api/v4/things?search=a%26b%3Dc%23d&simple=true')
  })

  test('a conditional deletion keeps the milliseconds', async () => {
    const server = await started((response) => response.writeHead(204).end())
    const ifUnmodifiedSince = new Date('2026-11-20T23:18:05.120Z')
    await server.gitlab().delete('things/1', { ifUnmodifiedSince })
    expect(server.seen[0]?.headers['if-unmodified-since']).toBe('Fri, 20 Nov 2026 23:18:05.120 GMT')
  })

  const paths = [
    '../user',
    'a/../b',
    '.',
    'a%2fb',
    'a%2e%2e/b',
    'a//b',
    '/a',
    'a?b=c',
    'a#b',
    'a\\b',
    '',
    'http://e.x',
  ]
  test.each(paths)('the path %j is refused', async (path) => {
    const server = await started((response) => json(response, { id: 1 }))
    expect(await codeOf(server.gitlab().get(path, { schema }))).toBe('internal')
    expect(server.seen).toHaveLength(0)
  })

  test.each(['glpat-fake\r\nX-Evil: 1', '', 'glpat fake'])(
    'the token %j is refused',
    async (token) => {
      const server = await started((response) => json(response, { id: 1 }))
      const tokens = { ...fakeTokens(), current: async () => token }
      expect(await codeOf(read(server.gitlab({}, { tokens })))).toBe('internal')
      expect(server.seen).toHaveLength(0)
    },
  )
})

test('headers are waited for less long than the whole operation', async () => {
  const server = await started(() => undefined)
  const begun = performance.now()
  const limits = { headersMs: 200, readMs: 5_000 }
  expect(await codeOf(read(server.gitlab(limits)))).toBe('upstream_timeout')
  // undici looks at its clock every half second.
  expect(performance.now() - begun).toBeLessThan(2_500)
  expect(server.seen).toHaveLength(1)
})

describe('no connection', () => {
  const gitlabAt = (url: string) =>
    createGitLab({
      tokens: fakeTokens(),
      person: '1',
      requestId: 'r',
      settings: settingsFor(url, { readMs: 1_500 }),
    })

  test('refused: nothing was sent, so the outcome of a write is known', async () => {
    const server = await standIn(() => undefined)
    await server.close()
    expect(await codeOf(read(gitlabAt(server.url)))).toBe('upstream_unreachable')
    expect(await codeOf(write(gitlabAt(server.url)))).toBe('upstream_unreachable')
  })

  test('a name that does not exist', async () => {
    const gitlab = gitlabAt('http://gitlab.invalid')
    expect(await codeOf(write(gitlab))).toBe('upstream_unreachable')
  })

  test('TLS with something that does not speak it', async () => {
    const plain = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void plain.close())
    const address = plain.address()
    const port = typeof address === 'object' ? address?.port : 0
    expect(await codeOf(write(gitlabAt(`https://127.0.0.1:${port}`)))).toBe('upstream_tls')
  })
})

describe('another attempt', () => {
  test('after Retry-After, inside the time of the read', async () => {
    const server = await started((response, _, count) =>
      count === 1
        ? response
            .writeHead(429, { 'Content-Type': 'text/plain', 'Retry-After': '1' })
            .end('Retry later')
        : json(response, { id: 7 }),
    )
    const begun = performance.now()
    const { data } = await read(server.gitlab())
    expect(data).toEqual({ id: 7 })
    expect(performance.now() - begun).toBeGreaterThanOrEqual(990)
    expect(server.exchanges.map(({ status }) => status)).toEqual([429, 200])
  })

  test('not when Retry-After is longer than the time left; the wait is told', async () => {
    const server = await started((response) =>
      response.writeHead(503, { ...html, 'Retry-After': '7200' }).end('<html>'),
    )
    await expect(read(server.gitlab())).rejects.toMatchObject({
      code: 'upstream_failed',
      retryAfterS: 3600,
    })
  })

  test('of a POST that reads', async () => {
    const server = await started((response, _, count) =>
      count < 3 ? response.writeHead(502).end() : json(response, { id: 7 }),
    )
    const options = { schema, body: { query: '{ a }' }, effect: 'read' } as const
    expect((await server.gitlab().post('things', options)).data).toEqual({ id: 7 })
    expect(server.seen).toHaveLength(3)
  })

  test('after a connection that GitLab closed while it was kept', async () => {
    const server = await started((response, _, count) =>
      count === 2 ? response.socket?.destroy() : json(response, { id: count }),
    )
    const gitlab = server.gitlab()
    await read(gitlab)
    expect((await read(gitlab)).data).toEqual({ id: 3 })
  })
})

describe('the browser leaves', () => {
  test('a read is given up at once', async () => {
    const server = await started(() => undefined)
    const abort = new AbortController()
    const operation = read(server.gitlab({}, { signal: abort.signal }))
    setTimeout(() => abort.abort(), 50)
    const begun = performance.now()
    expect(await codeOf(operation)).toBe('request_timeout')
    expect(performance.now() - begun).toBeLessThan(500)
  })

  test('a write goes on to its end', async () => {
    const server = await started((response) => setTimeout(() => json(response, { id: 5 }), 150))
    const abort = new AbortController()
    const operation = write(server.gitlab({}, { signal: abort.signal }))
    setTimeout(() => abort.abort(), 50)
    expect((await operation).data).toEqual({ id: 5 })
  })
})

describe('success', () => {
  test('a packed answer, unknown keys dropped, the time by GitLab’s clock', async () => {
    const date = new Date(Date.now() + 3_600_000)
    const server = await started((response) =>
      response
        .writeHead(200, {
          ...jsonType,
          'Content-Encoding': 'gzip',
          Date: date.toUTCString(),
          'X-Request-Id': '01ABC',
        })
        .end(gzipSync('{"id":1,"runners_token":"glrt-fake"}')),
    )
    const answer = await read(server.gitlab())
    expect(answer.data).toEqual({ id: 1 })
    expect(Math.abs(answer.readAt.getTime() - date.getTime())).toBeLessThan(2_000)
    expect(server.exchanges).toEqual([{ effect: 'read', status: 200, gitlabRequestId: '01ABC' }])
  })

  test('only 204 says that something was deleted', async () => {
    const server = await started((response) => json(response, {}, 200))
    expect(await codeOf(server.gitlab().delete('things/1'))).toBe('outcome_unknown')
  })
})
