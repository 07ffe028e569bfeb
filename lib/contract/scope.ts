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

/** True or false as GitLab would decide now; null where that could not be told, and a try is the way to find out. */
const rightSchema = z.boolean().nullable()

/** What the person may do in a scope at GitLab (gitlab-api.md §0). Seen before the click; GitLab decides at the call. */
const scopeRightsSchema = z.object({
  read_clusters: rightSchema,
  write_clusters: rightSchema,
  read_agents: rightSchema,
  write_agents: rightSchema,
  read_url_configurations: rightSchema,
})
export type ScopeRights = z.infer<typeof scopeRightsSchema>

/** Answer of `GET /api/scopes/{scope}`; `path` is GitLab's full path, null for the instance. */
export const scopeInfoSchema = z.object({
  kind: z.enum(['instance', 'group', 'project']),
  id: z.number().int().positive().nullable(),
  name: z.string(),
  path: z.string().nullable(),
  web_url: z.string().nullable(),
  console: z.object({ may: scopeRightsSchema }),
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
