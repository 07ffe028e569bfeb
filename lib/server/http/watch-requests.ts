import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '../log.ts'
import { metrics } from '../metrics/registry.ts'
import { perProcess } from '../per-process.ts'
import { eachRequest } from './each-request.ts'
import { type OwnRoute, ownRoute } from './own-route.ts'

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
/** Asked every few seconds by machines, or many times a page. */
const quiet: ReadonlySet<OwnRoute> = new Set(['/healthz', '/readyz', '/metrics', '/_next/static/*'])
const streams: ReadonlySet<OwnRoute> = new Set(['/api/fleet'])

/** Whether the wrapper of the routes (handle.ts) answered, which writes its own line with more in it. */
function hasItsLine(route: OwnRoute, response: ServerResponse): boolean {
  if (!response.hasHeader('x-request-id')) return false
  return route.startsWith('/api') || route === '/auth/logout' || response.statusCode === 405
}

function record(request: IncomingMessage, response: ServerResponse, begunAt: number): void {
  const path = (request.url ?? '').replace(/[?#].*/s, '')
  const route = ownRoute(path)
  const method = methods.has(request.method ?? '') ? String(request.method) : 'other'
  const status = response.writableFinished ? response.statusCode : undefined
  const durationMs = performance.now() - begunAt
  const { httpRequests, httpDurations, httpInFlight } = metrics()
  httpInFlight.dec()
  httpRequests.inc({ method, route, status: status ?? 'aborted' })
  if (!streams.has(route)) httpDurations.observe({ route }, durationMs / 1000)
  if (hasItsLine(route, response)) return
  const requestId = response.getHeader('x-request-id')
  log[quiet.has(route) ? 'debug' : 'info']('request', {
    ...(typeof requestId === 'string' ? { request_id: requestId } : {}),
    method,
    route,
    duration_ms: Math.round(durationMs),
    ...(status === undefined ? { reason: 'the client left' } : { status }),
  })
}

/**
 * Counts every request to this process, whoever answers it: our routes, pages, and what the framework answers before any code
 * of ours. Those that no wrapper tells the log of get their line here.
 */
export function watchRequests(): void {
  perProcess('watched-requests', () => {
    eachRequest(({ request, response }) => {
      const begunAt = performance.now()
      metrics().httpInFlight.inc()
      response.once('close', () => record(request, response, begunAt))
    })
    return true
  })
}
