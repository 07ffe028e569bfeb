import { addAgentState, stateOf, versionsOf } from './agent-states.ts'
import { createCaCertificate } from './certificates.ts'
import { regions } from './demo-company.ts'
import type { Namespaces } from './demo-namespaces.ts'
import type { Random } from './random.ts'
import type { Project, User, World } from './state.ts'
import { addAgent, DAY_MS, YEAR_MS } from './world-builder.ts'
import type { People } from './world-people.ts'

const AGENT_COUNT = 130
const AGENT_DOMAIN = 'agents.halden-freight.example'

interface Context {
  namespaces: Namespaces
  clusterProjects: readonly Project[]
  people: People
  others: readonly User[]
  random: Random
  now: number
}

/** Adds 130 agents to some 50 projects, in every state that the console shows. */
export async function addDemoAgents(world: World, context: Context): Promise<void> {
  const { namespaces, now, others, people, random } = context
  const certificate = await createCaCertificate({
    commonName: 'halden-freight-agents',
    notBefore: now - YEAR_MS,
    notAfter: now + 200 * DAY_MS,
  })
  const candidates = namespaces.projects.filter((project, index) =>
    context.clusterProjects.includes(project) ? index % 2 === 0 : index % 7 === 3,
  )
  const creators = [people.maintainer, people.root, ...others]
  for (let index = 0; index < AGENT_COUNT; index += 1) {
    const project = candidates[Math.floor((index * candidates.length) / AGENT_COUNT)]
    if (project === undefined) continue
    const agent = addAgent(world, {
      name: agentName(world, project, random),
      projectId: project.id,
      createdAt: now - (200 + random.below(400)) * DAY_MS,
      createdByUserId: random.chance(0.06)
        ? null
        : (creators[random.below(creators.length)]?.id ?? null),
      versions: versionsOf(index),
    })
    const state = stateOf(index)
    addAgentState(world, agent, state, { now, random, certificate, domain: AGENT_DOMAIN })
  }
  addConfigFiles(world)
}

function agentName(world: World, project: Project, random: Random): string {
  const taken = new Set(
    [...world.agents.values()]
      .filter(({ projectId }) => projectId === project.id)
      .map(({ name }) => name),
  )
  const stage = random.pick(['prod', 'staging', 'dev', 'canary'])
  const name = `${random.pick(regions)}-${stage}`
  return taken.has(name) ? `${name}-${taken.size + 1}` : name
}

/** Every other agent has a config file that shares it with its project's group. */
function addConfigFiles(world: World): void {
  const files = new Map<number, Map<string, string>>()
  for (const agent of world.agents.values()) {
    const project = world.projects.get(agent.projectId)
    if (agent.id % 2 === 0 || project?.namespace.kind !== 'group') continue
    const own = files.get(project.id) ?? new Map<string, string>()
    const group = project.fullPath.slice(0, project.fullPath.lastIndexOf('/'))
    own.set(
      `.gitlab/agents/${agent.name}/config.yaml`,
      `ci_access:\n  groups:\n    - id: ${group}\n      default_namespace: ${project.path}\n`,
    )
    files.set(project.id, own)
    project.files = own
  }
}
