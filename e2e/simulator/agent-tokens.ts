import { activeTokens, createToken, revokeTokenRecord, tokenLimit } from './agent-changes.ts'
import { accessTo, agentIdParams, findAgent } from './agents.ts'
import type { Call } from './call.ts'
import { iso, isoOrNull } from './clock.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import { badRequest, inspectedErrors, recordNotFound } from './errors.ts'
import { integer, string } from './grape-params.ts'
import { findProject, requireCaller } from './lookup.ts'
import { paginate, paginationParams } from './pagination.ts'
import { requireAccess } from './policy.ts'
import { json, noContent } from './reply.ts'
import { ACCESS, type AgentToken } from './state.ts'

const COLLECTION = '/projects/:id/cluster_agents/:agent_id/tokens'
const MINUTE_MS = 60_000

const tokenIdParams = { ...agentIdParams, token_id: integer({ required: true }) }

const listTokens = endpoint({
  method: 'GET',
  path: COLLECTION,
  before: requireCaller,
  params: { ...agentIdParams, ...paginationParams },
  run: (call, params) => {
    const agent = findAgent(call, findProject(call), params.agent_id)
    const rows = activeTokens(call.sim.world, agent).sort(byLastUse(call.sim.clock.now()))
    return paginate(call, rows, params, tokenBasic)
  },
})

const getToken = endpoint({
  method: 'GET',
  path: `${COLLECTION}/:token_id`,
  before: requireCaller,
  params: tokenIdParams,
  run: (call, params) => {
    const agent = findAgent(call, findProject(call), params.agent_id)
    const token = activeTokens(call.sim.world, agent).find(({ id }) => id === params.token_id)
    if (token === undefined) throw recordNotFound()
    return json(200, tokenEntity(call, token))
  },
})

const createTokenEndpoint = endpoint({
  method: 'POST',
  path: COLLECTION,
  before: requireCaller,
  params: { ...agentIdParams, name: string({ required: true }), description: string() },
  run: (call, params) => {
    const project = findProject(call)
    requireAccess(accessTo(call, project), ACCESS.maintainer)
    const agent = findAgent(call, project, params.agent_id)
    const limit = tokenLimit(call.sim.world, agent)
    if (limit !== null) throw badRequest(limit)
    const made = createToken(call.sim, agent, {
      name: params.name ?? '',
      description: params.description ?? null,
      user: requireCaller(call).user,
    })
    if ('errors' in made) throw inspectedErrors(made.errors)
    const { token, secret } = made.record
    return json(201, { ...tokenEntity(call, token), token: secret })
  },
})

const revokeToken = endpoint({
  method: 'DELETE',
  path: `${COLLECTION}/:token_id`,
  before: requireCaller,
  params: tokenIdParams,
  run: (call, params) => {
    const project = findProject(call)
    requireAccess(accessTo(call, project), ACCESS.maintainer)
    const agent = findAgent(call, project, params.agent_id)
    const token = call.sim.world.agentTokens.get(params.token_id ?? 0)
    if (token === undefined || token.agentId !== agent.id) throw recordNotFound()
    revokeTokenRecord(call.sim, token)
    return noContent()
  },
})

/** T1–T4 (gitlab-api.md §6.3). */
export const agentTokenEndpoints: readonly Endpoint[] = [
  listTokens,
  getToken,
  createTokenEndpoint,
  revokeToken,
]

/** When a token was last used; one whose agent runs was used within the last minute. */
export function lastUseOf(token: AgentToken, now: number): number | null {
  const { reports } = token
  if (reports === null || token.status !== 'active' || now < reports.from) return token.lastUsedAt
  const end = Math.min(now, reports.until)
  return Math.max(reports.from, end - ((end + token.id * 7919) % MINUTE_MS))
}

const byLastUse = (now: number) => (a: AgentToken, b: AgentToken) =>
  (lastUseOf(b, now) ?? 0) - (lastUseOf(a, now) ?? 0) || a.id - b.id

/** `AgentTokenBasic`, in lists: without `last_used_at` (§6.3). */
const tokenBasic = (token: AgentToken) => ({
  id: token.id,
  name: token.name,
  description: token.description,
  agent_id: token.agentId,
  status: token.status,
  created_at: iso(token.createdAt),
  created_by_user_id: token.createdByUserId,
})

/** `AgentToken`, of a single token (§6.3). */
const tokenEntity = ({ sim }: Call, token: AgentToken) => ({
  ...tokenBasic(token),
  last_used_at: isoOrNull(lastUseOf(token, sim.clock.now())),
})
