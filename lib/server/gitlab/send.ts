import 'server-only'
import { ServerProblem } from '#lib/server/problem.ts'
import type { Budget } from './budget.ts'
import type { Caller, Operation } from './caller.ts'
import { exchange, type Reply } from './exchange.ts'
import { learnGitLabClock } from './gitlab-clock.ts'
import { preciseHttpDate } from './http-date.ts'
import { shareOf } from './lanes.ts'
import { pausedProblem, throwIfPaused } from './paused.ts'
import { gitlabRequestIdOf, recordExchange } from './record-exchange.ts'
import { targetUrl } from './target-url.ts'
import { tracedExchange } from './traced-exchange.ts'
import { TransportFailure } from './transport-failure.ts'
import { upstreamFor } from './upstream.ts'
import { verdictOf } from './verdict.ts'

const userAgent = 'gitlab-cluster-console'
const headerText = /^[\x21-\x7e]+$/

function headersFor({ requestId }: Caller, { options }: Operation, token: string) {
  if (!headerText.test(token) || !headerText.test(requestId)) {
    throw new ServerProblem('internal', { cause: new Error('Not fit for a header') })
  }
  return {
    Accept: 'application/json',
    'Accept-Encoding': 'gzip',
    Authorization: `Bearer ${token}`,
    'User-Agent': userAgent,
    'X-Request-Id': requestId,
    ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(options.ifUnmodifiedSince === undefined
      ? {}
      : { 'If-Unmodified-Since': preciseHttpDate(options.ifUnmodifiedSince) }),
  }
}

/**
 * One attempt, the first or a later one: waits for a place in the lane, exchanges, tells the breaker and the records. Gives the failure instead of
 * throwing it. Throws `upstream_paused` and `busy` when nothing was sent.
 */
export async function send(
  caller: Caller,
  operation: Operation,
  budget: Budget,
  token: string,
  attempt: number,
): Promise<Reply | TransportFailure> {
  const { settings, person } = caller
  const { method, path, effect, options } = operation
  const upstream = upstreamFor(settings)
  const outgoing = {
    method,
    url: targetUrl(settings.url, options.base ?? 'api/v4', path, options.query),
    headers: headersFor(caller, operation, token),
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
    agent: effect === 'read' && attempt === 1 ? upstream.kept : upstream.fresh,
    signal: budget.signal,
    maxBodyBytes: settings.maxBodyBytes,
  }
  // Whoever is going to be refused does not queue for it.
  throwIfPaused(upstream.breaker)
  let leave: () => void
  try {
    leave = await upstream.lanes.enter(
      shareOf(options.lane ?? 'interactive', person),
      budget.signal,
    )
  } catch (error) {
    if (error instanceof ServerProblem) throw error
    return budget.explain(error, 'connect')
  }
  const call = upstream.breaker.begin()
  if ('reason' in call) {
    leave()
    throw pausedProblem(call)
  }
  const begunAt = performance.now()
  const outcome = await tracedExchange(caller, operation, () =>
    exchange(outgoing)
      .catch((error: unknown) => budget.explain(error, 'exchange'))
      .finally(leave),
  )
  call.end(verdictOf(outcome))
  recordExchange(caller, operation, outcome, performance.now() - begunAt)
  if (outcome instanceof TransportFailure) {
    caller.onExchange?.({ effect, status: null, gitlabRequestId: null })
    return outcome
  }
  const { status } = outcome
  caller.onExchange?.({ effect, status, gitlabRequestId: gitlabRequestIdOf(outcome) })
  if (outcome.content === 'json' && outcome.status < 500) {
    learnGitLabClock({ header: outcome.headers.date, ...outcome })
  }
  return outcome
}
