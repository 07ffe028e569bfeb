import { agentsBelow, readableAgents } from './agent-finder.ts'
import { configuredAgents, sharedAgents } from './agent-sharing.ts'
import { groupFullName, groupUrl, projectIdentity } from './entities.ts'
import { byId, byName, connection, newestFirst, type PageArgs } from './graphql-connection.ts'
import { type Fields, type Gql, gid, time } from './graphql-context.ts'
import { canReadGroup, canReadProject, groupAccess, projectAccess } from './policy.ts'
import { ACCESS, type Group, type Project } from './state.ts'

/** The project, or null for whoever cannot see it (gitlab-api.md §8.7). */
export const visibleProject = ({ sim, caller }: Gql, project: Project | undefined) =>
  project !== undefined && canReadProject(sim.world, caller, project) ? project : null

/** The group, or null for whoever cannot see it. */
export const visibleGroup = ({ sim, caller }: Gql, group: Group | null | undefined) =>
  group != null && canReadGroup(sim.world, caller, group) ? group : null

const parentGroup = (gql: Gql, id: number | null) =>
  visibleGroup(gql, id === null ? null : gql.sim.world.groups.get(id))

const ownAgents = ({ sim: { world }, caller }: Gql, project: Project) =>
  readableAgents(world, caller, project)

const shared =
  (access: 'ci_access' | 'user_access') => (project: Project, gql: Gql, args: PageArgs) =>
    connection(
      projectAccess(gql.sim.world, gql.caller, project) < ACCESS.developer
        ? []
        : sharedAgents(gql.sim.world, project, access),
      byId,
      args,
    )

/** `Project` (gitlab-api.md §8.2). */
export const projectFields: Fields<Project> = {
  id: ({ id }) => gid('Project', id),
  nameWithNamespace: (project, { sim }) => projectIdentity(sim, project).name_with_namespace,
  webUrl: ({ fullPath }, { sim }) => `${sim.externalUrl}/${fullPath}`,
  createdAt: ({ createdAt }) => time(createdAt),
  group: ({ namespace }, gql) => parentGroup(gql, namespace.kind === 'group' ? namespace.id : null),
  clusterAgent: (project, gql, { name }: { name: string }) =>
    ownAgents(gql, project).find((agent) => agent.name === name) ?? null,
  clusterAgents: (project, gql, args: PageArgs) =>
    connection(ownAgents(gql, project), byName, args),
  ciAccessAuthorizedAgents: shared('ci_access'),
  userAccessAuthorizedAgents: shared('user_access'),
  agentConfigurations: (project, { sim, caller }, args: PageArgs) =>
    connection(
      projectAccess(sim.world, caller, project) < ACCESS.developer ? [] : configuredAgents(project),
      byName,
      args,
    ),
}

const isBelow = (group: Group, { fullPath }: { fullPath: string }) =>
  fullPath.startsWith(`${group.fullPath}/`)

const isDirectlyIn = ({ id }: Group, { namespace }: Project) =>
  namespace.kind === 'group' && namespace.id === id

/** `Group`. `clusterAgents` is asked on EE alone: CE's schema has no such field (§8.2). */
export const groupFields: Fields<Group> = {
  id: ({ id }) => gid('Group', id),
  fullName: (group, { sim }) => groupFullName(sim, group),
  webUrl: (group, { sim }) => groupUrl(sim, group),
  createdAt: ({ createdAt }) => time(createdAt),
  parent: ({ parentId }, gql) => parentGroup(gql, parentId),
  projects: (group, gql, args: PageArgs & { includeSubgroups: boolean }) => {
    const isInside = args.includeSubgroups ? isBelow : isDirectlyIn
    const projects = [...gql.sim.world.projects.values()].filter(
      (project) => isInside(group, project) && visibleProject(gql, project) !== null,
    )
    return connection(projects, newestFirst, args)
  },
  descendantGroups: (group, gql, args: PageArgs) => {
    const groups = [...gql.sim.world.groups.values()].filter(
      (candidate) => isBelow(group, candidate) && visibleGroup(gql, candidate) !== null,
    )
    return connection(groups, byName, args)
  },
  clusterAgents: (group, { sim: { world }, caller }, args: PageArgs) =>
    connection(
      groupAccess(world, caller, group) < ACCESS.developer ? [] : agentsBelow(world, group),
      byName,
      args,
    ),
}
