import 'server-only'
import { z } from 'zod'
import type { Scope, ScopeHit, ScopeInfo } from '#lib/contract/scope.ts'
import type { GitLab } from './gitlab.ts'
import { type Asker, getScopeRights, permissionsSchema, unknownRights } from './scope-rights.ts'
import { fullPathSegment } from './target-url.ts'
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
const fullProjectSchema = common
  .extend({ path_with_namespace: z.string(), permissions: permissionsSchema })
  .transform(({ path_with_namespace, ...rest }) => ({ ...rest, path: path_with_namespace }))

type Place = z.infer<typeof groupSchema>

const hit = (gitlab: GitLab, place: Place): ScopeHit => ({
  ...place,
  web_url: ownWebUrl(place.web_url, gitlab.url),
})

/**
 * Name, path and address of a scope, and what `asker` may do in it (null: somebody GitLab does not know). The instance
 * is called by GitLab's host. Throws `scope_not_found`.
 */
export async function getScope(
  gitlab: GitLab,
  scope: Scope,
  asker: Asker | null,
): Promise<ScopeInfo> {
  const rights = async (knownLevel?: number) =>
    asker === null ? unknownRights : getScopeRights(gitlab, scope, asker, knownLevel)
  if (scope.kind === 'instance') {
    const name = new URL(gitlab.url).host
    const web_url = ownWebUrl(gitlab.url, gitlab.url)
    return {
      kind: 'instance',
      id: null,
      name,
      path: null,
      web_url,
      console: { may: await rights() },
    }
  }
  if (scope.kind === 'group') {
    const query = { with_projects: false }
    const [{ data }, may] = await Promise.all([
      gitlab.get(`groups/${scope.id}`, { schema: groupSchema, query }),
      rights(),
    ])
    return { kind: 'group', ...hit(gitlab, data), console: { may } }
  }
  const { data } = await gitlab.get(`projects/${scope.id}`, { schema: fullProjectSchema })
  const { permissions, ...project } = data
  const may = await rights(permissions)
  return { kind: 'project', ...hit(gitlab, project), console: { may } }
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

/** From so many letters on GitLab finds parts of words; shorter words must match whole. */
const partialFrom = 3

/**
 * What to ask GitLab for, whose group search looks at names and last segments only: of `platform/web` or `platform
 * web` the last word that can be found, and which of the answers have all of them in their full path.
 */
function groupSearch(typed: string) {
  const parts = typed.split(/[\s/]+/).filter(Boolean)
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const term = parts.findLast((part) => part.length >= partialFrom)
  if (term === undefined || term === typed) return { term: typed, isWanted: () => true }
  const isWanted = ({ name, path }: Place) => {
    const text = `${name}\n${path}`.toLowerCase()
    return words.every((word) => text.includes(word))
  }
  return { term, isWanted }
}

/** The group at exactly this full path, or none. Any failure is none: the search beside it tells of it. */
async function groupAt(gitlab: GitLab, typed: string): Promise<Place[]> {
  const segment = fullPathSegment(typed)
  if (segment === null) return []
  try {
    const { data } = await gitlab.get(`groups/${segment}`, {
      schema: groupSchema,
      query: { with_projects: false },
    })
    return [data]
  } catch {
    return []
  }
}

/** Groups by name or path, 20 a page. A full path such as `platform/web` finds its group first. */
export async function searchGroups(
  gitlab: GitLab,
  { search = '', page = 1 }: ScopeSearch,
): Promise<ScopeHits> {
  const { term, isWanted } = groupSearch(search.trim())
  const [exact, { data }] = await Promise.all([
    page === 1 ? groupAt(gitlab, search.trim()) : [],
    gitlab.getPage('groups', {
      schema: groupSchema,
      page,
      query: { search: term || undefined, order_by: 'path' },
    }),
  ])
  const found = data.items.filter((place) => isWanted(place) && place.id !== exact[0]?.id)
  return {
    items: [...exact, ...found].map((place) => hit(gitlab, place)),
    next_page: data.nextPage,
  }
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
