import 'server-only'
import { Budget } from './budget.ts'
import type {
  DeleteOptions,
  Effect,
  Exchange,
  GitLabSettings,
  OperationOptions,
  RequestOptions,
  TokenSource,
} from './gitlab.ts'

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
