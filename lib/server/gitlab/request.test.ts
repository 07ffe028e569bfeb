import { createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { ServerProblem } from '#lib/server/problem.ts'
import type { GitLab } from './gitlab.ts'
import { createGitLab } from './request.ts'
import {
  type Answerer,
  fakeToken,
  fakeTokens,
  json,
  settingsFor,
  standIn,
} from './stand-in.fixture.ts'

const schema = z.object({ id: z.number() })

async function started(answer: Answerer) {
  const server = await standIn(answer)
  onTestFinished(server.close)
  return server
}

/** The code that an operation fails with, or `ok`. */
async function codeOf(operation: Promise<unknown>): Promise<ProblemCode | 'ok'> {
  const error = await operation.then(
    () => null,
    (caught: unknown) => caught,
  )
  if (error === null) return 'ok'
  if (error instanceof ServerProblem) return error.code
  throw error
}

const read = (gitlab: GitLab) => gitlab.get('things/1', { schema })
const write = (gitlab: GitLab) => gitlab.post('things', { schema, body: { name: 'a' } })

beforeEach(() => {
  // The shortest pause between two attempts.
  vi.spyOn(Math, 'random').mockReturnValue(0)
})
afterEach(() => {
  vi.restoreAllMocks()
})

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

const html = { 'Content-Type': 'text/html' }
const jsonType = { 'Content-Type': 'application/json' }

interface Fault {
  name: string
  answer: Answerer
  read: ProblemCode
  /** Requests that a read makes. */
  reads: number
  write: ProblemCode
}
const faults: Fault[] = [
  {
    name: 'the connection is reset before an answer',
    answer: (response) => response.socket?.resetAndDestroy(),
    read: 'upstream_unreachable',
    reads: 3,
    write: 'outcome_unknown',
  },
  {
    name: 'the connection is reset in the body',
    answer: (response) => {
      response.writeHead(200, { ...jsonType, 'Content-Length': '100' })
      response.write('{"id":')
      setTimeout(() => response.socket?.resetAndDestroy(), 10)
    },
    read: 'upstream_invalid',
    reads: 3,
    write: 'outcome_unknown',
  },
  {
    name: 'half of the JSON, cleanly ended',
    answer: (response) => response.writeHead(200, jsonType).end('{"id":'),
    read: 'upstream_invalid',
    reads: 3,
    write: 'outcome_unknown',
  },
  {
    name: 'no headers in time',
    answer: () => undefined,
    read: 'upstream_timeout',
    reads: 1,
    write: 'outcome_unknown',
  },
  {
    name: 'a body that drips',
    answer: (response) => {
      response.writeHead(200, jsonType)
      const drip = setInterval(() => response.write(' '), 40)
      response.on('close', () => clearInterval(drip))
    },
    read: 'upstream_timeout',
    reads: 1,
    write: 'outcome_unknown',
  },
  {
    name: 'HTML',
    answer: (response) => response.writeHead(200, html).end('<html>'),
    read: 'upstream_invalid',
    reads: 1,
    write: 'outcome_unknown',
  },
  {
    name: 'nothing',
    answer: (response) => response.writeHead(200).end(),
    read: 'upstream_invalid',
    reads: 1,
    write: 'outcome_unknown',
  },
  {
    name: 'JSON of another type',
    answer: (response) => response.writeHead(200, { 'Content-Type': 'text/json' }).end('{"id":1}'),
    read: 'upstream_invalid',
    reads: 1,
    write: 'outcome_unknown',
  },
  {
    name: 'JSON that is not what was asked for',
    answer: (response) => json(response, { id: 'one' }),
    read: 'upstream_invalid',
    reads: 1,
    write: 'outcome_unknown',
  },
  {
    name: 'null',
    answer: (response) => json(response, null),
    read: 'upstream_invalid',
    reads: 1,
    write: 'outcome_unknown',
  },
  {
    name: 'bytes that are no UTF-8',
    answer: (response) => response.writeHead(200, jsonType).end(Buffer.from([0x22, 0xff, 0x22])),
    read: 'upstream_invalid',
    reads: 1,
    write: 'outcome_unknown',
  },
  {
    name: 'more than the console takes',
    answer: (response) => json(response, { id: 1, noise: 'x'.repeat(30_000) }),
    read: 'upstream_invalid',
    reads: 1,
    write: 'outcome_unknown',
  },
  {
    name: 'a small body that grows when unpacked',
    answer: (response) =>
      response
        .writeHead(200, { ...jsonType, 'Content-Encoding': 'gzip' })
        .end(gzipSync(JSON.stringify({ id: 1, noise: 'x'.repeat(5_000_000) }))),
    read: 'upstream_invalid',
    reads: 1,
    write: 'outcome_unknown',
  },
  {
    name: 'a compression that nobody asked for',
    answer: (response) =>
      response.writeHead(200, { ...jsonType, 'Content-Encoding': 'br' }).end('{"id":1}'),
    read: 'upstream_invalid',
    reads: 1,
    write: 'outcome_unknown',
  },
  {
    name: 'a redirect',
    answer: (response) => response.writeHead(302, { Location: '/elsewhere' }).end(),
    read: 'upstream_invalid',
    reads: 1,
    write: 'outcome_unknown',
  },
  {
    name: '421, which fetch would send again',
    answer: (response) => json(response, { message: 'misdirected' }, 421),
    read: 'upstream_invalid',
    reads: 1,
    write: 'upstream_invalid',
  },
  ...[502, 503, 504].map(
    (status): Fault => ({
      name: `${status}`,
      answer: (response) => response.writeHead(status, html).end('<html>'),
      read: 'upstream_failed',
      reads: 3,
      write: 'outcome_unknown',
    }),
  ),
  {
    name: '500',
    answer: (response) => json(response, { message: '500 Internal Server Error' }, 500),
    read: 'upstream_failed',
    reads: 1,
    write: 'outcome_unknown',
  },
  {
    name: '429 for longer than there is time',
    answer: (response) =>
      response
        .writeHead(429, { 'Content-Type': 'text/plain', 'Retry-After': '30' })
        .end('Retry later'),
    read: 'rate_limited',
    reads: 1,
    write: 'rate_limited',
  },
]

describe.concurrent('faults', () => {
  const limits = { readMs: 900, writeMs: 900, headersMs: 400 }

  test.each(faults)('read: $name', async ({ answer, read: code, reads }) => {
    const server = await standIn(answer)
    expect(await codeOf(read(server.gitlab(limits)))).toBe(code)
    expect(server.seen).toHaveLength(reads)
    expect(server.exchanges).toHaveLength(reads)
    await server.close()
  })

  test.each(faults)('write, sent exactly once: $name', async ({ answer, write: code }) => {
    const server = await standIn(answer)
    expect(await codeOf(write(server.gitlab(limits)))).toBe(code)
    expect(server.seen).toHaveLength(1)
    await server.close()
  })
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

describe('401', () => {
  const expired = { error: 'invalid_token', error_description: 'Token is expired.' }
  const newToken = 'Bearer glpat-fake-access-token-0002'

  test.each([
    ['read', read],
    ['write', write],
  ] as const)('a %s goes on with a renewed token', async (_, operation) => {
    const renewed: string[] = []
    const server = await started((response, { headers }) =>
      headers.authorization === newToken ? json(response, { id: 1 }) : json(response, expired, 401),
    )
    await operation(server.gitlab({}, { tokens: fakeTokens(renewed) }))
    expect(renewed).toEqual([fakeToken])
    expect(server.seen).toHaveLength(2)
  })

  test('twice: sign in again, after one renewal', async () => {
    const renewed: string[] = []
    const server = await started((response) => json(response, { message: '401 Unauthorized' }, 401))
    const gitlab = server.gitlab({}, { tokens: fakeTokens(renewed) })
    expect(await codeOf(read(gitlab))).toBe('reauth_required')
    expect([renewed.length, server.seen.length]).toEqual([1, 2])
  })

  test('what the token source throws goes through', async () => {
    const server = await started((response) => json(response, expired, 401))
    const tokens = {
      ...fakeTokens(),
      renew: () => Promise.reject(new ServerProblem('store_unavailable')),
    }
    expect(await codeOf(read(server.gitlab({}, { tokens })))).toBe('store_unavailable')
  })

  test('as a page of some proxy renews nothing', async () => {
    const renewed: string[] = []
    const server = await started((response) => response.writeHead(401, html).end('<html>'))
    const gitlab = server.gitlab({}, { tokens: fakeTokens(renewed) })
    expect(await codeOf(read(gitlab))).toBe('upstream_invalid')
    expect(renewed).toEqual([])
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

describe('places', () => {
  const hold = () => {
    const held: (() => void)[] = []
    const answer: Answerer = (response) => held.push(() => json(response, { id: 1 }))
    const free = () => {
      for (const one of held.splice(0)) one()
    }
    return { answer, free }
  }

  test('eight of one person at once, the next waits, too many are turned away', async () => {
    const { answer, free } = hold()
    const server = await started(answer)
    const gitlab = server.gitlab({ queueMs: 1_000 })
    const running = Array.from({ length: 10 }, () => read(gitlab))
    await expect(read(gitlab)).rejects.toMatchObject({ code: 'busy', retryAfterS: 1 })
    await vi.waitFor(() => expect(server.seen).toHaveLength(8))
    const other = read(server.gitlab({ queueMs: 1_000 }, { person: '2' }))
    await vi.waitFor(() => expect(server.seen).toHaveLength(9))
    free()
    await vi.waitFor(() => expect(server.seen).toHaveLength(11))
    free()
    await Promise.all([...running, other])
  })

  test('all scans share one lane and leave people theirs', async () => {
    const { answer, free } = hold()
    const server = await started(answer)
    const of = (person: string) => server.gitlab({ maxPerPerson: 1 }, { person })
    const scan = of('1').get('things', { schema, lane: 'scan' })
    expect(await codeOf(of('2').get('things', { schema, lane: 'scan' }))).toBe('busy')
    const person = read(of('1'))
    await vi.waitFor(() => expect(server.seen).toHaveLength(2))
    free()
    await Promise.all([scan, person])
  })

  test('never more than the limit over all lanes', async () => {
    const { answer, free } = hold()
    const server = await started(answer)
    const of = (person: string) => read(server.gitlab({ maxInFlight: 2 }, { person }))
    const running = [of('1'), of('2')]
    expect(await codeOf(of('3'))).toBe('busy')
    free()
    await Promise.all(running)
  })

  test('who waits too long is told so, before anything is sent', async () => {
    const { answer, free } = hold()
    const server = await started(answer)
    const gitlab = server.gitlab({ maxPerPerson: 1 })
    const first = read(gitlab)
    expect(await codeOf(write(gitlab))).toBe('busy')
    expect(server.seen).toHaveLength(1)
    free()
    await first
  })
})

test('no problem and no cause ever holds the token', async () => {
  const echo: Answerer = (response, { headers }) =>
    json(response, { message: { name: [`${headers.authorization} is not welcome`] } }, 400)
  const answers = [echo, ...faults.map(({ answer }) => answer)]
  const errors = await Promise.all(
    answers.flatMap((answer) =>
      [read, write].map(async (operation) => {
        const server = await standIn(answer)
        const limits = { readMs: 500, writeMs: 500, headersMs: 300 }
        const error = await operation(server.gitlab(limits)).catch((caught: unknown) => caught)
        await server.close()
        return error
      }),
    ),
  )
  for (const error of errors) {
    expect(error).toBeInstanceOf(ServerProblem)
    for (let one: unknown = error; one instanceof Error; one = one.cause) {
      const everything = JSON.stringify([one.message, one.stack, ...Object.values(one)])
      expect(everything).not.toMatch(/glpat|Bearer|authorization|<html>/i)
    }
  }
})
