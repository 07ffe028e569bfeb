import { createCaCertificate } from './certificates.ts'
import { regions } from './demo-company.ts'
import type { Namespaces } from './demo-namespaces.ts'
import type { Random } from './random.ts'
import type { Agent, Project, User, World } from './state.ts'
import {
  addAgent,
  addAgentToken,
  addUrlConfiguration,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  YEAR_MS,
} from './world-builder.ts'
import type { People } from './world-people.ts'

const AGENT_COUNT = 130

interface Context {
  namespaces: Namespaces
  clusterProjects: readonly Project[]
  people: People
  others: readonly User[]
  random: Random
  now: number
}

type State =
  | 'connected'
  | 'rotating'
  | 'two used'
  | 'silent for minutes'
  | 'silent for days'
  | 'never'
  | 'no token'
  | 'receptive'
  | 'receptive mTLS'

// Twenty agents in a row have these states: most are connected, as in a company that works.
const STATES: readonly State[] = [
  'connected',
  'connected',
  'rotating',
  'connected',
  'silent for days',
  'connected',
  'receptive',
  'connected',
  'never',
  'connected',
  'connected',
  'silent for minutes',
  'connected',
  'two used',
  'no token',
  'connected',
  'connected',
  'receptive mTLS',
  'silent for days',
  'connected',
]

const always = () => ({ from: 0, until: Number.POSITIVE_INFINITY })

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
    })
    const state = STATES[index % STATES.length] ?? 'connected'
    addTokens(world, agent, state, context)
    if (state === 'receptive' || state === 'receptive mTLS') {
      addReceptive(world, agent, state, { random, certificate })
    }
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

function addTokens(world: World, agent: Agent, state: State, { now, random }: Context): void {
  const first = { name: `${agent.name}-1`, createdAt: agent.createdAt }
  const second = { name: `${agent.name}-2`, createdAt: now - random.below(20) * DAY_MS }
  const recently = now - 30_000
  if (random.chance(0.15)) {
    const old = { ...first, name: `${agent.name}-0`, lastUsedAt: agent.createdAt + DAY_MS }
    addAgentToken(world, agent, { ...old, status: 'revoked' })
  }
  if (state === 'no token') return
  if (state === 'never' || state === 'receptive') {
    addAgentToken(world, agent, { ...first, lastUsedAt: null })
  } else if (state === 'silent for minutes') {
    addAgentToken(world, agent, { ...first, lastUsedAt: now - (9 + random.below(40)) * MINUTE_MS })
  } else if (state === 'silent for days') {
    const silence = HOUR_MS + random.below(60) * DAY_MS
    addAgentToken(world, agent, { ...first, lastUsedAt: now - silence })
  } else {
    addAgentToken(world, agent, { ...first, lastUsedAt: recently, reports: always() })
    if (state === 'rotating') addAgentToken(world, agent, { ...second, lastUsedAt: null })
    if (state === 'two used') {
      addAgentToken(world, agent, { ...second, lastUsedAt: recently, reports: always() })
    }
  }
}

function addReceptive(
  world: World,
  agent: Agent,
  state: State,
  { random, certificate }: { random: Random; certificate: string },
): void {
  const isMutual = state === 'receptive mTLS'
  const key = Buffer.from(Array.from({ length: 32 }, () => random.below(256)))
  addUrlConfiguration(world, agent, {
    url: `grpcs://${agent.name}.agents.halden-freight.example:443`,
    publicKey: isMutual ? null : key.toString('base64'),
    clientCert: isMutual ? certificate : null,
    caCert: isMutual ? certificate : null,
    tlsHost: isMutual ? 'agents.halden-freight.example' : null,
  })
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
