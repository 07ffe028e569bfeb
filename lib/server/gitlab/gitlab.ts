import 'server-only'
import type { z } from 'zod'

/** Where the person's access token comes from; the pipeline never stores it. */
export interface TokenSource {
  /** The token to send now, refreshed beforehand when it is about to expire. */
  current(): Promise<string>
  /**
   * Called at most once a request, when GitLab answered 401 to `rejected`.
   * Gives a newer token, or throws `ServerProblem('reauth_required')`.
   */
  renew(rejected: string): Promise<string>
}

/** Who waits: a person in front of a page, or a background scan. Each lane has its own share of connections. */
export type Lane = 'interactive' | 'scan'

/** One HTTP exchange with GitLab, told to whoever keeps records (the audit trail, metrics). */
export interface Exchange {
  /** HTTP status, or null when no answer came. */
  status: number | null
  /** GitLab's `X-Request-Id`. */
  gitlabRequestId: string | null
}

/** A parsed answer with the time of the reading, by GitLab's clock. */
export interface Answer<T> {
  data: T
  readAt: Date
}

export interface RequestOptions<S extends z.ZodType> {
  schema: S
  query?: Record<string, string | number | boolean | undefined>
  lane?: Lane
  /** Time for the whole operation with its retries, in milliseconds; default by read or write. */
  budgetMs?: number
}

export interface WriteOptions<S extends z.ZodType> extends RequestOptions<S> {
  body?: unknown
}

export interface DeleteOptions {
  lane?: Lane
  budgetMs?: number
  /** Sent as `If-Unmodified-Since`; GitLab answers 412 when the record is newer (gitlab-api.md §1.6). */
  ifUnmodifiedSince?: Date
}

/**
 * GitLab's REST API as one signed-in person sees it. Paths are relative to `/api/v4/`; string values in them go
 * through `encodeURIComponent`. Every method throws `ServerProblem` and nothing else.
 */
export interface GitLab {
  get<S extends z.ZodType>(path: string, options: RequestOptions<S>): Promise<Answer<z.output<S>>>
  /** Every row of an offset-paginated list, up to `maxRows` (default 5,000); `complete` tells whether that was all. */
  getAll<S extends z.ZodType>(
    path: string,
    options: RequestOptions<S> & { maxRows?: number },
  ): Promise<Answer<{ items: z.output<S>[]; complete: boolean }>>
  /** One page of an offset-paginated list. */
  getPage<S extends z.ZodType>(
    path: string,
    options: RequestOptions<S> & { page: number; perPage?: number },
  ): Promise<Answer<{ items: z.output<S>[]; nextPage: number | null }>>
  post<S extends z.ZodType>(path: string, options: WriteOptions<S>): Promise<Answer<z.output<S>>>
  put<S extends z.ZodType>(path: string, options: WriteOptions<S>): Promise<Answer<z.output<S>>>
  delete(path: string, options?: DeleteOptions): Promise<void>
}
