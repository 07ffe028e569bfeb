import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, with a trailing slash. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

const bin = join(root, 'node_modules', '.bin')

/** The environment of this process with the project's own programs first on the path. */
export function projectEnv(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: '1',
    PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
    ...extra,
  }
}

/** How Node runs the console of the production build; `npm start` says the same (decisions/0065). */
export const serverCommand = [
  '--max-semi-space-size=4',
  '--heap-growing-percent=25',
  'lib/cli/start.ts',
]

/** Starts this Node with the given arguments, in the project's folder. */
export function startNode(
  args: string[],
  options: SpawnOptions & { env?: NodeJS.ProcessEnv } = {},
): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: root,
    env: projectEnv(),
    stdio: 'inherit',
    ...options,
  })
}

/** Runs a program of `node_modules/.bin` to its end; gives its exit code (1 when a signal ended it). */
export function run(program: string, args: string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: projectEnv(),
      stdio: 'inherit',
      ...options,
    })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** Resolves once the child printed a line that matches; rejects when it ends before that. */
export function waitForLine(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let seen = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      seen = (seen + chunk.toString()).slice(-10_000)
      const match = pattern.exec(seen)
      if (match) resolve(match)
    })
    child.once('error', reject)
    child.once('exit', (code) =>
      reject(new Error(`ended with ${code} before it was ready\n${seen}`)),
    )
  })
}

/** Polls until the address answers with any status; rejects after `timeoutMs`, or when the child has ended. */
export async function waitForAnswer(url: string, child: ChildProcess, timeoutMs = 60_000) {
  const end = Date.now() + timeoutMs
  for (;;) {
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode} before it answered`)
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null)
    if (answer !== null) return answer
    if (Date.now() > end) throw new Error(`no answer from ${url} within ${timeoutMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Asks the child to stop (SIGTERM), then insists after `graceMs`; resolves when it is gone. */
export function stop(child: ChildProcess, graceMs = 10_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), graceMs)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
    child.kill('SIGTERM')
  })
}

/** A TCP port of the loopback interface that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      )
    })
  })
}
