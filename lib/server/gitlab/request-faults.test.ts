import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { ServerProblem } from '#lib/server/problem.ts'
import { codeOf, read, write } from './request.fixture.ts'
import { type Answerer, json, standIn } from './stand-in.fixture.ts'

beforeEach(() => {
  // The shortest pause between two attempts.
  vi.spyOn(Math, 'random').mockReturnValue(0)
})
afterEach(() => {
  vi.restoreAllMocks()
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
