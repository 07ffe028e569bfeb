import type { Call } from './call.ts'
import { iso } from './clock.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import { userBasic } from './entities.ts'
import { recordNotFound } from './errors.ts'
import { integer } from './grape-params.ts'
import { findGroup, findProject, requireCaller } from './lookup.ts'
import { groupMembership, projectMembership } from './policy.ts'
import { json, type Reply } from './reply.ts'

const params = { user_id: integer({ required: true }) }

const groupMember = endpoint({
  method: 'GET',
  path: '/groups/:id/members/all/:user_id',
  before: requireCaller,
  params,
  run: (call, { user_id }) => {
    const group = findGroup(call)
    return member(call, user_id, (id) => groupMembership(call.sim.world, id, group))
  },
})

const projectMember = endpoint({
  method: 'GET',
  path: '/projects/:id/members/all/:user_id',
  before: requireCaller,
  params,
  run: (call, { user_id }) => {
    const project = findProject(call)
    return member(call, user_id, (id) => projectMembership(call.sim.world, id, project))
  },
})

/** One member with the highest role, inherited ones included (GitLab's documented members API, lib/api/members.rb). */
export const memberEndpoints: readonly Endpoint[] = [groupMember, projectMember]

function member(
  { sim }: Call,
  userId: number | null | undefined,
  levelOf: (userId: number) => number,
): Reply {
  const user = sim.world.users.get(userId ?? 0)
  const level = user === undefined ? 0 : levelOf(user.id)
  if (user === undefined || level === 0) throw recordNotFound()
  return json(200, {
    ...userBasic(sim, user),
    access_level: level,
    created_at: iso(user.createdAt),
    expires_at: null,
  })
}
