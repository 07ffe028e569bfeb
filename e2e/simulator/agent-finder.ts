import type { Identity } from './auth.ts'
import { projectAccess } from './policy.ts'
import { ACCESS, type Agent, type Group, type Project, type World } from './state.ts'

/** Agents of a project, for Developers; nothing, and no error, for others (gitlab-api.md §8.2). */
export const readableAgents = (world: World, caller: Identity | null, project: Project): Agent[] =>
  projectAccess(world, caller, project) < ACCESS.developer ? [] : world.agents.of(project.id)

/** Agents of the projects in a group and its subgroups (§8.2). */
export const agentsBelow = (world: World, group: Group): Agent[] =>
  [...world.agents.values()].filter(({ projectId }) =>
    world.projects.get(projectId)?.fullPath.startsWith(`${group.fullPath}/`),
  )

/** The caller's role in an agent's project; 0 when it is gone. */
export function accessToAgent(world: World, caller: Identity | null, agent: Agent): number {
  const project = world.projects.get(agent.projectId)
  return project === undefined ? 0 : projectAccess(world, caller, project)
}
