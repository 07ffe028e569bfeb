import { type Call, currentIdentity } from './call.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import { basicProject } from './entities.ts'
import { grapeError } from './errors.ts'
import { boolean, integer, type ParamsOf, string } from './grape-params.ts'
import { findProject } from './lookup.ts'
import { paginate, paginationParams, toQuery } from './pagination.ts'
import { canReadProject, projectAccess, projectMembership } from './policy.ts'
import { fullProject } from './project-entity.ts'
import { json, type Reply } from './reply.ts'
import { createMatcher } from './search.ts'
import { ACCESS, type Project } from './state.ts'

const ORDERS = ['id', 'name', 'path', 'created_at', 'updated_at', 'last_activity_at'] as const

const listParams = {
  ...paginationParams,
  order_by: string({ fallback: 'created_at', values: ORDERS }),
  sort: string({ fallback: 'desc', values: ['asc', 'desc'] }),
  archived: boolean(),
  visibility: string({ values: ['private', 'internal', 'public'] }),
  search: string(),
  search_namespaces: boolean(),
  owned: boolean({ fallback: false }),
  membership: boolean({ fallback: false }),
  min_access_level: integer(),
  simple: boolean({ fallback: false }),
  id_after: integer(),
  id_before: integer(),
  pagination: string({ fallback: 'legacy', values: ['legacy', 'keyset'] }),
}

type ListParams = ParamsOf<typeof listParams>

const listProjects = endpoint({
  method: 'GET',
  path: '/projects',
  params: listParams,
  run: (call, params) => {
    const caller = currentIdentity(call)
    const isSimple = params.simple === true || caller === null
    const present = (project: Project) =>
      isSimple ? basicProject(call.sim, project) : fullProject(call.sim, project, caller)
    return params.pagination === 'keyset'
      ? keysetPage(call, params, present)
      : paginate(call, selectProjects(call, params), params, present, params)
  },
})

const getProject = endpoint({
  method: 'GET',
  path: '/projects/:id',
  run: (call) => json(200, fullProject(call.sim, findProject(call), currentIdentity(call))),
})

/** `/projects` and `/projects/:id`: what the caller can see (gitlab-api.md §1.5, §2). */
export const projectEndpoints: readonly Endpoint[] = [listProjects, getProject]

function isWanted(call: Call, params: ListParams): (project: Project) => boolean {
  const { world } = call.sim
  const caller = currentIdentity(call)
  const matches = createMatcher(params.search)
  const membership = (project: Project) =>
    caller === null ? 0 : projectMembership(world, caller.user.id, project)
  return (project) =>
    project.id > (params.id_after ?? 0) &&
    project.id < (params.id_before ?? Number.POSITIVE_INFINITY) &&
    canReadProject(world, caller, project) &&
    (!params.membership || membership(project) > 0) &&
    (!params.owned || membership(project) === ACCESS.owner) &&
    projectAccess(world, caller, project) >= (params.min_access_level ?? 0) &&
    (params.visibility ?? project.visibility) === project.visibility &&
    (params.archived ?? project.archived) === project.archived &&
    matches([
      params.search_namespaces ? project.fullPath : project.path,
      project.name,
      project.description,
    ])
}

function selectProjects(call: Call, params: ListParams): Project[] {
  const direction = params.sort === 'asc' ? 1 : -1
  return [...call.sim.world.projects.values()]
    .filter(isWanted(call, params))
    .sort((a, b) => direction * (compare(params.order_by, a, b) || a.id - b.id))
}

function compare(order: string | null | undefined, a: Project, b: Project): number {
  if (order === 'id') return a.id - b.id
  if (order === 'name') return a.name.localeCompare(b.name, 'en')
  if (order === 'path') return a.path.localeCompare(b.path, 'en')
  if (order === 'created_at') return a.createdAt - b.createdAt
  return a.lastActivityAt - b.lastActivityAt
}

/**
 * Keyset pages: ordered by id only, without totals. `Link` is absent on the page past the last
 * row, not on the last one that has rows (gitlab-api.md §2).
 */
function keysetPage(call: Call, params: ListParams, present: (project: Project) => unknown): Reply {
  if (params.order_by !== 'id') {
    throw grapeError(405, 'Keyset pagination is not yet available for this type of request')
  }
  const perPage = Math.min(Math.max(params.per_page ?? 20, 1), 100)
  const shown = firstInOrderOfId(call, params, perPage)
  const last = shown.at(-1)
  if (last === undefined) return json(200, [])
  const cursor = params.sort === 'asc' ? 'id_after' : 'id_before'
  const query = toQuery({ ...call.raw, ...params, per_page: perPage, [cursor]: last.id })
  const link = `<${call.sim.externalUrl}${call.request.pathname}?${query}>; rel="next"`
  return json(200, shown.map(present), { Link: link })
}

/** Looks only as far as the page needs: projects are kept in the order of their ids. */
function firstInOrderOfId(call: Call, params: ListParams, count: number): Project[] {
  const projects = [...call.sim.world.projects.values()]
  if (params.sort !== 'asc') projects.reverse()
  const wanted = isWanted(call, params)
  const shown: Project[] = []
  for (const project of projects) {
    if (wanted(project)) shown.push(project)
    if (shown.length === count) break
  }
  return shown
}
