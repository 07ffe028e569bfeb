import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { read, started } from './request.fixture.ts'
import { json } from './stand-in.fixture.ts'

test('a read that finds a kept connection dead takes a new one, however many of them are dead', async () => {
  const used = new WeakSet<Socket>()
  let isClosing = false
  const server = await started((response) => {
    const { socket } = response
    if (socket === null) return
    if (isClosing && used.has(socket)) {
      socket.destroy()
      return
    }
    used.add(socket)
    // Those that ask at once get a connection each.
    setTimeout(() => json(response, { id: 1 }), isClosing ? 0 : 20)
  })
  const gitlab = server.gitlab()
  await Promise.all(Array.from({ length: 5 }, () => read(gitlab)))
  isClosing = true
  const seen = server.seen.length
  expect((await read(gitlab)).data).toEqual({ id: 1 })
  // One try, should a connection be free that was never used.
  expect(server.seen.length - seen).toBeLessThanOrEqual(2)
})
