import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { read, started } from './request.fixture.ts'
import { json } from './stand-in.fixture.ts'

test('a second try takes a new connection, though the one of the first is kept', async () => {
  const ports: (number | undefined)[] = []
  const server = await started((response, _seen, count) => {
    ports.push(response.socket?.remotePort)
    json(response, { id: 1 }, count === 2 ? 503 : 200)
  })
  const gitlab = server.gitlab()
  await read(gitlab)
  // undici frees a connection a turn after the body was read.
  await nextTurn()
  await read(gitlab)
  const [first, kept, fresh] = ports
  expect(ports).toHaveLength(3)
  expect(kept).toBe(first)
  expect(fresh).not.toBe(first)
})
