import 'server-only'
import { routePattern } from '#lib/server/metrics/route-pattern.ts'
import { inSpan } from '#lib/server/tracing/span.ts'
import type { Caller, Operation } from './caller.ts'
import type { Reply } from './exchange.ts'
import { TransportFailure } from './transport-failure.ts'

/** One exchange as a span, named by what is asked and not by whose record it is. GitLab is not told of the trace. */
export function tracedExchange(
  { requestId }: Pick<Caller, 'requestId'>,
  { method, path, options }: Pick<Operation, 'method' | 'path' | 'options'>,
  work: () => Promise<Reply | TransportFailure>,
): Promise<Reply | TransportFailure> {
  const route = routePattern(options.base === 'oauth' ? `oauth/${path}` : path)
  const facts = {
    'http.request.method': method,
    'url.template': route,
    'cluster_console.request_id': requestId,
    'cluster_console.lane': options.lane ?? 'interactive',
  }
  return inSpan(`GitLab ${method} ${route}`, { facts, kind: 'client' }, async (note) => {
    const outcome = await work()
    note(
      outcome instanceof TransportFailure
        ? { 'error.type': outcome.code }
        : { 'http.response.status_code': outcome.status },
    )
    return outcome
  })
}
