import { type Problem, type ProblemCode, problemSchema } from '#lib/contract/problem.ts'

/** A failure that the console's server told us about; the only error of `bff` besides network failures. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem
  /** When it was told, in epoch milliseconds by the browser's clock. */
  readonly at = Date.now()

  constructor(problem: Problem) {
    super(problem.title)
    this.problem = problem
  }
}

/** Answers that are no problem of ours come from something in between: what a status then means to the person. */
const strangerCodes: Partial<Record<number, ProblemCode>> = {
  0: 'unauthenticated',
  401: 'unauthenticated',
  403: 'forbidden',
  408: 'request_timeout',
  413: 'body_too_large',
  429: 'rate_limited',
  502: 'busy',
  503: 'busy',
  504: 'busy',
}

interface Exchange {
  response: Response
  /** The body as text, empty when it could not be read. */
  text: string
  /** True for a request that may have changed something before the answer was lost. */
  isWrite: boolean
  /** By which the request names itself, if a stranger answers it. */
  requestId: string
}

/**
 * The problem in an answer that cannot be used: the server's own one, or one made up for a body that is none (a
 * proxy's HTML page, an answer cut short). A write whose answer is lost may have been made: `outcome_unknown`.
 */
export function problemFromAnswer({ response, text, isWrite, requestId }: Exchange): Problem {
  const own = problemSchema.safeParse(parseJson(text))
  if (!response.ok && own.success) return own.data
  const isOutcomeLost = isWrite && (response.ok || response.status >= 500)
  const code = isOutcomeLost ? 'outcome_unknown' : (strangerCodes[response.status] ?? 'internal')
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN)
  return {
    type: 'about:blank',
    title: code,
    status: response.status,
    code,
    request_id: response.headers.get('X-Request-Id') ?? requestId,
    ...(Number.isFinite(retryAfter) ? { retry_after: retryAfter } : {}),
  }
}

/** The value of a JSON text, or undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
