import { type Call, currentIdentity } from './call.ts'
import { iso } from './clock.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import { groupFullName, groupUrl } from './entities.ts'
import { boolean, integer, type ParamsOf, string } from './grape-params.ts'
import { findGroup } from './lookup.ts'
import { paginate, paginationParams } from './pagination.ts'
import { canReadGroup, groupAccess, groupMembership } from './policy.ts'
import { json } from './reply.ts'
import { createMatcher } from './search.ts'
import { ACCESS, type Group } from './state.ts'

const listParams = {
  ...paginationParams,
  all_available: boolean(),
  visibility: string({ values: ['private', 'internal', 'public'] }),
  search: string(),
  owned: boolean({ fallback: false }),
  order_by: string({ fallback: 'name', values: ['name', 'path', 'id', 'similarity'] }),
  sort: string({ fallback: 'asc', values: ['asc', 'desc'] }),
  min_access_level: integer(),
  top_level_only: boolean(),
}

type ListParams = ParamsOf<typeof listParams>

const listGroups = endpoint({
  method: 'GET',
  path: '/groups',
  params: listParams,
  run: (call, params) =>
    paginate(call, selectGroups(call, params), params, (group) => groupEntity(call, group), params),
})

const listDescendants = endpoint({
  method: 'GET',
  path: '/groups/:id/descendant_groups',
  params: listParams,
  run: (call, params) => {
    const { fullPath } = findGroup(call)
    const rows = selectGroups(call, { ...params, all_available: true }).filter((group) =>
      group.fullPath.startsWith(`${fullPath}/`),
    )
    return paginate(call, rows, params, (group) => groupEntity(call, group), params)
  },
})

const getGroup = endpoint({
  method: 'GET',
  path: '/groups/:id',
  run: (call) => json(200, { ...groupEntity(call, findGroup(call)), shared_with_groups: [] }),
})

/** `/groups`, `/groups/:id` and those below it (gitlab-api.md §1.5). */
export const groupEndpoints: readonly Endpoint[] = [listGroups, listDescendants, getGroup]

function selectGroups(call: Call, params: ListParams): Group[] {
  const { world } = call.sim
  const caller = currentIdentity(call)
  const isAllAvailable = caller === null || (params.all_available ?? caller.isAdmin)
  const membership = (group: Group) =>
    caller === null ? 0 : groupMembership(world, caller.user.id, group)
  const matches = createMatcher(params.search)
  const isWanted = (group: Group) =>
    (isAllAvailable ? canReadGroup(world, caller, group) : membership(group) > 0) &&
    (!params.owned || membership(group) === ACCESS.owner) &&
    groupAccess(world, caller, group) >= (params.min_access_level ?? 0) &&
    (params.visibility ?? group.visibility) === group.visibility &&
    (!params.top_level_only || group.parentId === null) &&
    matches([group.path, group.name])
  const direction = params.sort === 'desc' ? -1 : 1
  return [...world.groups.values()]
    .filter(isWanted)
    .sort((a, b) => direction * (compare(params.order_by, a, b) || a.id - b.id))
}

function compare(order: string | null | undefined, a: Group, b: Group): number {
  if (order === 'id') return a.id - b.id
  return order === 'path' ? a.path.localeCompare(b.path, 'en') : a.name.localeCompare(b.name, 'en')
}

const groupEntity = ({ sim }: Call, group: Group) => ({
  id: group.id,
  web_url: groupUrl(sim, group),
  name: group.name,
  path: group.path,
  description: group.description,
  visibility: group.visibility,
  share_with_group_lock: false,
  require_two_factor_authentication: false,
  project_creation_level: 'developer',
  subgroup_creation_level: 'maintainer',
  lfs_enabled: true,
  default_branch: 'main',
  avatar_url: null,
  request_access_enabled: true,
  full_name: groupFullName(sim, group),
  full_path: group.fullPath,
  created_at: iso(group.createdAt),
  parent_id: group.parentId,
  archived: false,
})
