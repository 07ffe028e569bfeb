import type { Identity } from './auth.ts'
import { type Call, currentIdentity } from './call.ts'
import { movedProjectRead, movedProjectWrite, notFound, unauthorized } from './errors.ts'
import { canReadGroup, canReadProject } from './policy.ts'
import type { Group, Project, World } from './state.ts'

const NUMERIC = /^-?\d+$/

/**
 * `authenticate!`: the caller of an endpoint that needs a person.
 * @throws 401 `401 Unauthorized`, or what is wrong with the token (gitlab-api.md §1.3)
 */
export function requireCaller(call: Call): Identity {
  const identity = currentIdentity(call)
  if (identity === null) throw unauthorized()
  return identity
}

/**
 * `user_project`: the project that `:id` names, by number or full path (§1.5).
 * @throws 404 `404 Project Not Found` when absent or unreadable; 301 or 405 when it has moved
 */
export function findProject(call: Call): Project {
  const { world } = call.sim
  const caller = currentIdentity(call)
  const current = lookupProject(world, call.id)
  const project = current ?? lookupMovedProject(world, call.id)
  if (project === undefined || !canReadProject(world, caller, project)) throw notFound('Project')
  if (current !== undefined) return current
  if (call.request.method !== 'GET') throw movedProjectWrite()
  throw movedProjectRead(urlWithProjectId(call, project.id))
}

/**
 * `user_group`: the group that `:id` names, by number or full path (§1.5).
 * @throws 404 `404 Group Not Found` when absent or unreadable
 */
export function findGroup(call: Call, id: string = call.id): Group {
  const { world } = call.sim
  const group = NUMERIC.test(id)
    ? world.groups.get(Number(id))
    : world.groups.of(id.toLowerCase())[0]
  if (group === undefined || !canReadGroup(world, currentIdentity(call), group)) {
    throw notFound('Group')
  }
  return group
}

function lookupProject(world: World, id: string): Project | undefined {
  if (NUMERIC.test(id)) return world.projects.get(Number(id))
  return id.includes('/') ? world.projects.of(id.toLowerCase())[0] : undefined
}

function lookupMovedProject(world: World, id: string): Project | undefined {
  const target = world.movedProjects.get(id.toLowerCase())
  return target === undefined ? undefined : world.projects.get(target)
}

function urlWithProjectId({ request, sim }: Call, projectId: number): string {
  const origin =
    request.headers.host === undefined ? sim.externalUrl : `http://${request.headers.host}`
  const path = request.pathname.replace(/^(\/api\/v4\/projects\/)[^/]+/, `$1${projectId}`)
  return `${origin}${path}${request.search}`
}
