import 'server-only'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { ServerProblem } from '#lib/server/problem.ts'
import type { Reply } from './exchange.ts'
import { errorsFromGrape, errorsFromModel, errorsFromReason } from './field-errors.ts'
import type { OperationOptions } from './gitlab.ts'
import { retryAfterS } from './retry.ts'
import type { FailureKind, TransportFailure } from './transport-failure.ts'

const defaultRetryAfterS = 60

/** The parts of GitLab's error bodies that matter: `{"error": …}` of Grape and of OAuth, `{"message": …}` of the rest. */
function parts(body: unknown): { error: string | undefined; message: unknown } {
  if (typeof body !== 'object' || body === null) return { error: undefined, message: undefined }
  const error = 'error' in body && typeof body.error === 'string' ? body.error : undefined
  return { error, message: 'message' in body ? body.message : undefined }
}

function notFound(body: unknown, integration: OperationOptions['integration']): ProblemCode {
  const { error, message } = parts(body)
  if (error !== undefined)
    return integration === 'receptive_agents' ? 'receptive_unavailable' : 'route_unknown'
  if (message === '404 Not Found' && integration !== undefined)
    return integration === 'receptive_agents' ? 'receptive_disabled' : 'integration_disabled'
  if (message === '404 Project Not Found' || message === '404 Group Not Found')
    return 'scope_not_found'
  // The list of agents hides itself this way from who may not see it (gitlab-api.md §6.2).
  if (message === '404 ClusterAgents Not Found') return 'forbidden'
  return 'record_not_found'
}

function forbidden(body: unknown): ProblemCode {
  const { error, message } = parts(body)
  if (error?.startsWith('insufficient_')) return 'insufficient_scope'
  if (typeof message === 'string' && message.startsWith('403 Forbidden - '))
    return 'account_blocked'
  return 'forbidden'
}

/** Reasons of a 400 that are about no field (gitlab-api.md §6). */
const reasons: [reason: RegExp, code: ProblemCode][] = [
  [/^An agent can have only two active tokens at a time$/, 'token_limit'],
  [/^URL configuration already exists for this agent$/, 'conflict'],
  // The services check the rights once more, and say it in this way.
  [/^(You have|User has) insufficient permissions to create /, 'forbidden'],
]

function refusal(body: unknown): ProblemCode {
  const { message } = parts(body)
  const reason = typeof message === 'string' ? message.replace(/^400 Bad request - /, '') : ''
  return reasons.find(([pattern]) => pattern.test(reason))?.[1] ?? 'validation_failed'
}

function fieldErrors(body: unknown) {
  const { error, message } = parts(body)
  if (error !== undefined) return errorsFromGrape(error)
  if (typeof message === 'object' && message !== null) return errorsFromModel(message)
  return errorsFromReason(typeof message === 'string' ? message : '')
}

/**
 * The problem behind an answer that is no success (gitlab-api.md §1.2, §1.3, §3.1). No text of GitLab's gets into it
 * but sentences about fields, and those only after {@link fieldErrors} made them fit.
 */
export function problemFromGitLab(
  reply: Pick<Reply, 'status' | 'content' | 'body' | 'headers'>,
  integration: OperationOptions['integration'],
  cause: Error,
): ServerProblem {
  const { status, body, content } = reply
  const problem = (code: ProblemCode) => new ServerProblem(code, { cause })
  const after = retryAfterS(reply.headers)
  if (status === 429) {
    return new ServerProblem('rate_limited', { cause, retryAfterS: after ?? defaultRetryAfterS })
  }
  if (status >= 500) {
    return new ServerProblem('upstream_failed', {
      cause,
      ...(after === undefined ? {} : { retryAfterS: after }),
    })
  }
  if (status === 401 && content !== 'other') return problem('reauth_required')
  if (content !== 'json') return problem('upstream_invalid')
  switch (status) {
    case 400:
    case 422: {
      const code = refusal(body)
      return code === 'validation_failed'
        ? new ServerProblem(code, { cause, errors: fieldErrors(body) })
        : problem(code)
    }
    case 403:
      return problem(forbidden(body))
    case 404:
      return problem(notFound(body, integration))
    case 410:
      return problem('route_unknown')
    case 409:
      return problem('conflict')
    case 412:
      return problem('changed_meanwhile')
    default:
      return problem('upstream_invalid')
  }
}

const codeOf = {
  // The browser left; nobody reads this.
  aborted: 'request_timeout',
  timeout: 'upstream_timeout',
  unreachable: 'upstream_unreachable',
  cut: 'upstream_invalid',
  tls: 'upstream_tls',
  invalid: 'upstream_invalid',
} as const satisfies Record<FailureKind, ProblemCode>

/** The problem behind an exchange that brought no answer. */
export const problemFromFailure = (failure: TransportFailure, cause: Error): ServerProblem =>
  new ServerProblem(codeOf[failure.kind], { cause })
