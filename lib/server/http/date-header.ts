import 'server-only'
import { ServerProblem } from '../problem.ts'

/**
 * The time in a header, an HTTP date or an ISO 8601 one with milliseconds. Throws `bad_request` for anything else:
 * GitLab would ignore a date that it cannot read, and the condition with it.
 */
export function dateHeader(request: Request, name: string): Date | undefined {
  const text = request.headers.get(name)
  if (text === null) return undefined
  const date = new Date(text)
  if (Number.isNaN(date.getTime())) throw new ServerProblem('bad_request')
  return date
}
