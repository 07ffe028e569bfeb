import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { freePort } from '../../lib/cli/process.ts'

/** A way to PostgreSQL that can be closed, or fall silent; the server behind it goes on. */
export interface StoreProxy {
  /** The same address by this way. */
  through: (url: string) => string
  /** Connections are refused, and those that are open break. */
  down: () => Promise<void>
  /** Connections are taken, and nothing is answered. */
  silence: () => void
  up: () => Promise<void>
}

/** @param url of the server, any database of it */
export async function startStoreProxy(url: string): Promise<StoreProxy> {
  const { hostname, port: targetPort } = new URL(url)
  const port = await freePort()
  const open = new Set<Socket>()
  let server: Server | null = null
  let isSilent = false

  function carry(client: Socket): void {
    const target = connect(Number(targetPort), hostname)
    for (const [from, to] of [
      [client, target],
      [target, client],
    ] as const) {
      open.add(from)
      from.on('error', () => undefined)
      from.on('close', () => {
        open.delete(from)
        to.destroy()
      })
      from.on('data', (chunk) => {
        to.write(chunk)
      })
      if (isSilent) from.pause()
    }
  }

  const listen = async () => {
    isSilent = false
    for (const socket of open) socket.resume()
    if (server !== null) return
    server = createServer(carry).listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  await listen()
  return {
    through(original) {
      const other = new URL(original)
      other.host = `127.0.0.1:${port}`
      return other.href
    },
    async down() {
      const closing = server
      server = null
      const closed = new Promise((resolve) => closing?.close(resolve) ?? resolve(undefined))
      for (const socket of open) socket.destroy()
      await closed
    },
    silence() {
      isSilent = true
      for (const socket of open) socket.pause()
    },
    up: listen,
  }
}
