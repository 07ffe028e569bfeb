import { z } from 'zod'

/** Where a certificate-based cluster is attached. One value, so that nothing else branches on it. */
export type Scope =
  | { kind: 'instance' }
  | { kind: 'group'; id: number }
  | { kind: 'project'; id: number }

/** URL segment `instance`, `group-42` or `project-7`; the inverse of {@link formatScope}. */
export const scopeParam = z.string().transform((value, ctx): Scope => {
  if (value === 'instance') return { kind: 'instance' }
  const [, kind, id] = /^(group|project)-([1-9]\d{0,14})$/.exec(value) ?? []
  if (kind === 'group' || kind === 'project') return { kind, id: Number(id) }
  ctx.addIssue('Expected instance, group-<id> or project-<id>')
  return z.NEVER
})

/** The URL segment of a scope; the inverse of {@link scopeParam}. */
export function formatScope(scope: Scope): string {
  return scope.kind === 'instance' ? 'instance' : `${scope.kind}-${scope.id}`
}

/** Answer of `GET /api/scopes/{scope}`; `path` is GitLab's full path, null for the instance. */
export const scopeInfoSchema = z.object({
  kind: z.enum(['instance', 'group', 'project']),
  id: z.number().int().positive().nullable(),
  name: z.string(),
  path: z.string().nullable(),
  web_url: z.string().nullable(),
})
export type ScopeInfo = z.infer<typeof scopeInfoSchema>

/** One hit of the scope search (`GET /api/groups`, `GET /api/projects`). */
export const scopeHitSchema = z.object({
  id: z.number().int().positive(),
  name: z.string(),
  path: z.string(),
  web_url: z.string().nullable(),
})
export type ScopeHit = z.infer<typeof scopeHitSchema>
