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
import { writeRefusal } from '../session/rights.ts'
import type { Session } from '../session/session.ts'
import { openSession } from '../session/session.ts'
import { assertJson, readText } from './body.ts'
import { assertOwnPage } from './csrf.ts'
import { type Exchange, handle, type RouteHandler, sessionOf } from './handle.ts'
import { parseJson } from './json.ts'
import { parseBody, parseParams, parseQuery } from './parse.ts'

type None = z.ZodUndefined

interface RouteSchemas<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  params?: P
  query?: Q
  body?: B
}

interface RouteInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  gitlab: GitLab
  session: Session
  params: z.output<P>
  query: z.output<Q>
  body: z.output<B>
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
  extends RouteSchemas<P, Q, B> {
  audit: {
    action: AuditAction
    /** What is changed, told by the request alone; without secrets. */
    target: (input: {
      params: z.output<P>
      query: z.output<Q>
      body: z.output<B>
      session: Session
    }) => AuditTarget
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
 * `undefined` answers 204, an object JSON. A POST that only computes is a read too, with a `body`.
 */
export function readRoute<
  P extends z.ZodType = None,
  Q extends z.ZodType = None,
  B extends z.ZodType = None,
>(
  schemas: RouteSchemas<P, Q, B>,
  handler: (input: RouteInput<P, Q, B>) => Promise<object | undefined>,
): RouteHandler {
  return (request, context) =>
    handle(request, async (exchange) => {
      const session = await openOwn(exchange, schemas)
      const input = await readInput(exchange, session, await context.params, schemas)
      const gitlab = gitlabFor(exchange, input.session, { signal: request.signal })
      return { data: await handler({ ...input, gitlab }), status: 200 }
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
  const { action, target } = options.audit
  return (request, context) =>
    handle(request, async (exchange) => {
      exchange.attempt = { action, target: { type: objectTypeOf(action) } }
      const session = await openOwn(exchange, options)
      const reading = readInput(exchange, session, await context.params, options)
      const refusal = needOf(options) === 'write' ? writeRefusal(session) : null
      if (refusal !== null) {
        // Whether the rest of the request is right is told to those who may make it.
        const denied = await reading.catch(() => null)
        if (denied !== null) exchange.attempt.target = target(denied)
        throw new ServerProblem(refusal)
      }
      const input = await reading
      const intent = {
        request,
        intentId: exchange.requestId,
        actor: input.session,
        action,
        target: target(input),
      }
      const data = await audited(intent, ({ record, onExchange }) =>
        handler({
          ...input,
          requestId: exchange.requestId,
          record,
          gitlab: gitlabFor(exchange, input.session, { onExchange }),
        }),
      )
      return { data, status: options.status ?? 200 }
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
      return { data: await handler({ session: exchange.session }), status: 200 }
    })
}

const needOf = ({ needs = 'write' }: { needs?: Need }): Need => needs

/** In this order: is it our page, is it JSON, who is it; what is asked for comes after that. */
async function openOwn(exchange: Exchange, { body }: { body?: z.ZodType }): Promise<Session> {
  const { request } = exchange
  assertOwnPage(request, config().appOrigin)
  if (body !== undefined || request.headers.has('content-type')) assertJson(request)
  return sessionOf(exchange)
}

async function readInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  { request, headers }: Exchange,
  session: Session,
  rawParams: unknown,
  schemas: RouteSchemas<P, Q, B>,
): Promise<Omit<RouteInput<P, Q, B>, 'gitlab'>> {
  const query = new URL(request.url).searchParams
  return {
    request,
    headers,
    session,
    params: parsed(schemas.params, (schema) => parseParams(schema, rawParams)),
    query: parsed(schemas.query, (schema) => parseQuery(schema, query)),
    body:
      schemas.body === undefined
        ? absent<B>()
        : parseBody(schemas.body, parseJson(await readText(request, config().bodyTimeoutMs))),
  }
}

function parsed<S extends z.ZodType>(
  schema: S | undefined,
  parse: (schema: S) => z.output<S>,
): z.output<S> {
  return schema === undefined ? absent<S>() : parse(schema)
}

/** A schema that a route leaves out is `None` by type, whose output is `undefined`; TypeScript cannot follow that. */
const absent = <S extends z.ZodType>() => undefined as z.output<S>

function gitlabFor(
  { requestId }: Exchange,
  session: Session,
  options: { signal?: AbortSignal; onExchange?: (exchange: GitLabExchange) => void },
): GitLab {
  return createGitLab({
    tokens: session.tokens,
    person: String(session.user.id),
    requestId,
    ...options,
  })
}
