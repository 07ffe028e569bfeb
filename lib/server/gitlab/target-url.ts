import 'server-only'
import { ServerProblem } from '#lib/server/problem.ts'
import type { OperationOptions, RequestOptions } from './gitlab.ts'

/** Constant words and numeric ids. No dot, no percent sign: a path cannot climb or be decoded into another one. */
const segment = /^[A-Za-z0-9_-]+$/

/**
 * The address of an operation: GitLab's base URL and the path, and afterwards proved to be nothing else.
 * Throws `internal` for a path that is not made of plain segments: that is a mistake of ours.
 */
export function targetUrl(
  gitlabUrl: string,
  base: NonNullable<OperationOptions['base']>,
  path: string,
  query: RequestOptions<never>['query'] = {},
): URL {
  const refused = () => new ServerProblem('internal', { cause: new Error('Path refused') })
  if (!path.split('/').every((part) => segment.test(part))) throw refused()
  const home = new URL(`${gitlabUrl}/${base}/`)
  const target = new URL(path, home)
  if (target.origin !== home.origin || target.pathname !== `${home.pathname}${path}`)
    throw refused()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) target.searchParams.set(name, String(value))
  }
  return target
}
