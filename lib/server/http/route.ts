import 'server-only'
import type { z } from 'zod'
import type { AuditAction } from '#lib/contract/audit.ts'
import type { AuditTarget } from '../audit/audit-log.ts'
import { type AuditedWrite, audited } from '../audit/audited.ts'
import { objectTypeOf } from '../audit/audited-object.ts'
import { config } from '../config.ts'
import type { GitLab, Exchange as GitLabExchange } from '../gitlab/gitlab.ts'
import { createGitLab } from '../gitlab/request.ts'
import { ServerProblem } from '../problem.ts'
import { recheckIdentity } from '../session/recheck.ts'
import { writeRefusal } from '../session/rights.ts'
import type { Session } from '../session/session.ts'
import { assertAsserted, openSession } from '../session/session.ts'
import { assertJson } from './body.ts'
import { type Content, type ContentSchemas, type None, readContent } from './content.ts'
import { assertOwnPage } from './csrf.ts'
import { type Exchange, handle, type RouteHandler, sessionOf } from './handle.ts'

interface RouteInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>
  extends Content<P, Q, B> {
  gitlab: GitLab
  session: Session
  request: Request
  /** Of the answer. */
  headers: Headers
}

interface WriteInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>
  extends RouteInput<P, Q, B> {
  /** Shared by the audit rows, the log and the request to GitLab. */
  requestId: string
  /** Adds to the outcome row what was not known before the call, such as the new record's id. */
  record: AuditedWrite['record']
}

type Need = 'write' | 'identity' | 'session'

interface WriteOptions<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>
  extends ContentSchemas<P, Q, B> {
  audit: {
    action: AuditAction
    /** What is changed, told by the request alone; without secrets. */
    target: (input: Content<P, Q, B> & { session: Session }) => AuditTarget
  }
  /** Of an answer with a body; default 200. */
  status?: 200 | 201
  /**
   * Whom it is for: people who may change things at GitLab (default); whoever GitLab says is signed in; or just a session,
   * for what is one's own. `READ_ONLY` and being a viewer stand against the first only.
   */
  needs?: Need
}

/**
 * One method of a route that changes nothing. Owns session, CSRF, parsing, GitLab's client and the error body;
 * `undefined` answers 204, an object JSON, an `Ndjson` a stream. A POST that only computes is a read too, with a `body`.
 */
export function readRoute<
  P extends z.ZodType = None,
  Q extends z.ZodType = None,
  B extends z.ZodType = None,
>(
  schemas: ContentSchemas<P, Q, B>,
  handler: (input: RouteInput<P, Q, B>) => Promise<object | undefined>,
): RouteHandler {
  return (request, context) =>
    handle(request, async (exchange) => {
      const { headers } = exchange
      const opened = await openOwn(exchange, schemas)
      const content = await readContent(request, await context.params, schemas)
      const session = await identified(exchange, opened, config().recheck.readS)
      const gitlab = gitlabFor(exchange, session, { signal: request.signal })
      const data = await handler({ ...content, request, headers, session, gitlab })
      return { data, status: 200 }
    })
}

/**
 * One method of a route that changes something. Beyond {@link readRoute} it writes what is attempted to the audit
 * trail, runs the handler, and writes how it ended; without the first row there is no call. The browser's
 * disconnect does not stop it.
 */
export function writeRoute<
  P extends z.ZodType = None,
  Q extends z.ZodType = None,
  B extends z.ZodType = None,
>(
  options: WriteOptions<P, Q, B>,
  handler: (input: WriteInput<P, Q, B>) => Promise<object | undefined>,
): RouteHandler {
  const { audit, needs = 'write', status = 200 } = options
  const { action } = audit
  return (request, context) =>
    handle(request, async (exchange) => {
      const { headers, requestId } = exchange
      const attempt = { action, target: { type: objectTypeOf(action) } }
      exchange.attempt = attempt
      const opened = await openOwn(exchange, options)
      const reading = readContent(request, await context.params, options)
      const refusal = needs === 'write' ? writeRefusal(opened) : null
      if (refusal !== null) {
        // Whether the rest of the request is right is told to those who may make it.
        const content = await reading.catch(() => null)
        if (content !== null) attempt.target = audit.target({ ...content, session: opened })
        throw new ServerProblem(refusal)
      }
      const content = await reading
      const session =
        needs === 'session' ? opened : await identified(exchange, opened, config().recheck.writeS)
      const target = audit.target({ ...content, session })
      const intent = { request, intentId: requestId, actor: session, action, target }
      const data = await audited(intent, ({ record, onExchange }) => {
        const gitlab = gitlabFor(exchange, session, { onExchange })
        return handler({ ...content, request, headers, session, gitlab, requestId, record })
      })
      return { data, status }
    })
}

/** A method that answers whether somebody is signed in or not, from what the console itself knows. */
export function publicRoute(
  handler: (input: { session: Session | null }) => Promise<object>,
): RouteHandler {
  return (request) =>
    handle(request, async (exchange) => {
      assertOwnPage(request, config().appOrigin)
      exchange.session = await openSession(request)
      if (exchange.session === null) await assertAsserted(request)
      return { data: await handler({ session: exchange.session }), status: 200 }
    })
}

/** In this order: is it our page, is it JSON, who is it; what is asked for comes after that. */
async function openOwn(exchange: Exchange, { body }: { body?: z.ZodType }): Promise<Session> {
  const { request } = exchange
  assertOwnPage(request, config().appOrigin)
  if (body !== undefined || request.headers.has('content-type')) assertJson(request)
  return sessionOf(exchange)
}

/** The session with what GitLab says about its person now, or said at most `maxAgeS` seconds ago. */
async function identified(exchange: Exchange, session: Session, maxAgeS: number): Promise<Session> {
  const { requestId } = exchange
  exchange.session = await recheckIdentity(session, { maxAgeS, requestId })
  return exchange.session
}

function gitlabFor(
  { requestId }: Exchange,
  session: Session,
  options: { signal?: AbortSignal; onExchange?: (exchange: GitLabExchange) => void },
): GitLab {
  return createGitLab({
    tokens: session.tokens,
    person: session.user.id,
    requestId,
    ...options,
  })
}
