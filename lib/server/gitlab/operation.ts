import 'server-only'
import type { z } from 'zod'
import { countRetry, countRetryWithheld } from '#lib/server/metrics/gitlab-retries.ts'
import { ServerProblem } from '#lib/server/problem.ts'
import type { Budget } from './budget.ts'
import { budgetFor, type Caller, GitLabFailure, type Operation } from './caller.ts'
import { problemFromFailure, problemFromGitLab } from './error.ts'
import type { Reply } from './exchange.ts'
import type { Answer } from './gitlab.ts'
import { throwIfPaused } from './paused.ts'
import { readAt } from './read-at.ts'
import { retryDelayMs } from './retry.ts'
import { send } from './send.ts'
import { TransportFailure } from './transport-failure.ts'
import { type Upstream, upstreamFor } from './upstream.ts'

/** Attempts until there is an outcome: reads again after passing troubles, anything once more after a renewed token. */
async function outcomeOf(
  caller: Caller,
  operation: Operation,
  budget: Budget,
): Promise<Reply | TransportFailure> {
  const upstream = upstreamFor(caller.settings)
  // Before the token: to refresh it takes a call too.
  throwIfPaused(upstream.breaker)
  upstream.retries.noteOperation()
  let token = await caller.tokens.current()
  let mayRenew = operation.options.renew !== false
  let attempts = 0
  let unreachable: TransportFailure | null = null
  for (;;) {
    attempts += 1
    const outcome = await send(caller, operation, budget, token, attempts)
    if (isOutOfTime(outcome) && unreachable !== null) return unreachable
    if (isUnreachable(outcome)) unreachable = outcome
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
    if (delay === null || !mayRetryNow(upstream)) return outcome
    countRetry()
    try {
      await budget.sleep(delay)
    } catch (error) {
      return budget.explain(error, 'connect')
    }
  }
}

/** A GitLab that nobody can connect to is not a slow one, even when the time for trying is over first. */
const isUnreachable = (outcome: Reply | TransportFailure): outcome is TransportFailure =>
  outcome instanceof TransportFailure &&
  outcome.phase === 'connect' &&
  outcome.kind === 'unreachable'

const isOutOfTime = (outcome: Reply | TransportFailure): boolean =>
  outcome instanceof TransportFailure && outcome.kind === 'timeout' && outcome.code === 'BUDGET'

const mayRepeat = ({ effect, options }: Operation, outcome: Reply | TransportFailure): boolean =>
  effect === 'read' &&
  (options.waits !== false || outcome instanceof TransportFailure || outcome.status !== 429)

/** Whether the state of GitLab and the budget of this process leave room for one more attempt. */
function mayRetryNow({ breaker, retries }: Upstream): boolean {
  if (breaker.refusal() !== null) {
    countRetryWithheld('breaker')
    return false
  }
  if (retries.take()) return true
  countRetryWithheld('budget')
  return false
}

/** True when nobody can tell whether GitLab made the change. A refusal (4xx) tells; so does a missing connection. */
function isOutcomeUnknown(outcome: Reply | TransportFailure): boolean {
  if (outcome instanceof TransportFailure) return outcome.phase === 'exchange'
  return outcome.status < 400 || outcome.status >= 500
}

/** The whole operation up to a successful answer (200, 201 or 204). Throws `ServerProblem`. */
export async function perform(caller: Caller, operation: Operation): Promise<Reply> {
  using budget = budgetFor(caller, operation)
  return await performWithin(budget, caller, operation)
}

/** {@link perform} as a part of an operation whose time has begun. */
export async function performWithin(
  budget: Budget,
  caller: Caller,
  operation: Operation,
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
