import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { watchAnswers } from '#lib/server/http/handed-over.ts'
import { workUnderWay } from '#lib/server/shutdown.ts'

/**
 * A connection of the kind that Next answers on. `send` brings an answer to its end, and gives what arrived once the
 * console is done with it; `cut` breaks the connection before the last byte. What is given to neither was lost with its
 * process.
 */
export async function postman() {
  watchAnswers()
  const waiting = new Map<string | undefined, (response: ServerResponse) => void>()
  const server = createServer(({ url }, response) => waiting.get(url)?.(response))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')

  const carry = async (answer: Response, finish: (response: ServerResponse) => void) => {
    const path = `/${randomUUID()}`
    const over = new Promise<unknown>((resolve) => {
      waiting.set(path, (response) => {
        resolve(once(response, 'close'))
        response.statusCode = answer.status
        finish(response.setHeaders(answer.headers))
      })
    })
    const arrived = await fetch(`http://127.0.0.1:${address.port}${path}`).catch(() => null)
    const text = await arrived?.text().catch(() => null)
    await over
    await Promise.all(workUnderWay())
    return { arrived, text }
  }

  return {
    async send(answer: Response): Promise<Response> {
      const body = await answer.text()
      const { arrived, text } = await carry(answer, (response) => response.end(body))
      if (arrived === null) throw new Error('no answer arrived')
      const { status, headers } = arrived
      return new Response(status === 204 ? null : text, { status, headers })
    },
    async cut(answer: Response): Promise<void> {
      await carry(answer, (response) => {
        response.write('{')
        response.destroy()
      })
    },
    close: () => server.close(),
  }
}
