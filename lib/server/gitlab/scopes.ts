import 'server-only'
import { z } from 'zod'
import type { Scope, ScopeHit, ScopeInfo } from '#lib/contract/scope.ts'
import type { GitLab } from './gitlab.ts'
import { ownWebUrl } from './web-url.ts'

const common = z.object({
  id: z.number().int().positive(),
  name: z.string(),
  web_url: z.string().nullish(),
})
const groupSchema = common
  .extend({ full_path: z.string() })
  .transform(({ full_path, ...rest }) => ({ ...rest, path: full_path }))
const projectSchema = common
  .extend({ path_with_namespace: z.string() })
  .transform(({ path_with_namespace, ...rest }) => ({ ...rest, path: path_with_namespace }))

type Place = z.infer<typeof groupSchema>

const hit = (gitlab: GitLab, place: Place): ScopeHit => ({
  ...place,
  web_url: ownWebUrl(place.web_url, gitlab.url),
})

/** Name, path and address of a scope. The instance is called by GitLab's host. Throws `scope_not_found`. */
export async function getScope(gitlab: GitLab, scope: Scope): Promise<ScopeInfo> {
  if (scope.kind === 'instance') {
    const name = new URL(gitlab.url).host
    return {
      kind: 'instance',
      id: null,
      name,
      path: null,
      web_url: ownWebUrl(gitlab.url, gitlab.url),
    }
  }
  const { data } =
    scope.kind === 'group'
      ? await gitlab.get(`groups/${scope.id}`, {
          schema: groupSchema,
          query: { with_projects: false },
        })
      : await gitlab.get(`projects/${scope.id}`, { schema: projectSchema })
  return { kind: scope.kind, ...hit(gitlab, data) }
}

interface ScopeSearch {
  /** Part of a name or path; everything when it is empty. */
  search?: string | undefined
  page?: number | undefined
}
interface ScopeHits {
  items: ScopeHit[]
  next_page: number | null
}

/** Groups by name or path, 20 a page. */
export async function searchGroups(
  gitlab: GitLab,
  { search, page = 1 }: ScopeSearch,
): Promise<ScopeHits> {
  const { data } = await gitlab.getPage('groups', {
    schema: groupSchema,
    page,
    query: { search: search || undefined, order_by: 'path' },
  })
  return { items: data.items.map((place) => hit(gitlab, place)), next_page: data.nextPage }
}

/** Projects by name or path, also by the path of their groups, the most recently used first, 20 a page. */
export async function searchProjects(
  gitlab: GitLab,
  { search, page = 1 }: ScopeSearch,
): Promise<ScopeHits> {
  const { data } = await gitlab.getPage('projects', {
    schema: projectSchema,
    page,
    query: {
      search: search || undefined,
      search_namespaces: true,
      simple: true,
      order_by: 'last_activity_at',
    },
  })
  return { items: data.items.map((place) => hit(gitlab, place)), next_page: data.nextPage }
}
