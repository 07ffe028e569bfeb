import 'server-only'
import type { Server, ServerResponse } from 'node:http'
import { perProcess } from '../per-process.ts'
import { eachRequest } from './each-request.ts'

interface Connections {
  /** Next keeps its server to itself; the first request tells it. Null: there was none. */
  server: Server | null
  underWay: Set<ServerResponse>
  isLast: boolean
}

const known = () =>
  perProcess('connections', (): Connections => {
    const connections: Connections = { server: null, underWay: new Set(), isLast: false }
    eachRequest(({ server, response }) => {
      connections.server = server
      connections.underWay.add(response)
      response.once('close', () => connections.underWay.delete(response))
      if (connections.isLast) response.setHeader('Connection', 'close')
    })
    return connections
  })

/** Follows all requests from now on, through Node's own diagnostics channel. */
export const watchConnections = (): void => void known()

/** How many answers are under way. */
export const answersUnderWay = (): number => known().underWay.size

/** From now on each answer is the last one of its connection: who comes again finds another process. */
export function makeAnswersLast(): void {
  const connections = known()
  connections.isLast = true
  for (const response of connections.underWay) {
    if (!response.headersSent) response.setHeader('Connection', 'close')
  }
}

/** Takes no new connection, and closes those on which nothing is under way. */
export function stopListening(): void {
  known().server?.close()
}

/** Cuts whatever is left. */
export function cutConnections(): void {
  known().server?.closeAllConnections()
}
