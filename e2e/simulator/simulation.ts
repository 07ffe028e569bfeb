import { type Clock, createClock } from './clock.ts'
import type { Fault } from './faults.ts'
import { createSso, type Sso } from './jwks.ts'
import { createOAuthState, type OAuthState } from './oauth-tokens.ts'
import type { LoggedRequest } from './request-log.ts'
import { Secrets } from './secrets.ts'
import { defaultSettings, type Settings } from './settings.ts'
import type { World } from './state.ts'
import type { ThrottleWindow } from './throttle.ts'
import { Traffic } from './traffic.ts'
import { createWorld, type WorldName } from './world.ts'
import type { FleetCounts } from './world-fleet.ts'

export interface SimulationOptions {
  world: WorldName
  seed: number
  latencyMs: number
  /** How large world `fleet` is. */
  counts?: FleetCounts
}

/** Everything that changes while the simulator runs. */
export interface Simulation {
  readonly clock: Clock
  readonly options: SimulationOptions
  /** GitLab's configured external URL, used in `Link`, `web_url` and OAuth endpoints (§2). */
  externalUrl: string
  world: World
  settings: Settings
  oauth: OAuthState
  faults: Fault[]
  requests: LoggedRequest[]
  throttle: Map<string, ThrottleWindow>
  /** What is under way; a reset forgets its peaks, not what is open. */
  readonly traffic: Traffic
  /** A reset leaves them as they are: a test asks after its last one. */
  readonly secrets: Secrets
  /** The company's SSO, made when it is first asked for. A reset leaves it as it is: it is no part of GitLab. */
  readonly sso: Sso
}

/** Makes a simulation in its initial state. */
export async function createSimulation(options: SimulationOptions): Promise<Simulation> {
  const clock = createClock()
  let sso: Sso | null = null
  return {
    clock,
    options,
    externalUrl: '',
    traffic: new Traffic(),
    secrets: new Secrets(),
    ...(await initialState(options, clock)),
    get sso() {
      sso ??= createSso()
      return sso
    },
  }
}

/** Puts a simulation back to the start, optionally with another world or seed. */
export async function resetSimulation(
  sim: Simulation,
  options: Partial<Pick<SimulationOptions, 'world' | 'seed' | 'counts'>>,
): Promise<void> {
  Object.assign(sim.options, options)
  sim.clock.reset()
  sim.traffic.forgetPeaks()
  Object.assign(sim, await initialState(sim.options, sim.clock))
}

const initialState = async (options: SimulationOptions, clock: Clock) => ({
  world: await createWorld(options.world, options.seed, clock.now(), options.counts),
  settings: defaultSettings(options.latencyMs),
  oauth: createOAuthState(),
  faults: [],
  requests: [],
  throttle: new Map(),
})
