import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoEnv } from '../lib/cli/demo-env.ts'
import {
  freePort,
  projectEnv,
  serverCommand,
  startNode,
  stop,
  waitForAnswer,
  waitForLine,
} from '../lib/cli/process.ts'
import { SimulatorControl } from './simulator-control.ts'
import { consoleStarted, simulatorStarted, stackEnds } from './started.ts'
import { createTestStore, type Engine, type TestStore } from './test-store.ts'

/** A simulated GitLab and a console of the production build in front of it, with a store of its own. */
export interface Stack {
  gitlab: { url: string; control: SimulatorControl }
  console: {
    child: ChildProcess
    origin: string
    output: () => string
    env: Record<string, string>
    launch: Launch
  }
  store: TestStore
  close: () => Promise<void>
}

/** Waiting times short enough for tests; every one is an ordinary variable of the console. */
const shortTimes = {
  GITLAB_CONNECT_MS: '1000',
  GITLAB_HEADERS_MS: '1500',
  GITLAB_READ_MS: '3000',
  GITLAB_WRITE_MS: '3000',
  INTENT_SECOND_LOOK_MS: '200',
  INTENT_THIRD_LOOK_MS: '600',
  INTENT_LOOK_TIMEOUT_MS: '1500',
  INTENT_SETTLE_MS: '500',
  INTENT_LEASE_MS: '6000',
  INTENT_RESOLVE_MS: '500',
  INTENT_HOLD_MS: '10000',
  // Faults are tried one after the other, and none may reach the next. Who is after the breaker or the budget of retries
  // sets the defaults of the console again (20 and 20).
  GITLAB_BREAKER_CALLS: '100000',
  GITLAB_RETRY_FLOOR: '100000',
}

/** For what measures with the design's own times: none of the short ones is set. */
export const designTimes: Record<string, string> = Object.fromEntries(
  Object.keys(shortTimes).map((name) => [name, '']),
)

async function startSimulator(world: string, counts: WorldCounts) {
  const sizes = Object.entries(counts).flatMap(([name, count]) => [`--${name}`, String(count)])
  const child = startNode(
    ['e2e/simulator/main.ts', '--port', '0', '--control-port', '0', '--world', world, ...sizes],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ready = await waitForLine(child, /simulator ready (\S+) control (\S+)/)
  const [, url = '', controlUrl = ''] = ready
  return { child, url, control: new SimulatorControl(controlUrl) }
}

/** How a console is started with its variables. */
type Launch = (env: Record<string, string>) => ChildProcess

const launchBuilt: Launch = (env) =>
  startNode(serverCommand, { env: projectEnv(env), stdio: ['ignore', 'pipe', 'pipe'] })

interface ConsolePlace {
  port?: number
  launch?: Launch
}

/** Starts a console of the production build; `output` gives everything that it printed so far. */
async function startConsole(
  gitlabUrl: string,
  extra: Record<string, string>,
  { port: onPort, launch = launchBuilt }: ConsolePlace = {},
) {
  const port = onPort ?? (await freePort())
  const env = { ...demoEnv(gitlabUrl, port, ''), ...shortTimes, ...extra }
  const child = launch(env)
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
  }
  const origin = `http://localhost:${port}`
  await waitForAnswer(`${origin}/healthz`, child).catch((error) => {
    throw new Error(`${error}\n${printed}`)
  })
  const started = { child, origin, env, output: () => printed, launch }
  consoleStarted(started)
  return started
}

/** How large world `fleet` is made. */
type WorldCounts = Partial<Record<'projects' | 'groups' | 'agents' | 'clusters', number>>

interface StackOptions {
  /** Variables of the console besides those of every test; a function when they name the simulator. An empty one is not set. */
  env?: Record<string, string> | ((control: SimulatorControl) => Record<string, string>)
  world?: string
  counts?: WorldCounts
  engine?: Engine
  launch?: Launch
}

export async function startStack({
  env = {},
  world = 'standard',
  counts = {},
  engine = 'sqlite',
  launch,
}: StackOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'cluster-console-test-'))
  const store = await createTestStore(engine, folder)
  const simulator = await startSimulator(world, counts)
  const own = typeof env === 'function' ? env(simulator.control) : env
  const started = await startConsole(
    simulator.url,
    { ...store.env, ...own },
    launch === undefined ? {} : { launch },
  ).catch(async (error) => {
    // Nobody else would end them.
    await stop(simulator.child)
    await store.close()
    throw error
  })
  simulatorStarted(simulator.control)
  return {
    gitlab: { url: simulator.url, control: simulator.control },
    console: started,
    store,
    close: async () => {
      await stackEnds(started, simulator.control)
      await Promise.all([stop(started.child), stop(simulator.child)])
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  } satisfies Stack
}

/** A second console on the same store and behind the same public origin, as a replica is or a rolling update brings. */
export function startReplica(
  { gitlab, console: first }: Stack,
  extra: Record<string, string> = {},
  port?: number,
) {
  const { PORT: _, ...env } = first.env
  return startConsole(
    gitlab.url,
    { ...env, ...extra },
    {
      ...(port === undefined ? {} : { port }),
      launch: first.launch,
    },
  )
}
