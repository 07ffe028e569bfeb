import type { Identity } from './auth.ts'
import type { Call } from './call.ts'
import { endpoint } from './endpoint.ts'
import { integer } from './grape-params.ts'
import { findGroup, requireCaller } from './lookup.ts'
import { groupAccess, groupMembership, projectAccess, projectMembership } from './policy.ts'
import { json } from './reply.ts'
import { ACCESS, type Cluster, type Group, type Project } from './state.ts'

type Discovered = Record<string, { id: number; name: string }[]>

/**
 * D1: the clusters below a group, for its Maintainers (gitlab-api.md §5). The group itself is
 * always included, whatever the caller's role; not behind the feature flag; not paginated.
 */
export const discoveryEndpoint = endpoint({
  method: 'GET',
  path: '/discover-cert-based-clusters',
  before: requireCaller,
  params: { group_id: integer({ required: true }) },
  run: (call, params) => {
    const top = findGroup(call, String(params.group_id))
    const caller = requireCaller(call)
    const groups: Discovered = {}
    const projects: Discovered = {}
    for (const cluster of call.sim.world.clusters.values()) {
      const group = ownerGroup(call, cluster)
      if (group !== undefined && isGroupListed(call, caller, top, group)) {
        add(groups, group.fullPath, cluster)
      }
      const project = ownerProject(call, cluster)
      if (project !== undefined && isProjectListed(call, caller, top, project)) {
        add(projects, project.fullPath, cluster)
      }
    }
    return json(200, { groups, projects })
  },
})

function add(target: Discovered, path: string, { id, name }: Cluster): void {
  target[path] = [...(target[path] ?? []), { id, name }]
}

const ownerGroup = ({ sim }: Call, { owner }: Cluster) =>
  owner.kind === 'group' ? sim.world.groups.get(owner.id) : undefined

const ownerProject = ({ sim }: Call, { owner }: Cluster) =>
  owner.kind === 'project' ? sim.world.projects.get(owner.id) : undefined

function isGroupListed({ sim }: Call, caller: Identity, top: Group, group: Group): boolean {
  if (group.id === top.id) return true
  const access = sim.settings.discovery_needs_membership
    ? groupMembership(sim.world, caller.user.id, group)
    : groupAccess(sim.world, caller, group)
  return isBelow(group.fullPath, top) && access >= ACCESS.maintainer
}

function isProjectListed({ sim }: Call, caller: Identity, top: Group, project: Project): boolean {
  const access = sim.settings.discovery_needs_membership
    ? projectMembership(sim.world, caller.user.id, project)
    : projectAccess(sim.world, caller, project)
  return isBelow(project.fullPath, top) && access >= ACCESS.maintainer
}

const isBelow = (fullPath: string, top: Group) => fullPath.startsWith(`${top.fullPath}/`)
