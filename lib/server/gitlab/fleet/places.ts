import 'server-only'
import { z } from 'zod'
import type { FleetScope } from '#lib/contract/fleet.ts'
import { ownWebUrl } from '../web-url.ts'

const id = z.number().int().positive()

/** A group of `GET /groups`, narrowed. */
export const groupSchema = z
  .object({
    id,
    name: z.string(),
    full_path: z.string(),
    web_url: z.string().nullish(),
    parent_id: id.nullish(),
  })
  .transform(({ full_path, parent_id, ...rest }) => ({
    ...rest,
    path: full_path,
    parentId: parent_id ?? null,
  }))
export type Group = z.infer<typeof groupSchema>

/** A project of `GET /projects?simple=true`, narrowed. `groupId` is null in a personal namespace. */
export const projectSchema = z
  .object({
    id,
    name: z.string(),
    path_with_namespace: z.string(),
    web_url: z.string().nullish(),
    namespace: z.object({ id, kind: z.string() }),
  })
  .transform(({ path_with_namespace, namespace, ...rest }) => ({
    ...rest,
    path: path_with_namespace,
    groupId: namespace.kind === 'user' ? null : namespace.id,
  }))
export type Project = z.infer<typeof projectSchema>

/**
 * The groups and projects in which a person may read clusters and agents (Developer), and where they may do more
 * (Maintainer), as far as they are known.
 */
export class Places {
  readonly groups = new Map<number, Group>()
  readonly maintainedGroups = new Set<number>()
  readonly projects = new Map<number, Project>()
  readonly maintainedProjects = new Set<number>()
  readonly #byPath = new Map<string, Group | Project>()

  addGroup(group: Group): void {
    this.groups.set(group.id, group)
    this.#byPath.set(`group ${group.path}`, group)
  }

  /** False when it is known already. */
  addProject(project: Project): boolean {
    if (this.projects.has(project.id)) return false
    this.projects.set(project.id, project)
    this.#byPath.set(`project ${project.path}`, project)
    return true
  }

  /** The place at a full path, if it is among the known ones. */
  at(kind: 'group' | 'project', path: string): Group | Project | undefined {
    return this.#byPath.get(`${kind} ${path}`)
  }

  /** The groups among `ids` whose parent is not: everything else of them lies below these. */
  rootsOf(ids: ReadonlySet<number>): Group[] {
    return [...this.groups.values()].filter(
      (group) => ids.has(group.id) && (group.parentId === null || !ids.has(group.parentId)),
    )
  }

  /** The known group that a group or project lies under at the top; null outside of all. */
  rootOf(groupId: number | null): Group | null {
    let group = groupId === null ? undefined : this.groups.get(groupId)
    // GitLab nests at most twenty deep; a ring in its answer must not hang us.
    for (let depth = 0; group !== undefined && depth < 100; depth += 1) {
      const parent: Group | undefined =
        group.parentId === null ? undefined : this.groups.get(group.parentId)
      if (parent === undefined) return group
      group = parent
    }
    return group ?? null
  }
}

/** A place as rows and problems name it. */
export function placeScope(
  kind: 'group' | 'project',
  { id: placeId, name, path, web_url }: Pick<Group, 'id' | 'name' | 'path' | 'web_url'>,
  gitlabUrl: string,
): FleetScope {
  return { kind, id: placeId, name, path, web_url: ownWebUrl(web_url, gitlabUrl) }
}

/** The instance as rows and problems name it: by GitLab's host. */
export const instanceScope = (gitlabUrl: string): FleetScope => ({
  kind: 'instance',
  id: null,
  name: new URL(gitlabUrl).host,
  path: null,
  web_url: ownWebUrl(gitlabUrl, gitlabUrl),
})
