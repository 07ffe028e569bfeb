import { createAgent, deleteAgentRecord } from './agent-changes.ts'
import type { Call } from './call.ts'
import { iso } from './clock.ts'
import { destroyConditionally } from './conditional-delete.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import { projectIdentity } from './entities.ts'
import { inspectedErrors, notFound, recordNotFound } from './errors.ts'
import { integer, string } from './grape-params.ts'
import { findProject, requireCaller } from './lookup.ts'
import { paginate, paginationParams } from './pagination.ts'
import { projectAccess, requireAccess } from './policy.ts'
import { json } from './reply.ts'
import { ACCESS, type Agent, type Project } from './state.ts'

/** Path parameter of everything below one agent. */
export const agentIdParams = { agent_id: integer({ required: true }) }

const listAgents = endpoint({
  method: 'GET',
  path: '/projects/:id/cluster_agents',
  before: requireCaller,
  params: paginationParams,
  run: (call, params) => {
    const project = findProject(call)
    if (accessTo(call, project) < ACCESS.developer) throw notFound('ClusterAgents')
    const rows = call.sim.world.agents.of(project.id).sort((a, b) => (a.name < b.name ? -1 : 1))
    return paginate(call, rows, params, (agent) => agentEntity(call, agent, project))
  },
})

const getAgent = endpoint({
  method: 'GET',
  path: '/projects/:id/cluster_agents/:agent_id',
  before: requireCaller,
  params: agentIdParams,
  run: (call, params) => {
    const project = findProject(call)
    return json(200, agentEntity(call, findAgent(call, project, params.agent_id), project))
  },
})

const registerAgent = endpoint({
  method: 'POST',
  path: '/projects/:id/cluster_agents',
  before: requireCaller,
  params: { name: string({ required: true }) },
  run: (call, params) => {
    const project = findProject(call)
    requireAccess(accessTo(call, project), ACCESS.maintainer)
    const { user } = requireCaller(call)
    const made = createAgent(call.sim, project, user, params.name ?? '')
    if ('errors' in made) throw inspectedErrors(made.errors)
    return json(201, agentEntity(call, made.record, project))
  },
})

const deleteAgent = endpoint({
  method: 'DELETE',
  path: '/projects/:id/cluster_agents/:agent_id',
  before: requireCaller,
  params: agentIdParams,
  run: (call, params) => {
    const project = findProject(call)
    requireAccess(accessTo(call, project), ACCESS.maintainer)
    const agent = findAgent(call, project, params.agent_id)
    return destroyConditionally(call, agent.updatedAt, () =>
      deleteAgentRecord(call.sim.world, agent),
    )
  },
})

/** A1–A4 (gitlab-api.md §6.2). */
export const agentEndpoints: readonly Endpoint[] = [
  listAgents,
  getAgent,
  registerAgent,
  deleteAgent,
]

/** The caller's role in the agents' project. */
export const accessTo = (call: Call, project: Project) =>
  projectAccess(call.sim.world, requireCaller(call), project)

/**
 * `AgentsFinder#find`: an agent of the project, for Developers and above (§6.2).
 * @throws 404 `404 Not found` when absent, elsewhere, or below Developer
 */
export function findAgent(call: Call, project: Project, id: number | null | undefined): Agent {
  const agent = call.sim.world.agents.get(id ?? 0)
  if (agent === undefined || agent.projectId !== project.id) throw recordNotFound()
  if (accessTo(call, project) < ACCESS.developer) throw recordNotFound()
  return agent
}

/** `Agent` (§6.1): nothing about status, version or tokens. */
const agentEntity = ({ sim }: Call, agent: Agent, project: Project) => ({
  id: agent.id,
  name: agent.name,
  config_project: projectIdentity(sim, project),
  created_at: iso(agent.createdAt),
  created_by_user_id: agent.createdByUserId,
})
