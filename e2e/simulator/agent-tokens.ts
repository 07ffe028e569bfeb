import { randomBytes } from 'node:crypto'
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
import { ACCESS, type Agent, type AgentToken, takeId, type World } from './state.ts'
import { isBlank } from './validators.ts'

const COLLECTION = '/projects/:id/cluster_agents/:agent_id/tokens'
const MAX_ACTIVE_TOKENS = 2
const MINUTE_MS = 60_000

const tokenIdParams = { ...agentIdParams, token_id: integer({ required: true }) }

const listTokens = endpoint({
  method: 'GET',
  path: COLLECTION,
  before: requireCaller,
  params: { ...agentIdParams, ...paginationParams },
  run: (call, params) => {
    const agent = findAgent(call, findProject(call), params.agent_id)
    const rows = activeTokensOf(call, agent).sort(byLastUse(call.sim.clock.now()))
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
    const token = activeTokensOf(call, agent).find(({ id }) => id === params.token_id)
    if (token === undefined) throw recordNotFound()
    return json(200, tokenEntity(call, token))
  },
})

const createToken = endpoint({
  method: 'POST',
  path: COLLECTION,
  before: requireCaller,
  params: { ...agentIdParams, name: string({ required: true }), description: string() },
  run: (call, params) => {
    const project = findProject(call)
    requireAccess(accessTo(call, project), ACCESS.maintainer)
    const agent = findAgent(call, project, params.agent_id)
    if (activeTokensOf(call, agent).length >= MAX_ACTIVE_TOKENS) {
      throw badRequest('An agent can have only two active tokens at a time')
    }
    const name = params.name ?? ''
    const description = params.description ?? null
    const errors = tokenErrors(name, description)
    if (errors.length > 0) throw inspectedErrors(errors)
    const { world, clock, settings } = call.sim
    const token: AgentToken = {
      id: takeId(world, 'agentToken'),
      agentId: agent.id,
      name,
      description,
      status: 'active',
      createdByUserId: requireCaller(call).user.id,
      createdAt: clock.now(),
      revokedAt: null,
      lastUsedAt: null,
      reports: null,
    }
    world.agentTokens.set(token.id, token)
    if (world.installsAfterMs !== null)
      installToken(world, token, clock.now() + world.installsAfterMs)
    const secret = randomBytes(38).toString('base64url').slice(0, 50)
    const value = `${settings.agent_token_prefix}glagent-${secret}`
    return json(201, { ...tokenEntity(call, token), token: value })
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
    token.status = 'revoked'
    token.revokedAt ??= call.sim.clock.now()
    return noContent()
  },
})

/** T1–T4 (gitlab-api.md §6.3). */
export const agentTokenEndpoints: readonly Endpoint[] = [
  listTokens,
  getToken,
  createToken,
  revokeToken,
]

const activeTokensOf = ({ sim }: Call, agent: Agent) =>
  sim.world.agentTokens.of(agent.id).filter(({ status }) => status === 'active')

/** Somebody installs the token at `at`: its agent runs with it from then on, and no longer with another one. */
function installToken(world: World, token: AgentToken, at: number): void {
  for (const { reports } of world.agentTokens.of(token.agentId)) {
    if (reports !== null) reports.until = Math.min(reports.until, at)
  }
  token.reports = { from: at, until: Number.POSITIVE_INFINITY }
}

/** When a token was last used; one whose agent runs was used within the last minute. */
export function lastUseOf(token: AgentToken, now: number): number | null {
  const { reports } = token
  if (reports === null || token.status !== 'active' || now < reports.from) return token.lastUsedAt
  const end = Math.min(now, reports.until)
  return Math.max(reports.from, end - ((end + token.id * 7919) % MINUTE_MS))
}

const byLastUse = (now: number) => (a: AgentToken, b: AgentToken) =>
  (lastUseOf(b, now) ?? 0) - (lastUseOf(a, now) ?? 0) || a.id - b.id

function tokenErrors(name: string, description: string | null): string[] {
  const errors = []
  if (isBlank(name)) errors.push("Name can't be blank")
  if (name.length > 255) errors.push('Name is too long (maximum is 255 characters)')
  if ((description ?? '').length > 1024) {
    errors.push('Description is too long (maximum is 1024 characters)')
  }
  return errors
}

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
