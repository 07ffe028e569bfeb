import { iso, isoOrNull } from './clock.ts'
import type { Simulation } from './simulation.ts'
import type { Group, Namespace, Project, User } from './state.ts'

// Personal namespaces share a number range with groups; this keeps them apart.
const PERSONAL_NAMESPACE_BASE = 1_000_000

/** `UserBasic` (gitlab-api.md §3.7). */
export const userBasic = (sim: Simulation, user: User) => ({
  id: user.id,
  username: user.username,
  public_email: '',
  name: user.name,
  state: user.state,
  locked: false,
  avatar_url: null,
  web_url: `${sim.externalUrl}/${user.username}`,
})

/** `UserBasic`, or null for a deleted user (§12, trap 24). */
export function userBasicOrNull(sim: Simulation, userId: number | null) {
  const user = userId === null ? undefined : sim.world.users.get(userId)
  return user === undefined ? null : userBasic(sim, user)
}

/** `ProjectIdentity` (§3.7). */
export const projectIdentity = (sim: Simulation, project: Project) => ({
  id: project.id,
  description: project.description,
  name: project.name,
  name_with_namespace: `${namespaceName(sim, project.namespace)} / ${project.name}`,
  path: project.path,
  path_with_namespace: project.fullPath,
  created_at: iso(project.createdAt),
})

/** `BasicProjectDetails`: the `project` of a cluster, and `/projects?simple=true` (§3.7). */
export const basicProject = (sim: Simulation, project: Project) => ({
  ...projectIdentity(sim, project),
  default_branch: 'main',
  tag_list: [],
  topics: [],
  ssh_url_to_repo: `git@${new URL(sim.externalUrl).hostname}:${project.fullPath}.git`,
  http_url_to_repo: `${sim.externalUrl}/${project.fullPath}.git`,
  web_url: `${sim.externalUrl}/${project.fullPath}`,
  readme_url: `${sim.externalUrl}/${project.fullPath}/-/blob/main/README.md`,
  forks_count: 0,
  avatar_url: null,
  star_count: 0,
  last_activity_at: isoOrNull(project.lastActivityAt),
  visibility: project.visibility,
  namespace: namespaceEntity(sim, project.namespace),
})

/** The `group` of a cluster: id, web_url, name (§3.7). */
export const basicGroup = (sim: Simulation, group: Group) => ({
  id: group.id,
  web_url: groupUrl(sim, group),
  name: group.name,
})

export const groupUrl = (sim: Simulation, group: Group) =>
  `${sim.externalUrl}/groups/${group.fullPath}`

/** A group's name with those of its ancestors, as GitLab shows it. */
export function groupFullName(sim: Simulation, group: Group): string {
  const parent = group.parentId === null ? undefined : sim.world.groups.get(group.parentId)
  return parent === undefined ? group.name : `${groupFullName(sim, parent)} / ${group.name}`
}

function namespaceName(sim: Simulation, namespace: Namespace): string {
  if (namespace.kind === 'user') return sim.world.users.get(namespace.id)?.name ?? 'Ghost User'
  const group = sim.world.groups.get(namespace.id)
  return group === undefined ? '' : groupFullName(sim, group)
}

function namespaceEntity(sim: Simulation, namespace: Namespace) {
  if (namespace.kind === 'user') {
    const user = sim.world.users.get(namespace.id)
    const path = user?.username ?? 'ghost'
    return {
      id: PERSONAL_NAMESPACE_BASE + namespace.id,
      name: user?.name ?? 'Ghost User',
      path,
      kind: 'user',
      full_path: path,
      parent_id: null,
      avatar_url: null,
      web_url: `${sim.externalUrl}/${path}`,
    }
  }
  const group = sim.world.groups.get(namespace.id)
  if (group === undefined) return null
  return {
    id: group.id,
    name: group.name,
    path: group.path,
    kind: 'group',
    full_path: group.fullPath,
    parent_id: group.parentId,
    avatar_url: null,
    web_url: groupUrl(sim, group),
  }
}
