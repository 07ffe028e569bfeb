import { addAgentState, stateOf, versionsOf } from './agent-states.ts'
import { createCaCertificate } from './certificates.ts'
import type { FleetNamespaces } from './fleet-namespaces.ts'
import type { Random } from './random.ts'
import type { Project, User, World } from './state.ts'
import { addAgent, addAgentToken, DAY_MS, YEAR_MS } from './world-builder.ts'
import type { FleetCounts } from './world-fleet.ts'

interface Context {
  counts: FleetCounts
  namespaces: FleetNamespaces
  others: readonly User[]
  random: Random
  now: number
}

const AGENTS_A_PROJECT = 3
const NAMES = ['prod', 'staging', 'dev', 'eu-west', 'us-east', 'edge'] as const

/** Adds agents, mostly three a project, in every state that the console shows. */
export async function addFleetAgents(world: World, context: Context): Promise<void> {
  const { counts, others, random, now } = context
  const certificate = await createCaCertificate({
    commonName: 'fleet-agents',
    notBefore: now - YEAR_MS,
    notAfter: now + 45 * DAY_MS,
  })
  const places = placesOf(context)
  for (let index = 0; index < counts.agents; index += 1) {
    const project = places[Math.floor((index * places.length) / counts.agents)]
    if (project === undefined) continue
    const taken = world.agents.of(project.id).length
    const name = NAMES[(project.id + taken) % NAMES.length] ?? 'agent'
    const createdAt = now - (5 + random.below(900)) * DAY_MS
    const agent = addAgent(world, {
      name: taken < NAMES.length ? name : `${name}-${taken}`,
      projectId: project.id,
      createdAt,
      createdByUserId: random.chance(0.04)
        ? null
        : (others[random.below(others.length)]?.id ?? null),
      versions: versionsOf(index),
    })
    addAgentState(world, agent, stateOf(index), {
      now,
      random,
      certificate,
      domain: 'agents.fleet.example',
    })
    if (index % 100 === 55) addSecondUnused(world, agent.id, now)
  }
}

/** An agent with both slots taken and nothing to tell the tokens apart: never used, either of them. */
function addSecondUnused(world: World, agentId: number, now: number): void {
  const agent = world.agents.get(agentId)
  const hasRoom =
    world.agentTokens.of(agentId).filter(({ status }) => status === 'active').length < 2
  if (agent === undefined || !hasRoom) return
  addAgentToken(world, agent, { name: 'spare', createdAt: now - 300 * DAY_MS, lastUsedAt: null })
}

/** One place in a hundred is a personal project. */
function placesOf({ counts, namespaces }: Context): Project[] {
  const count = Math.max(1, Math.ceil(counts.agents / AGENTS_A_PROJECT))
  return Array.from({ length: count }, (_, index) => {
    const from = index % 100 === 50 ? namespaces.personal : namespaces.projects
    return from[Math.floor((index * from.length) / count)]
  }).filter((project) => project !== undefined)
}
