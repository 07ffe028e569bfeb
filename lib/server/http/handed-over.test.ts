import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { watchAnswers, whenHandedOver } from './handed-over.ts'

let server: Server
let origin: string
/** What the server does with its next request; `X-Request-Id` is set already. */
let answer: (response: ServerResponse) => void
/** Set when the answer is over, however. */
let over: Promise<unknown>

beforeAll(async () => {
  watchAnswers()
  server = createServer((_, response) => {
    over = once(response, 'close')
    response.setHeader('X-Request-Id', 'r1')
    answer(response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  origin = `http://127.0.0.1:${address.port}`
})
afterAll(() => server.close())

async function ask(how: (response: ServerResponse) => void): Promise<void> {
  answer = how
  await fetch(origin).then(
    (response) => response.text(),
    () => undefined,
  )
  await over
}

/** Waits for the answer 201 to the request r1. */
function awaited(request = new Request('http://localhost')) {
  const work = vi.fn(async () => undefined)
  whenHandedOver({ request, requestId: 'r1' }, 201, work)
  return work
}
const created = (response: ServerResponse) => response.writeHead(201).end('{}')

test('an answer that was sent to its end is told of, once', async () => {
  const work = awaited()
  await ask(created)
  await ask(created)
  expect(work).toHaveBeenCalledTimes(1)
})

test('the answer to another request is not it', async () => {
  const work = awaited()
  await ask((response) => {
    response.setHeader('X-Request-Id', 'r2')
    created(response)
  })
  expect(work).not.toHaveBeenCalled()
  await ask(created)
  expect(work).toHaveBeenCalledTimes(1)
})

const lost: [name: string, how: (response: ServerResponse) => void][] = [
  ['another status', (response) => response.writeHead(500).end('{}')],
  [
    'a connection that broke before it',
    (response) => {
      response.statusCode = 201
      response.destroy()
    },
  ],
  [
    'half an answer',
    (response) => {
      response.writeHead(201).write('{')
      response.destroy()
    },
  ],
]
test.each(lost)('%s is no answer that was sent, and the next one is another', async (_, how) => {
  const work = awaited()
  await ask(how)
  await ask(created)
  expect(work).not.toHaveBeenCalled()
})

test('for a browser that left nothing is awaited', async () => {
  const left = new AbortController()
  const works = [awaited(new Request('http://localhost', { signal: left.signal }))]
  left.abort()
  works.push(awaited(new Request('http://localhost', { signal: left.signal })))
  await ask(created)
  for (const work of works) expect(work).not.toHaveBeenCalled()
})
