import 'server-only'
import { type ProblemCode, statusOf } from '#lib/contract/problem.ts'
import { now } from '../clock.ts'
import { config } from '../config.ts'
import { describeError, log } from '../log.ts'
import { metrics } from '../metrics/registry.ts'
import { ServerProblem } from '../problem.ts'
import { clearSessionCookie } from '../session/cookie.ts'
import { endSession, isForeignPage, openSession, type Session } from '../session/session.ts'
import { recordEnds } from '../session/session-rows.ts'
import { finishing } from '../shutdown.ts'
import { inSpan, type SpanFacts } from '../tracing/span.ts'
import { type Attempt, isDenial, recordDenial } from './denial.ts'
import { Ndjson, streamNdjson } from './ndjson.ts'
import { ownRoute } from './own-route.ts'
import { requestIdOf } from './request-id.ts'
import { apiHeaders, respond, respondProblem } from './respond.ts'

/** What Next calls for one method of a route. */
export type RouteHandler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>

/** One request on its way through a route. */
export interface Exchange {
  request: Request
  requestId: string
  /** Of the answer. */
  headers: Headers
  /** Set by {@link sessionOf}, for the log. */
  session: Session | null
  /** Adds to what its span says. */
  note: (facts: SpanFacts) => void
  /** What a write wants to change, for the row of its refusal. */
  attempt: Attempt | null
}

/** The session of the request. Throws `unauthenticated`, or `session_changed` when the page shows somebody else. */
export async function sessionOf(exchange: Exchange): Promise<Session> {
  exchange.session = await openSession(exchange.request)
  if (exchange.session === null) throw new ServerProblem('unauthenticated')
  // The cookie belongs to the browser, not to the page: another tab may have signed in as another person meanwhile.
  if (isForeignPage(exchange.request, exchange.session.user)) {
    throw new ServerProblem('session_changed')
  }
  return exchange.session
}

/**
 * Runs a route: the only `catch`, the one error body and one log line, which a stream has at its end. The process does not
 * end before it, whether the browser is still there or not.
 */
export const handle = (
  request: Request,
  work: (exchange: Exchange) => Promise<{ data: unknown; status: number }>,
): Promise<Response> => {
  const requestId = requestIdOf(request)
  const route = routeOf(request)
  const facts = {
    'http.request.method': request.method,
    'http.route': route,
    'cluster_console.request_id': requestId,
  }
  const name = `route ${request.method} ${route}`
  return finishing(inSpan(name, { facts }, (note) => run({ request, requestId, note }, work)))
}

const routeOf = (request: Request) => ownRoute(new URL(request.url).pathname)

async function run(
  { request, requestId, note }: Pick<Exchange, 'request' | 'requestId' | 'note'>,
  work: (exchange: Exchange) => Promise<{ data: unknown; status: number }>,
): Promise<Response> {
  const startedAt = now()
  const headers = apiHeaders({ requestId, isHttps: config().isHttps })
  const exchange: Exchange = { request, requestId, headers, note, session: null, attempt: null }
  let failure: unknown
  let response: Response
  try {
    const { data, status } = await work(exchange)
    if (data instanceof Ndjson) {
      return streamNdjson(data, {
        headers,
        // Nobody takes the body of an answer to HEAD.
        signal: request.method === 'HEAD' ? AbortSignal.abort() : request.signal,
        onEnd: (error) => record(exchange, status, now() - startedAt, error),
      })
    }
    response = respond(data, status, headers)
  } catch (error) {
    failure = error
    const code = codeOf(error)
    if (code === 'reauth_required') await dropSession(exchange, reasonOf(error))
    metrics().problems.inc({ code })
    if (isDenial(code)) await recordDenial(exchange, code)
    response = respondProblem(error, requestId, headers)
  }
  record(exchange, response.status, now() - startedAt, failure)
  return response
}

/** GitLab does not accept the session's tokens any more: it is over here too. */
async function dropSession(exchange: Exchange, result: ProblemCode): Promise<void> {
  const { session, headers, request, requestId } = exchange
  headers.append('Set-Cookie', clearSessionCookie())
  if (session === null) return
  try {
    if (await endSession(session)) {
      await recordEnds([session], { action: 'session.reject', request, requestId, result })
    }
  } catch (error) {
    log.warn('session not ended', { session: session.key.slice(0, 8), error: describeError(error) })
  }
}

const codeOf = (failure: unknown): ProblemCode =>
  failure instanceof ServerProblem ? failure.code : 'internal'

/** What it was that GitLab said, where more is known than that a new sign-in is needed. */
const reasonOf = (error: unknown): ProblemCode =>
  error instanceof ServerProblem && error.cause instanceof ServerProblem
    ? error.cause.code
    : 'reauth_required'

function record(exchange: Exchange, status: number, durationMs: number, failure: unknown): void {
  const { request, requestId, session, note } = exchange
  // A stream that breaks has said 200 already.
  const code = failure === undefined ? undefined : codeOf(failure)
  const isOurs = code !== undefined && statusOf[code] >= 500
  const { pathname } = new URL(request.url)
  const route = ownRoute(pathname)
  note({
    'http.response.status_code': status,
    ...(code === undefined ? {} : { 'cluster_console.code': code }),
    ...(session === null
      ? {}
      : { 'cluster_console.session': session.key.slice(0, 8), 'user.id': session.user.id }),
  })
  log[isOurs ? 'error' : 'info']('request', {
    request_id: requestId,
    method: request.method,
    route,
    ...(route.endsWith('*') ? {} : { path: pathname.slice(0, 200) }),
    status,
    duration_ms: durationMs,
    ...(code === undefined ? {} : { code }),
    ...(session === null ? {} : { session: session.key.slice(0, 8), user_id: session.user.id }),
    ...(isOurs ? { error: describeError(failure) } : {}),
  })
}
