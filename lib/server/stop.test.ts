import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { setFakeEnvironment } from './fake-environment.fixture.ts'
import { watchConnections } from './http/connections.ts'
import { closeSignal, drainSignal, finishing } from './shutdown.ts'
import { stopInOrder } from './stop.ts'
import { store } from './store/store.ts'

beforeAll(() => {
  setFakeEnvironment({ DRAIN_S: '1', STOP_S: '3' })
})

test('answers while it drains, then takes no one new, finishes what is under way, and gives up in time', async () => {
  watchConnections()
  const open = await store()
  const order: string[] = []
  drainSignal().addEventListener('abort', () => order.push('drain'))
  closeSignal().addEventListener('abort', () => order.push('close'))
  const server = createServer((request, response) => {
    void sleep(request.url === '/slow' ? 1_500 : 0).then(() => response.end('answered'))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const ask = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${address.port}${path}`)
    return { text: await answer.text(), connection: answer.headers.get('connection') }
  }
  expect(await ask('/before')).toEqual({ text: 'answered', connection: 'keep-alive' })

  const slow = ask('/slow')
  await sleep(50)
  void finishing(sleep(60_000, undefined, { ref: false }))
  const startedAt = performance.now()
  const stopped = stopInOrder()
  expect(order).toEqual(['drain'])
  expect(await ask('/while-it-drains')).toEqual({ text: 'answered', connection: 'close' })
  await sleep(1_100)
  expect(order).toEqual(['drain', 'close'])
  await expect(ask('/after')).rejects.toThrow()
  expect(await slow).toEqual({ text: 'answered', connection: 'close' })
  // Work that never ends holds it back no longer than STOP_S.
  await stopped
  expect(performance.now() - startedAt).toBeLessThan(4_000)
  await expect(open.ping()).rejects.toMatchObject({ code: 'store_unavailable' })
})
