import 'server-only'
import type { FieldErrors, ProblemCode, UpstreamCode } from '#lib/contract/problem.ts'

export interface ServerProblemOptions {
  /** Field path → messages, for `validation_failed` and `bad_request`. */
  errors?: FieldErrors
  /** Seconds until another try makes sense. */
  retryAfterS?: number
  /** For `upstream_paused`. */
  reason?: UpstreamCode
  /** For `already_completed`. */
  tokenId?: number
  /** What lies behind it: goes to the log, never to the browser. */
  cause?: unknown
}

const brand = Symbol.for('cluster-console.ServerProblem')

/** A failure with a code of the closed union; the route wrapper turns it into the one error body. */
export class ServerProblem extends Error {
  override readonly name = 'ServerProblem'
  readonly [brand] = true
  readonly code: ProblemCode
  readonly errors: FieldErrors | undefined
  readonly retryAfterS: number | undefined
  readonly reason: UpstreamCode | undefined
  readonly tokenId: number | undefined

  /** Next bundles routes, pages and instrumentation separately: one process holds several copies of this class. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value
  }

  constructor(code: ProblemCode, options: ServerProblemOptions = {}) {
    super(code, { cause: options.cause })
    this.code = code
    this.errors = options.errors
    this.retryAfterS = options.retryAfterS
    this.reason = options.reason
    this.tokenId = options.tokenId
  }
}
