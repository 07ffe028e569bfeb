import 'server-only'
import { subscribe } from 'node:diagnostics_channel'
import { IncomingMessage, Server, ServerResponse } from 'node:http'

/** One request as Node itself sees it, whoever answers it. */
interface Seen {
  request: IncomingMessage
  response: ServerResponse
  server: Server
}

/**
 * Calls `hear` at the beginning of every request to this process from now on, through Node's own diagnostics channel:
 * Next keeps its server to itself (decisions/0096).
 */
export function eachRequest(hear: (seen: Seen) => void): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response, server }: Record<string, unknown> = Object(message)
    if (
      request instanceof IncomingMessage &&
      response instanceof ServerResponse &&
      server instanceof Server
    )
      hear({ request, response, server })
  })
}
