import type { ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { demoEnv } from '../lib/cli/demo-env.ts'
import {
  freePort,
  projectEnv,
  startNode,
  stop,
  waitForAnswer,
  waitForLine,
} from '../lib/cli/process.ts'
import { SimulatorControl } from './simulator-control.ts'

/** A simulated GitLab and a console of the production build in front of it, with a store of its own. */
export interface Stack {
  gitlab: { url: string; control: SimulatorControl }
  console: { origin: string; storeFile: string; output: () => string; env: Record<string, string> }
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
}

async function startSimulator(world = 'standard') {
  const child = startNode(
    ['e2e/simulator/main.ts', '--port', '0', '--control-port', '0', '--world', world],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ready = await waitForLine(child, /simulator ready (\S+) control (\S+)/)
  const [, url = '', controlUrl = ''] = ready
  return { child, url, control: new SimulatorControl(controlUrl) }
}

/** Starts a console of the production build; `output` gives everything that it printed so far. */
async function startConsole(gitlabUrl: string, folder: string, extra: Record<string, string> = {}) {
  const port = await freePort()
  const storeFile = join(folder, 'console.db')
  const env = { ...demoEnv(gitlabUrl, port, storeFile), ...shortTimes, ...extra }
  const child: ChildProcess = startNode(['lib/cli/start.ts'], {
    env: projectEnv(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
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
  return { child, origin, storeFile, env, output: () => printed }
}

export async function startStack(extra: Record<string, string> = {}, world = 'standard') {
  const folder = await mkdtemp(join(tmpdir(), 'cluster-console-test-'))
  const simulator = await startSimulator(world)
  const started = await startConsole(simulator.url, folder, extra)
  return {
    gitlab: { url: simulator.url, control: simulator.control },
    console: started,
    close: async () => {
      await Promise.all([stop(started.child), stop(simulator.child)])
      await rm(folder, { recursive: true, force: true })
    },
  } satisfies Stack
}

/** All that the store holds, as text in which a value stands as it was written. */
export async function storedText({ console: { storeFile } }: Stack): Promise<string> {
  const beside = ['-wal', '-shm'].map((end) =>
    readFile(`${storeFile}${end}`, 'latin1').catch(() => ''),
  )
  return (await Promise.all([readFile(storeFile, 'latin1'), ...beside])).join('\n')
}

/** A second console on the same store and behind the same public origin, as a replica is or a rolling update brings. */
export function startReplica(
  { gitlab, console: first }: Stack,
  extra: Record<string, string> = {},
) {
  const { PORT: _, ...env } = first.env
  return startConsole(gitlab.url, dirname(first.storeFile), { ...env, ...extra })
}
