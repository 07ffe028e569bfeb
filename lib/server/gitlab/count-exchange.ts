import 'server-only'
import { countCall } from '#lib/server/metrics/gitlab-calls.ts'
import type { Operation } from './caller.ts'
import type { Reply } from './exchange.ts'
import { retryAfterS } from './retry.ts'
import { TransportFailure } from './transport-failure.ts'

/** Tells the metrics of one exchange; `durationMs` is what GitLab took, without the wait for a place in the lane. */
export function countExchange(
  { method, path, options }: Pick<Operation, 'method' | 'path' | 'options'>,
  outcome: Reply | TransportFailure,
  durationMs: number,
): void {
  const failed = outcome instanceof TransportFailure
  countCall({
    method,
    path: options.base === 'oauth' ? `oauth/${path}` : path,
    lane: options.lane ?? 'interactive',
    status: failed ? null : outcome.status,
    durationMs,
    retryAfterS: failed ? null : (retryAfterS(outcome.headers) ?? null),
  })
}
