import 'server-only'
import type { z } from 'zod'
import { ServerProblem } from '#lib/server/problem.ts'
import { Budget } from './budget.ts'
import { problemFromFailure, problemFromGitLab } from './error.ts'
import { exchange, type Reply } from './exchange.ts'
import type {
  Answer,
  DeleteOptions,
  Effect,
  Exchange,
  GitLabSettings,
  OperationOptions,
  RequestOptions,
  TokenSource,
} from './gitlab.ts'
import { learnGitLabClock } from './gitlab-clock.ts'
import { preciseHttpDate } from './http-date.ts'
import { shareOf } from './lanes.ts'
import { readAt } from './read-at.ts'
import { gitlabRequestIdOf, recordExchange } from './record-exchange.ts'
import { retryDelayMs } from './retry.ts'
import { targetUrl } from './target-url.ts'
import { TransportFailure } from './transport-failure.ts'
import { upstreamFor } from './upstream.ts'

const userAgent = 'gitlab-cluster-console'
const headerText = /^[\x21-\x7e]+$/

/** Who asks and on whose behalf; the same for all operations of one request from the browser. */
export interface Caller {
  settings: GitLabSettings
  tokens: TokenSource
  person: string
  requestId: string
  signal: AbortSignal | undefined
  onExchange: ((exchange: Exchange) => void) | undefined
}

export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  effect: Effect
  path: string
  options: OperationOptions & {
    query?: RequestOptions<never>['query']
    ifUnmodifiedSince?: DeleteOptions['ifUnmodifiedSince']
    body?: unknown
  }
}

/** What lies behind a problem, for the log: an operation and a code. Never a header, a query, a body or a message. */
export class GitLabFailure extends Error {
  override readonly name = 'GitLabFailure'
  readonly code: string

  constructor({ method, path }: Operation, code: string) {
    super(`${method} ${path}: ${code}`)
    this.code = code
  }
}

/** The time of an operation. The browser that leaves ends a read, never a write. */
export function budgetFor({ settings, signal }: Caller, { effect, options }: Operation): Budget {
  return effect === 'read'
    ? new Budget(options.budgetMs ?? settings.readMs, signal)
    : new Budget(options.budgetMs ?? settings.writeMs)
}

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

/** One attempt: waits for a place in the lane, exchanges, tells the records. Gives the failure instead of throwing it. */
async function attempt(
  caller: Caller,
  operation: Operation,
  budget: Budget,
  token: string,
): Promise<Reply | TransportFailure> {
  const { settings, person } = caller
  const { method, path, effect, options } = operation
  const upstream = upstreamFor(settings)
  const outgoing = {
    method,
    url: targetUrl(settings.url, options.base ?? 'api/v4', path, options.query),
    headers: headersFor(caller, operation, token),
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
    agent: effect === 'read' ? upstream.reading : upstream.writing,
    signal: budget.signal,
    maxBodyBytes: settings.maxBodyBytes,
  }
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
  const begunAt = performance.now()
  const outcome = await exchange(outgoing)
    .catch((error: unknown) => budget.explain(error, 'exchange'))
    .finally(leave)
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

/** Attempts until there is an outcome: reads again after passing troubles, anything once more after a renewed token. */
async function outcomeOf(
  caller: Caller,
  operation: Operation,
  budget: Budget,
): Promise<Reply | TransportFailure> {
  let token = await caller.tokens.current()
  let mayRenew = operation.options.renew !== false
  let attempts = 0
  for (;;) {
    attempts += 1
    const outcome = await attempt(caller, operation, budget, token)
    if (!(outcome instanceof TransportFailure) && outcome.status === 401 && mayRenew) {
      if (outcome.content === 'other') return outcome
      mayRenew = false
      // A token that was out of date is nobody's failed attempt.
      attempts -= 1
      token = await caller.tokens.renew(token)
      continue
    }
    const delay = mayRepeat(operation, outcome)
      ? retryDelayMs(outcome, attempts, budget.remainingMs())
      : null
    if (delay === null) return outcome
    try {
      await budget.sleep(delay)
    } catch (error) {
      return budget.explain(error, 'connect')
    }
  }
}

const mayRepeat = ({ effect, options }: Operation, outcome: Reply | TransportFailure): boolean =>
  effect === 'read' &&
  (options.waits !== false || outcome instanceof TransportFailure || outcome.status !== 429)

/** True when nobody can tell whether GitLab made the change. A refusal (4xx) tells; so does a missing connection. */
function isOutcomeUnknown(outcome: Reply | TransportFailure): boolean {
  if (outcome instanceof TransportFailure) return outcome.phase === 'exchange'
  return outcome.status < 400 || outcome.status >= 500
}

/** The whole operation up to a successful answer (200, 201 or 204). Throws `ServerProblem`. */
export async function perform(
  caller: Caller,
  operation: Operation,
  budget: Budget = budgetFor(caller, operation),
): Promise<Reply> {
  const outcome = await outcomeOf(caller, operation, budget)
  const failed = outcome instanceof TransportFailure
  if (!failed && isSuccess(operation, outcome)) return outcome
  const cause = new GitLabFailure(operation, failed ? outcome.code : `HTTP_${outcome.status}`)
  if (operation.effect === 'write' && isOutcomeUnknown(outcome)) {
    throw new ServerProblem('outcome_unknown', { cause })
  }
  if (failed) throw problemFromFailure(outcome, cause)
  const problem = problemFromGitLab(outcome, operation.options.integration, cause)
  // Where a 401 says nothing about the session, it says nothing about the token either.
  const isAboutToken = operation.options.renew !== false
  throw (isAboutToken && caller.tokens.explain?.(problem)) || problem
}

function isSuccess({ method }: Operation, { status, content }: Reply): boolean {
  if (method === 'DELETE') return status === 204
  return (status === 200 || status === 201) && content === 'json'
}

/** The parsed body of a successful answer. Throws `upstream_invalid`, or `outcome_unknown` for a write. */
export function parseReply<S extends z.ZodType>(
  operation: Operation,
  schema: S,
  body: unknown,
): z.output<S> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const code = parsed.error.issues[0]?.code.toUpperCase() ?? 'INVALID'
  throw new ServerProblem(operation.effect === 'write' ? 'outcome_unknown' : 'upstream_invalid', {
    cause: new GitLabFailure(operation, `SCHEMA_${code}`),
  })
}

/** A successful answer for the caller: parsed, with its time. Throws what {@link parseReply} throws. */
export function answerOf<S extends z.ZodType>(
  caller: Caller,
  operation: Operation,
  schema: S,
  reply: Reply,
): Answer<z.output<S>> {
  return {
    data: parseReply(operation, schema, reply.body),
    readAt: timeOf(caller, operation, reply),
  }
}

/** The time of an answer; a write is kept in mind for the records that it changed (read-at.ts). */
export function timeOf(caller: Caller, { path, effect, options }: Operation, reply: Reply): Date {
  const addressOf = (record: string) => `${caller.settings.url} ${record}`
  if (effect === 'write' && options.touches !== undefined) {
    readAt(addressOf(options.touches), effect, reply)
  }
  return readAt(addressOf(path), effect, reply)
}
