import 'server-only'
import type { z } from 'zod'
import type { ServerProblem } from '#lib/server/problem.ts'
import type { BreakerLimits } from './breaker.ts'

/** Where the person's access token comes from; the pipeline never stores it. */
export interface TokenSource {
  /** The token to send now, refreshed beforehand when it is about to expire. */
  current(): Promise<string>
  /**
   * Called at most once a request, when GitLab answered 401 to `rejected`.
   * Gives a newer token, or throws `ServerProblem('reauth_required')`.
   */
  renew(rejected: string): Promise<string>
  /** What GitLab's refusal means where the token is not the person's own; absent: what it says. */
  explain?(problem: ServerProblem): ServerProblem
}

/** Who waits: a person in front of a page, or a background scan. Each lane has its own share of connections. */
export type Lane = 'interactive' | 'scan'

/** Whether an operation changes something. Stated by the operation, because a GraphQL read is a POST too. */
export type Effect = 'read' | 'write'

/** One HTTP exchange with GitLab, told to whoever keeps records (the audit trail, metrics). */
export interface Exchange {
  /** An operation may read before or after it writes; the trail names the write. */
  effect: Effect
  /** HTTP status, or null when no answer came. */
  status: number | null
  /** GitLab's `X-Request-Id`. */
  gitlabRequestId: string | null
}

/**
 * A parsed answer with its time by GitLab's clock, good for `If-Unmodified-Since`: never later than the reading, never
 * earlier than the change that the answer is about (read-at.ts).
 */
export interface Answer<T> {
  data: T
  readAt: Date
}

/** Where GitLab is and how long and how much the console takes from it. */
export interface GitLabSettings {
  /** Origin and relative root, without a slash at the end. */
  url: string
  /** PEM bundle trusted besides the usual authorities. */
  ca: string | undefined
  connectMs: number
  headersMs: number
  /** A whole read with its retries. */
  readMs: number
  writeMs: number
  /** Counted after decompression. */
  maxBodyBytes: number
  maxInFlight: number
  /** Share of one person, and of all scans together. */
  maxPerPerson: number
  queueMs: number
  queueLength: number
  /** Of the queue, the share of one person, and of all scans together. */
  queuePerPerson: number
  breaker: BreakerLimits
  /** So many reads a minute may be tried again in any case; beyond that a tenth of what is asked for. */
  retryFloor: number
}

/** What every operation may say about its request. */
export interface OperationOptions {
  lane?: Lane
  /** Time for the whole operation with its retries, in milliseconds; default by read or write. */
  budgetMs?: number
  /** The endpoints of certificate-based clusters: there `404 Not Found` means switched off (gitlab-api.md §3.1). */
  integration?: 'certificate_based_clusters' | 'receptive_agents'
  /** What the path is relative to. */
  base?: 'api/v4' | 'api' | 'oauth'
  /** Path of another record that GitLab changes along with this one, so that it is newer too. */
  touches?: string
  /** False where a 401 says nothing about the session: the token is not renewed. */
  renew?: false
  /** False for one of many calls that wait together: a 429 is not waited for here, but told at once. */
  waits?: false
}

export interface RequestOptions<S extends z.ZodType> extends OperationOptions {
  schema: S
  query?: Record<string, string | number | boolean | undefined>
}

interface WriteOptions<S extends z.ZodType> extends RequestOptions<S> {
  body?: unknown
}

interface PostOptions<S extends z.ZodType> extends WriteOptions<S> {
  /** Default `write`. */
  effect?: Effect
}

export interface DeleteOptions extends OperationOptions {
  /**
   * Sent as `If-Unmodified-Since` with milliseconds; GitLab answers 412 when the record is newer (gitlab-api.md §1.6).
   */
  ifUnmodifiedSince?: Date
}

/**
 * GitLab's REST API as one signed-in person sees it. Paths are relative to `/api/v4/` and made of constant segments and
 * numeric ids; anything else is refused. Every method throws `ServerProblem` and nothing else.
 */
export interface GitLab {
  /** GitLab's base URL, to tell its own `web_url`s from others. */
  readonly url: string
  get<S extends z.ZodType>(path: string, options: RequestOptions<S>): Promise<Answer<z.output<S>>>
  /**
   * Every row of an offset-paginated list, up to `maxRows` (default 5,000); `complete` tells whether that was all.
   * `rowKey` names the field that tells rows apart (default `id`).
   */
  getAll<S extends z.ZodType>(
    path: string,
    options: RequestOptions<S> & { maxRows?: number; rowKey?: string },
  ): Promise<Answer<{ items: z.output<S>[]; complete: boolean }>>
  /** One page of an offset-paginated list; `total` is null where GitLab does not count (gitlab-api.md §2). */
  getPage<S extends z.ZodType>(
    path: string,
    options: RequestOptions<S> & { page: number; perPage?: number },
  ): Promise<Answer<{ items: z.output<S>[]; nextPage: number | null; total: number | null }>>
  post<S extends z.ZodType>(path: string, options: PostOptions<S>): Promise<Answer<z.output<S>>>
  put<S extends z.ZodType>(path: string, options: WriteOptions<S>): Promise<Answer<z.output<S>>>
  /** Done when GitLab answered 204; any other success leaves the outcome unknown. */
  delete(path: string, options?: DeleteOptions): Promise<void>
}
