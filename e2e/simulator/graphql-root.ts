import { connection, newestFirst, type PageArgs } from './graphql-connection.ts'
import type { Fields, Gql } from './graphql-context.ts'
import { readGid } from './graphql-id.ts'
import { visibleGroup, visibleProject } from './graphql-projects.ts'
import { metadataEntity } from './instance.ts'
import { canReadProject, projectMembership } from './policy.ts'
import { createMatcher } from './search.ts'
import type { Project } from './state.ts'

interface ProjectArgs extends PageArgs {
  ids?: readonly string[] | null
  membership?: boolean | null
  search?: string | null
}

/** The entry points of queries (gitlab-api.md §8.2). */
export const queryFields: Fields<unknown> = {
  currentUser: (_, { caller }) => caller?.user ?? null,
  metadata: (_, { caller, sim }) => (caller === null ? null : metadataEntity(sim)),
  queryComplexity: (_, { score, limit }) => ({ score, limit }),
  project: (_, gql, { fullPath }: { fullPath: string }) =>
    visibleProject(gql, gql.sim.world.projects.of(fullPath.toLowerCase())[0]),
  group: (_, gql, { fullPath }: { fullPath: string }) =>
    visibleGroup(gql, gql.sim.world.groups.of(fullPath.toLowerCase())[0]),
  projects: (_, gql, args: ProjectArgs) => connection(findProjects(gql, args), newestFirst, args),
}

function findProjects({ sim: { world }, caller }: Gql, args: ProjectArgs): Project[] {
  const candidates =
    args.ids == null
      ? [...world.projects.values()]
      : [...new Set(args.ids)].flatMap((id) => world.projects.get(readGid('Project', id)) ?? [])
  const matches = createMatcher(args.search)
  return candidates.filter(
    (project) =>
      canReadProject(world, caller, project) &&
      (!args.membership ||
        (caller !== null && projectMembership(world, caller.user.id, project) > 0)) &&
      matches([project.name, project.path, project.description]),
  )
}
