import { groupAccess, projectAccess } from './policy.ts'
import type { Simulation } from './simulation.ts'
import { ACCESS, type Clusterable, type Project, type User } from './state.ts'

/**
 * What a person may read in the whole instance, straight from the records: clusters and agents of groups and projects
 * where they are Developer, the instance's clusters for an administrator. Tests compare with it what a client found.
 */
export function visibleFleet({ world }: Simulation, user: User) {
  const caller = { user, isAdmin: user.isAdmin }
  const canRead = (owner: Clusterable) => {
    if (owner.kind === 'instance') return user.isAdmin
    if (owner.kind === 'group') {
      const group = world.groups.get(owner.id)
      return group !== undefined && groupAccess(world, caller, group) >= ACCESS.developer
    }
    const project = world.projects.get(owner.id)
    return project !== undefined && projectAccess(world, caller, project) >= ACCESS.developer
  }
  const pathOf = (owner: Clusterable) =>
    owner.kind === 'instance'
      ? null
      : ((owner.kind === 'group' ? world.groups : world.projects).get(owner.id)?.fullPath ?? null)
  const isPersonal = (project: Project | undefined) => project?.namespace.kind === 'user'
  return {
    clusters: [...world.clusters.values()]
      .filter(({ owner }) => canRead(owner))
      .map(({ id, name, owner }) => ({
        id,
        name,
        kind: owner.kind,
        scope_id: owner.kind === 'instance' ? null : owner.id,
        path: pathOf(owner),
        personal: owner.kind === 'project' && isPersonal(world.projects.get(owner.id)),
      })),
    agents: [...world.agents.values()]
      .filter(({ projectId }) => canRead({ kind: 'project', id: projectId }))
      .map(({ id, name, projectId }) => ({
        id,
        name,
        project_id: projectId,
        path: pathOf({ kind: 'project', id: projectId }),
        personal: isPersonal(world.projects.get(projectId)),
        active_token_ids: world.agentTokens
          .of(id)
          .filter(({ status }) => status === 'active')
          .map((token) => token.id),
      })),
  }
}
