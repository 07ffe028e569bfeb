import type { ChildProcess } from 'node:child_process'
import { endsItself } from './faults/preloaded.ts'
import type { SimulatorControl } from './simulator-control.ts'

/** A console that this process started. */
interface StartedConsole {
  child: ChildProcess
  origin: string
  env: Record<string, string>
  /** Everything that it printed so far. */
  output: () => string
}

interface SeenConsole extends StartedConsole {
  /** Since the last look at it. */
  printed: string
  /** What is wrong with it; null when it is well, or was ended by its test. */
  trouble: string | null
}

interface SinceLastLook {
  /** Those that run and those that ended meanwhile. */
  consoles: readonly SeenConsole[]
  /** What GitLab gave or was shown and nobody else may learn. */
  secrets: readonly string[]
  /** What GitLab was asked for. */
  addresses: readonly string[]
}

interface Followed {
  /** How much of its output was looked at. */
  upTo: number
  /** Once it has ended and all that it printed has been read. */
  isOver: Promise<void>
  /** Found when its stack was closed. */
  trouble: string | null
}

const consoles = new Map<StartedConsole, Followed>()
const simulators = new Set<SimulatorControl>()
const told = { secrets: new Set<string>(), addresses: new Set<string>() }
/** Else nothing is kept of what ends. */
let isObserved = false

const hasEnded = ({ child }: StartedConsole) => child.exitCode !== null || child.signalCode !== null

/** To be told of every console. */
export function consoleStarted(one: StartedConsole): void {
  const isOver = new Promise<void>((resolve) => {
    one.child.once('close', () => {
      resolve()
      if (!isObserved) consoles.delete(one)
    })
  })
  consoles.set(one, { upTo: 0, isOver, trouble: null })
}

/** To be told of every simulator. */
export function simulatorStarted(control: SimulatorControl): void {
  simulators.add(control)
}

/** To be told before a simulator and its first console end, while they can still be asked. */
export async function stackEnds(first: StartedConsole, control: SimulatorControl): Promise<void> {
  if (!simulators.delete(control) || !isObserved) return
  await ask(control)
  const followed = consoles.get(first)
  if (followed !== undefined) followed.trouble = await troubleOf(first)
}

async function ask(control: SimulatorControl): Promise<void> {
  for (const secret of await control.secrets()) told.secrets.add(secret)
  for (const { path } of await control.requests()) told.addresses.add(path)
}

async function troubleOf(one: StartedConsole): Promise<string | null> {
  const { child, origin, env } = one
  if (child.killed || endsItself(env)) return null
  if (hasEnded(one)) return `${origin} ended by itself: ${child.exitCode ?? child.signalCode}`
  const health = await fetch(`${origin}/healthz`).then(
    ({ status }) => status,
    (error: unknown) => String(error),
  )
  return health === 200 ? null : `${origin}/healthz: ${health}`
}

/** Begins a time that {@link lookBack} tells about. */
export async function beginToObserve(): Promise<void> {
  isObserved = true
  told.secrets.clear()
  told.addresses.clear()
  await Promise.all([...simulators].map((control) => control.forgetSecrets()))
}

/** Ends it. What a console printed before anybody looked is told as well, and nothing is told twice. */
export async function lookBack(): Promise<SinceLastLook> {
  for (const control of simulators) await ask(control)
  const seen: SeenConsole[] = []
  for (const [one, followed] of consoles) {
    const trouble = followed.trouble ?? (await troubleOf(one))
    if (hasEnded(one)) {
      await followed.isOver
      consoles.delete(one)
    }
    const all = one.output()
    seen.push({ ...one, printed: all.slice(followed.upTo), trouble })
    followed.upTo = all.length
  }
  isObserved = false
  return { consoles: seen, secrets: [...told.secrets], addresses: [...told.addresses] }
}
