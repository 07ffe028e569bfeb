import 'server-only'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { ServerProblem } from '#lib/server/problem.ts'

/** The end of the session and of the browser's patience end everything; and a mistake of ours is no missing part. */
const ending: ReadonlySet<ProblemCode> = new Set([
  'unauthenticated',
  'reauth_required',
  'request_timeout',
  'internal',
])

/**
 * A part of an answer that may be missing: its value, or the problem why there is none. Throws what ends the request
 * as a whole.
 */
export async function unlessRefused<T>(
  part: Promise<T>,
): Promise<{ value: T; problem: null } | { value: null; problem: ProblemCode }> {
  try {
    return { value: await part, problem: null }
  } catch (error) {
    if (!(error instanceof ServerProblem) || ending.has(error.code)) throw error
    return { value: null, problem: error.code }
  }
}
