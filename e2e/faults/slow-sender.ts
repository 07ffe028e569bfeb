import type { Socket } from 'node:net'
import { open } from '../security/raw.ts'

const everyMs = 500

/** Sends `beginning` and then a byte now and then for as long as the other side lets it; resolves when it is cut. */
export function drip(origin: string, beginning: string, isBody: boolean): Promise<void> {
  const socket: Socket = open(origin)
  return new Promise((resolve) => {
    const timer = setInterval(() => socket.write(isBody ? 'x' : 'X-A: b\r\n'), everyMs)
    const cut = () => {
      clearInterval(timer)
      socket.destroy()
      resolve()
    }
    socket.on('connect', () => socket.write(beginning))
    socket.on('data', () => undefined)
    for (const event of ['end', 'error', 'close'] as const) socket.on(event, cut)
  })
}
