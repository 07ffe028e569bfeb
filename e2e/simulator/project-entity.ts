import type { Identity } from './auth.ts'
import { basicProject, userBasicOrNull } from './entities.ts'
import { memberKey, projectMembership } from './policy.ts'
import type { Simulation } from './simulation.ts'
import type { Project } from './state.ts'

/** The full project of `/projects/:id`, and of the list for signed-in callers. */
export function fullProject(sim: Simulation, project: Project, caller: Identity | null) {
  const { namespace } = project
  return {
    ...basicProject(sim, project),
    archived: project.archived,
    empty_repo: false,
    owner: namespace.kind === 'user' ? userBasicOrNull(sim, namespace.id) : undefined,
    issues_enabled: true,
    merge_requests_enabled: true,
    jobs_enabled: true,
    creator_id: namespace.kind === 'user' ? namespace.id : 1,
    shared_with_groups: [],
    permissions: caller === null ? undefined : permissions(sim, project, caller),
  }
}

function permissions({ world }: Simulation, project: Project, { user }: Identity) {
  const own = world.members.get(memberKey('project', project.id, user.id))
  const total = projectMembership(world, user.id, project)
  const isPersonal = project.namespace.kind === 'user'
  const projectLevel = isPersonal && total > 0 ? total : own
  return {
    project_access: projectLevel === undefined ? null : accessEntity(projectLevel),
    group_access: isPersonal || total === 0 ? null : accessEntity(total),
  }
}

const accessEntity = (level: number) => ({ access_level: level, notification_level: 3 })
