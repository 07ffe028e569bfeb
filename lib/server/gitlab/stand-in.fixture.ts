import 'server-only'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Exchange, GitLab, GitLabSettings, TokenSource } from './gitlab.ts'
import { createGitLab, type GitLabOptions } from './request.ts'

/*
 * A server on a real socket that answers as a unit test says. Only for tests: for everything that is about GitLab's
 * behaviour and not about the wire there is e2e/simulator.
 */
export const fakeToken = 'glpat-fake-access-token-0001'

export interface Seen {
  method: string
  url: string
  headers: IncomingMessage['headers']
  body: string
}
export type Answerer = (
  response: ServerResponse,
  seen: Seen,
  /** 1 for the first request. */
  count: number,
) => void

export const settingsFor = (
  url: string,
  changed: Partial<GitLabSettings> = {},
): GitLabSettings => ({
  url,
  ca: undefined,
  connectMs: 1_000,
  headersMs: 1_000,
  readMs: 2_000,
  writeMs: 2_000,
  maxBodyBytes: 20_000,
  maxInFlight: 64,
  maxPerPerson: 8,
  queueMs: 100,
  queueLength: 2,
  queuePerPerson: 2,
  breaker: { windowMs: 10_000, minCalls: 20, openMs: 10_000 },
  retryFloor: 20,
  ...changed,
})

/** A person's tokens: `glpat-fake…0001`, and after each renewal the next one. */
export function fakeTokens(renewed: string[] = []): TokenSource {
  return {
    current: async () => fakeToken,
    renew: async (rejected) => {
      renewed.push(rejected)
      return `glpat-fake-access-token-000${renewed.length + 1}`
    },
  }
}

export interface StandIn {
  url: string
  seen: Seen[]
  exchanges: Exchange[]
  gitlab: (settings?: Partial<GitLabSettings>, options?: Partial<GitLabOptions>) => GitLab
  close: () => Promise<void>
}

/** Starts the server on a free loopback port. */
export async function standIn(answer: Answerer): Promise<StandIn> {
  const seen: Seen[] = []
  const exchanges: Exchange[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const one = { method, url, headers, body: Buffer.concat(chunks).toString() }
      answer(response, one, seen.push(one))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    seen,
    exchanges,
    gitlab: (settings, options) =>
      createGitLab({
        tokens: fakeTokens(),
        person: '1',
        requestId: 'req-1',
        onExchange: (exchange) => exchanges.push(exchange),
        settings: settingsFor(url, settings),
        ...options,
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Answers with JSON as GitLab does. */
export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}
