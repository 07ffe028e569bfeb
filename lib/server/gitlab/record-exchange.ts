import 'server-only'
import { log } from '#lib/server/log.ts'
import { countCall } from '#lib/server/metrics/gitlab-calls.ts'
import { routePattern } from '#lib/server/metrics/route-pattern.ts'
import type { Caller, Operation } from './caller.ts'
import type { Reply } from './exchange.ts'
import { retryAfterS } from './retry.ts'
import { TransportFailure } from './transport-failure.ts'

/** GitLab's `X-Request-Id` of an answer, where it is one. */
export function gitlabRequestIdOf({ headers }: Pick<Reply, 'headers'>): string | null {
  const id = headers['x-request-id']
  return id !== undefined && /^[\w-]{1,128}$/.test(id) ? id : null
}

/** GitLab's fault, or the network's; a browser that leaves is neither. */
const isFailure = (outcome: Pick<Reply, 'status'> | TransportFailure): boolean =>
  outcome instanceof TransportFailure ? outcome.kind !== 'aborted' : outcome.status >= 500

/**
 * Tells the metrics and the log of one exchange; `durationMs` is what GitLab took, without the wait for a place in the lane.
 */
export function recordExchange(
  { requestId }: Pick<Caller, 'requestId'>,
  { method, path, options }: Pick<Operation, 'method' | 'path' | 'options'>,
  outcome: Pick<Reply, 'status' | 'headers'> | TransportFailure,
  durationMs: number,
): void {
  const failed = outcome instanceof TransportFailure
  const status = failed ? null : outcome.status
  const gitlabRequestId = failed ? null : gitlabRequestIdOf(outcome)
  const lane = options.lane ?? 'interactive'
  const route = routePattern(options.base === 'oauth' ? `oauth/${path}` : path)
  const retryAfter = failed ? null : (retryAfterS(outcome.headers) ?? null)
  countCall({ method, route, lane, status, durationMs, retryAfterS: retryAfter })
  // GitLab's own id leads to what went wrong there: it has to be known without having been at `debug` before.
  log[isFailure(outcome) ? 'warn' : 'debug']('gitlab', {
    request_id: requestId,
    method,
    route,
    lane,
    duration_ms: Math.round(durationMs),
    ...(status === null ? {} : { status }),
    ...(failed ? { code: outcome.code } : {}),
    ...(gitlabRequestId === null ? {} : { gitlab_request_id: gitlabRequestId }),
  })
}
