import 'server-only'
import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import { type Problem, statusOf } from '#lib/contract/problem.ts'
import { buildId } from '../build-id.ts'
import { config } from '../config.ts'
import { ServerProblem } from '../problem.ts'

/** Also in next.config.mjs, for what the framework answers below /api before our code; a test holds them together. */
export const apiPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

/** HSTS for two years; only a console that is reached by https may send it. */
export const strictTransport = 'max-age=63072000; includeSubDomains'

/** Headers of every answer that is no page. The rest of the baseline comes from next.config.mjs. */
export function apiHeaders(options: { requestId: string; isHttps: boolean }): Headers {
  const headers = new Headers({
    'X-Request-Id': options.requestId,
    'X-Build': buildId(),
    'Content-Security-Policy': apiPolicy,
    'Cache-Control': 'no-store',
  })
  if (options.isHttps) headers.set('Strict-Transport-Security', strictTransport)
  return headers
}

/** `undefined` answers 204, everything else JSON. */
export function respond(data: unknown, status: number, headers: Headers): Response {
  if (data === undefined) return new Response(null, { status: 204, headers })
  headers.set('Content-Type', 'application/json; charset=utf-8')
  return new Response(JSON.stringify(data), { status, headers })
}

/** Any error as the one error body; what is no `ServerProblem` says nothing but `internal`. */
export function respondProblem(error: unknown, requestId: string, headers: Headers): Response {
  const { code, errors, retryAfterS, reason, tokenId } =
    error instanceof ServerProblem ? error : new ServerProblem('internal')
  const status = statusOf[code]
  const problem: Problem = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    request_id: requestId,
    ...(errors === undefined ? {} : { errors }),
    ...(retryAfterS === undefined ? {} : { retry_after: retryAfterS }),
    ...(reason === undefined ? {} : { reason }),
    ...(tokenId === undefined ? {} : { token_id: tokenId }),
  }
  headers.set('Content-Type', 'application/problem+json; charset=utf-8')
  if (retryAfterS !== undefined) headers.set('Retry-After', String(Math.ceil(retryAfterS)))
  return new Response(JSON.stringify(problem), { status, headers })
}

/** The answer of a health check: a word, and nothing about what runs here. */
export function respondStatus(httpStatus: 200 | 503, status: string): Response {
  const headers = apiHeaders({ requestId: randomUUID(), isHttps: config().isHttps })
  return respond({ status }, httpStatus, headers)
}
