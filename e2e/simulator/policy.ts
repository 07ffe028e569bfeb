import type { Identity } from './auth.ts'
import { forbidden } from './errors.ts'
import { ACCESS, type Group, type Project, type World } from './state.ts'

/** Whoever asks; null is nobody. */
type Caller = Pick<Identity, 'user' | 'isAdmin'> | null

/** Key of `World.members`. */
export const memberKey = (kind: 'group' | 'project', id: number, userId: number) =>
  `${kind}:${id}:${userId}`

/** A person's role in a group, inherited from its ancestors; 0 for none. */
export function groupMembership(world: World, userId: number, group: Group): number {
  const own = world.members.get(memberKey('group', group.id, userId)) ?? 0
  const parent = group.parentId === null ? undefined : world.groups.get(group.parentId)
  return parent === undefined ? own : Math.max(own, groupMembership(world, userId, parent))
}

/** A person's role in a project: own, inherited, or owner of the personal namespace; 0 for none. */
export function projectMembership(world: World, userId: number, project: Project): number {
  const own = world.members.get(memberKey('project', project.id, userId)) ?? 0
  if (project.namespace.kind === 'user') {
    return project.namespace.id === userId ? ACCESS.owner : own
  }
  const group = world.groups.get(project.namespace.id)
  return group === undefined ? own : Math.max(own, groupMembership(world, userId, group))
}

/** What a caller may do in a group: an elevated administrator counts as owner (§1.4). */
export function groupAccess(world: World, caller: Caller, group: Group): number {
  if (caller === null) return 0
  return caller.isAdmin ? ACCESS.owner : groupMembership(world, caller.user.id, group)
}

/** What a caller may do in a project: an elevated administrator counts as owner (§1.4). */
export function projectAccess(world: World, caller: Caller, project: Project): number {
  if (caller === null) return 0
  return caller.isAdmin ? ACCESS.owner : projectMembership(world, caller.user.id, project)
}

const isVisible = (caller: Caller, { visibility }: Group | Project) =>
  visibility === 'public' || (visibility === 'internal' && caller !== null)

/** Whether a caller can see a group at all; if not it answers 404 (§1.5). */
export const canReadGroup = (world: World, caller: Caller, group: Group) =>
  isVisible(caller, group) || groupAccess(world, caller, group) > 0

/** Whether a caller can see a project at all; if not it answers 404 (§1.5). */
export const canReadProject = (world: World, caller: Caller, project: Project) =>
  isVisible(caller, project) || projectAccess(world, caller, project) > 0

/**
 * `authorize!`: a caller who sees the thing but lacks the role.
 * @throws 403 `403 Forbidden` (§1.1)
 */
export function requireAccess(actual: number, required: number): void {
  if (actual < required) throw forbidden()
}
