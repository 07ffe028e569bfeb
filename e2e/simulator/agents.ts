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
import { ACCESS, type Agent, type Project, takeId, type World } from './state.ts'
import { isBlank, isKubernetesName } from './validators.ts'

const NAME_FORMAT_ERROR =
  "Name can contain only lowercase letters, digits, and '-', but cannot start or end with '-'"

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
    const rows = agentsOf(call.sim.world, project).sort((a, b) => (a.name < b.name ? -1 : 1))
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
    const { world, clock } = call.sim
    const name = params.name ?? ''
    const errors = nameErrors(world, project, name)
    if (errors.length > 0) throw inspectedErrors(errors)
    const agent: Agent = {
      id: takeId(world, 'agent'),
      projectId: project.id,
      name,
      createdByUserId: requireCaller(call).user.id,
      createdAt: clock.now(),
      updatedAt: clock.now(),
      versions: null,
    }
    world.agents.set(agent.id, agent)
    return json(201, agentEntity(call, agent, project))
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
    return destroyConditionally(call, agent.updatedAt, () => removeAgent(call.sim.world, agent))
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

const agentsOf = (world: World, project: Project) => world.agents.of(project.id)

function nameErrors(world: World, project: Project, name: string): string[] {
  const errors = []
  if (agentsOf(world, project).some((agent) => agent.name === name)) {
    errors.push('Name has already been taken')
  }
  if (isBlank(name)) errors.push("Name can't be blank")
  if (name.length > 63) errors.push('Name is too long (maximum is 63 characters)')
  if (!isKubernetesName(name)) errors.push(NAME_FORMAT_ERROR)
  return errors
}

function removeAgent(world: World, agent: Agent): void {
  world.agents.delete(agent.id)
  for (const { id } of world.agentTokens.of(agent.id)) world.agentTokens.delete(id)
  for (const { id } of world.urlConfigurations.of(agent.id)) world.urlConfigurations.delete(id)
}

/** `Agent` (§6.1): nothing about status, version or tokens. */
const agentEntity = ({ sim }: Call, agent: Agent, project: Project) => ({
  id: agent.id,
  name: agent.name,
  config_project: projectIdentity(sim, project),
  created_at: iso(agent.createdAt),
  created_by_user_id: agent.createdByUserId,
})
