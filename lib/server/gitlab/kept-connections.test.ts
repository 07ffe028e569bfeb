import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { read, started } from './request.fixture.ts'
import { json } from './stand-in.fixture.ts'

test('a second try takes a new connection, though the one of the first is kept', async () => {
  const sockets: (Socket | null)[] = []
  const server = await started((response, _seen, count) => {
    sockets.push(response.socket)
    json(response, { id: 1 }, count === 2 ? 503 : 200)
  })
  const gitlab = server.gitlab()
  await read(gitlab)
  await read(gitlab)
  const [first, kept, fresh] = sockets
  expect(sockets).toHaveLength(3)
  expect(kept).toBe(first)
  expect(fresh).not.toBe(first)
})
