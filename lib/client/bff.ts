import type { z } from 'zod'
import { isInBackground } from './background.ts'
import { buildHeader, consoleBuild } from './console-build.ts'
import { throwIfOffline } from './offline.ts'
import { pagePerson } from './page-person.ts'
import { ProblemError, parseJson, problemFromAnswer } from './problem-error.ts'
import { readLines, StreamCutError } from './read-lines.ts'
import { noteActivity } from './session-activity.ts'
import { isSessionCode, sessionLost } from './session-lost.ts'
import { failedWrite, isUpstreamCode } from './upstream.ts'

/** What the console's server answers to; never another origin. */
export type BffPath = `/api/${string}` | '/auth/logout'

interface RequestOptions {
  signal?: AbortSignal
}
interface ReadOptions<S extends z.ZodType> extends RequestOptions {
  schema: S
}
interface WriteOptions<S extends z.ZodType> extends RequestOptions {
  schema: S
  body?: unknown
  /** A UUID, of an attempt that must not be made twice. */
  idempotencyKey?: string
}
interface CommandOptions extends RequestOptions {
  body?: unknown
  idempotencyKey?: string
  /** When the page read the record, by GitLab's clock (`console.as_of`); with a newer record the answer is 412 `changed_meanwhile`. */
  ifUnmodifiedSince?: string
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

interface StreamOptions<S extends z.ZodType> extends RequestOptions {
  /** Of one line. */
  schema: S
  /** Hears of lines in the order in which they come, those of one frame of the screen at once. */
  onEvents: (events: z.output<S>[]) => void
  /** Tells the line with which the answer is whole. */
  isLast: (event: z.output<S>) => boolean
}

/** The request itself; gives the answer once its headers are there, when it is no refusal. */
async function ask(method: Method, path: BffPath, options: CommandOptions) {
  // Ours and not the server's, so that the page can name the request also when something in between answers it.
  const requestId = crypto.randomUUID()
  const headers = new Headers({
    Accept: 'application/json',
    'X-CSRF': '1',
    'X-Request-Id': requestId,
  })
  const person = pagePerson.id()
  if (person !== null) headers.set('X-User-Id', encodeURIComponent(person))
  const isPersons = !isInBackground()
  if (!isPersons) headers.set('X-Background', '1')
  if (method !== 'GET') headers.set('Content-Type', 'application/json')
  if (options.ifUnmodifiedSince) headers.set('If-Unmodified-Since', options.ifUnmodifiedSince)
  if (options.idempotencyKey) headers.set('Idempotency-Key', options.idempotencyKey)
  const isWrite = method !== 'GET'
  // Before anything is sent, so that it is known that nothing was.
  if (isWrite) await throwIfOffline()
  const response = await fetch(path, {
    method,
    headers,
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
    signal: options.signal,
    credentials: 'same-origin',
    cache: 'no-store',
    // The server never redirects a call: a redirect is a proxy in front of it that wants a new sign-in.
    redirect: 'manual',
  })
  consoleBuild.note(response.headers.get(buildHeader))
  if (!response.ok) throw refusal({ response, text: await response.text(), isWrite, requestId })
  if (isPersons) noteActivity()
  return { response, requestId }
}

async function send(method: Method, path: BffPath, options: CommandOptions) {
  const { response, requestId } = await ask(method, path, options)
  const text = await response.text()
  if (!ownAffairs.some((own) => path.startsWith(own))) failedWrite.clear()
  return { response, text, isWrite: method !== 'GET', requestId }
}

/** What the console's server answers without asking GitLab: such an answer says nothing about GitLab. */
const ownAffairs = [
  '/api/session',
  '/api/audit',
  '/api/certificates/',
  '/api/views',
  '/api/findings/',
  '/auth/',
]

function refusal(exchange: Parameters<typeof problemFromAnswer>[0]): ProblemError {
  const problem = problemFromAnswer(exchange)
  if (isSessionCode(problem.code)) sessionLost.report()
  const error = new ProblemError(problem)
  if (exchange.isWrite && isUpstreamCode(problem.code)) failedWrite.report(error)
  return error
}

type Answer = Awaited<ReturnType<typeof send>>

function parse<S extends z.ZodType>(schema: S, answer: Answer): z.output<S> {
  const parsed = schema.safeParse(parseJson(answer.text))
  if (!parsed.success) throw refusal(answer)
  return parsed.data
}

/**
 * The one fetch of the browser side: same origin, CSRF header, answers parsed by their schema. Throws `ProblemError`
 * for every answer that is not usable, fetch's own `TypeError` when no answer came, and `OfflineError` for a write that was
 * not even sent.
 */
export const bff = {
  async get<S extends z.ZodType>(path: BffPath, options: ReadOptions<S>): Promise<z.output<S>> {
    return parse(options.schema, await send('GET', path, options))
  },
  /**
   * Reads an answer of many lines (NDJSON) as it comes. Throws `StreamCutError` when it ends before its last line, and
   * `ProblemError` for a line that is not what it should be; what came before has been told by then.
   */
  async stream<S extends z.ZodType>(path: BffPath, options: StreamOptions<S>): Promise<void> {
    const { schema, signal, onEvents, isLast } = options
    const { response, requestId } = await ask('GET', path, { ...(signal && { signal }) })
    let isWhole = false
    await readLines(response, {
      onLines: (events: z.output<S>[]) => {
        isWhole ||= events.some(isLast)
        if (!signal?.aborted) onEvents(events)
      },
      parse(line) {
        const parsed = schema.safeParse(parseJson(line))
        if (!parsed.success) throw refusal({ response, text: '', isWrite: false, requestId })
        return parsed.data
      },
    })
    if (!isWhole) throw new StreamCutError()
  },
  async post<S extends z.ZodType>(path: BffPath, options: WriteOptions<S>): Promise<z.output<S>> {
    return parse(options.schema, await send('POST', path, options))
  },
  async put<S extends z.ZodType>(path: BffPath, options: WriteOptions<S>): Promise<z.output<S>> {
    return parse(options.schema, await send('PUT', path, options))
  },
  async delete(path: BffPath, options: CommandOptions = {}): Promise<void> {
    await send('DELETE', path, options)
  },
  /** A POST that answers nothing, such as signing out. */
  async command(path: BffPath, options: CommandOptions = {}): Promise<void> {
    await send('POST', path, options)
  },
}
