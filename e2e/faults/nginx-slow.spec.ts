import { expect, test } from '../behind-nginx.ts'
import { signInOverHttp } from '../person.ts'
import { open } from '../security/raw.ts'
import { drip } from './slow-sender.ts'

/** So many at once: a slow sender waits at nginx and not in the console. 500: `npm run bench -- load H03`. */
const senders = 50

test('H03 who sends a request slowly holds nobody up, and is cut off', async ({
  stack,
  replicas,
}) => {
  const { origin } = replicas
  const root = await signInOverHttp(stack, origin, 'root')
  const host = `Host: ${new URL(origin).host}\r\n`
  let left = senders
  const all = Array.from({ length: senders }, () =>
    drip(origin, `GET /api/session HTTP/1.1\r\n${host}`, false).then(() => {
      left -= 1
    }),
  )
  while (left > 0) {
    const answer = await root.call('GET', '/api/scopes/instance/clusters')
    expect(answer.status, answer.text).toBe(200)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await Promise.all(all)
})

test('H03 a body that does not come reaches no replica', async ({ replicas }) => {
  const { origin } = replicas
  const before = replicas.running().map((one) => one.output().length)
  const beginning = [
    'PUT /api/scopes/instance/clusters/77 HTTP/1.1',
    `Host: ${new URL(origin).host}`,
    'Content-Type: application/json',
    'Content-Length: 1000',
    '',
    '{',
  ].join('\r\n')
  const socket = open(origin)
  const gone = new Promise((resolve) => {
    socket.on('data', () => undefined)
    for (const event of ['end', 'error', 'close'] as const) socket.on(event, resolve)
  })
  socket.on('connect', () => socket.write(beginning))
  await gone
  const seen = replicas.running().map((one, index) => one.output().slice(before[index]))
  expect(seen.join('')).not.toContain('clusters/77')
})
