import type { Random } from './random.ts'
import type { Agent, World } from './state.ts'
import { addAgentToken, addUrlConfiguration, DAY_MS, HOUR_MS, MINUTE_MS } from './world-builder.ts'

export type AgentState =
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
const STATES: readonly AgentState[] = [
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

// Null: as new as GitLab itself.
const VERSIONS: readonly (readonly string[] | null)[] = [
  null,
  null,
  null,
  ['18.10.0'],
  ['18.9.2'],
  ['18.8.1'],
  ['18.10.0', '18.9.2'],
  ['17.11.3'],
]

const always = () => ({ from: 0, until: Number.POSITIVE_INFINITY })

interface Context {
  now: number
  random: Random
  /** What receptive agents with mTLS show. */
  certificate: string
  /** Below it are the addresses of receptive agents. */
  domain: string
}

/** The state of the agent that comes at this place of a world. */
export const stateOf = (index: number): AgentState => STATES[index % STATES.length] ?? 'connected'

/** What the pods of the agent at this place of a world run. */
export const versionsOf = (index: number): readonly string[] | null =>
  VERSIONS[index % VERSIONS.length] ?? null

/** Gives an agent the tokens and the URL configuration that go with a state. */
export function addAgentState(
  world: World,
  agent: Agent,
  state: AgentState,
  context: Context,
): void {
  addTokens(world, agent, state, context)
  if (state === 'receptive' || state === 'receptive mTLS') {
    addReceptive(world, agent, state, context)
  }
}

/** Two thirds of the agents in use had their token replaced since they were registered. */
function lastRotation({ id, createdAt }: Agent, now: number): number {
  return id % 3 === 0 ? createdAt : Math.max(createdAt, now - (((id * 37) % 400) + 1) * DAY_MS)
}

function addTokens(world: World, agent: Agent, state: AgentState, { now, random }: Context): void {
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
    const createdAt = lastRotation(agent, now)
    addAgentToken(world, agent, { ...first, createdAt, lastUsedAt: recently, reports: always() })
    if (state === 'rotating') addAgentToken(world, agent, { ...second, lastUsedAt: null })
    if (state === 'two used') {
      addAgentToken(world, agent, { ...second, lastUsedAt: recently, reports: always() })
    }
  }
}

function addReceptive(
  world: World,
  agent: Agent,
  state: AgentState,
  { random, certificate, domain }: Context,
): void {
  const isMutual = state === 'receptive mTLS'
  const key = Buffer.from(Array.from({ length: 32 }, () => random.below(256)))
  addUrlConfiguration(world, agent, {
    url: `grpcs://${agent.name}.${domain}:443`,
    publicKey: isMutual ? null : key.toString('base64'),
    clientCert: isMutual ? certificate : null,
    caCert: isMutual ? certificate : null,
    tlsHost: isMutual ? domain : null,
  })
}
