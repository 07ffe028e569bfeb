import 'server-only'
import { ServerProblem } from '#lib/server/problem.ts'
import type { OperationOptions, RequestOptions } from './gitlab.ts'

/** Constant words and numeric ids. No dot, no percent sign: a path cannot climb or be decoded into another one. */
const segment = /^[A-Za-z0-9_-]+$/

/**
 * The one exception: the full path of a group or project as GitLab takes it in place of an id. Each name begins with a
 * letter, a figure or an underscore, so that none is `..` even for a proxy that decodes `%2F`.
 */
const fullPath = /^[A-Za-z0-9_][A-Za-z0-9_.-]*(?:%2F[A-Za-z0-9_][A-Za-z0-9_.-]*)+$/

/** `platform/web` → `platform%2Fweb`, to stand where GitLab takes an id; null for what cannot be a full path. */
export function fullPathSegment(path: string): string | null {
  const encoded = path.split('/').map(encodeURIComponent).join('%2F')
  return fullPath.test(encoded) ? encoded : null
}

/**
 * The address of an operation: GitLab's base URL and the path, and afterwards proved to be nothing else.
 * Throws `internal` for a path that is not made of plain segments or an encoded full path: that is a mistake of ours.
 */
export function targetUrl(
  gitlabUrl: string,
  base: NonNullable<OperationOptions['base']>,
  path: string,
  query: RequestOptions<never>['query'] = {},
): URL {
  const refused = () => new ServerProblem('internal', { cause: new Error('Path refused') })
  if (!path.split('/').every((part) => segment.test(part) || fullPath.test(part))) throw refused()
  const home = new URL(`${gitlabUrl}/${base}/`)
  const target = new URL(path, home)
  if (target.origin !== home.origin || target.pathname !== `${home.pathname}${path}`)
    throw refused()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) target.searchParams.set(name, String(value))
  }
  return target
}
