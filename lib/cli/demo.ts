import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIfStale } from './build.ts'
import { demoEnv } from './demo-env.ts'
import {
  projectEnv,
  serverCommand,
  startNode,
  stop,
  waitForAnswer,
  waitForLine,
} from './process.ts'

/*
 * `npm run demo` runs the production build, `npm run dev` the same with reload: both against the simulated GitLab.
 */
const isDev = process.argv.includes('--dev')
const port = Number(process.env.PORT ?? 3000)

if (!isDev) {
  const code = await buildIfStale()
  if (code !== 0) process.exit(code)
}

const folder = await mkdtemp(join(tmpdir(), 'cluster-console-'))
const gitlab = startNode(
  ['e2e/simulator/main.ts', '--port', '4010', '--control-port', '4011', '--world', 'demo'],
  { stdio: ['ignore', 'pipe', 'inherit'] },
)
const children = [gitlab]

let isStopping = false
async function stopAll(code: number): Promise<never> {
  isStopping = true
  await Promise.all(children.map((child) => stop(child)))
  await rm(folder, { recursive: true, force: true })
  process.exit(code)
}
process.once('SIGINT', () => void stopAll(0))
process.once('SIGTERM', () => void stopAll(0))

try {
  const ready = await waitForLine(gitlab, /simulator ready (\S+)/)
  const env = projectEnv(demoEnv(ready[1] ?? '', port, join(folder, 'console.db')))
  const console_ = startNode(
    isDev ? ['node_modules/next/dist/bin/next', 'dev', '-p', String(port)] : serverCommand,
    { env },
  )
  children.push(console_)
  for (const child of children) {
    child.once('exit', (code) => {
      if (!isStopping) void stopAll(code === 0 ? 0 : 1)
    })
  }
  await waitForAnswer(`http://localhost:${port}/healthz`, console_)
  console.log(`
  The console    http://localhost:${port}
  GitLab         ${ready[1]} (simulated)

  Open the console, press "Sign in with GitLab" and choose an account on GitLab's page:
  root is an administrator, maintainer may change what belongs to their groups, developer may only look.
  Ctrl-C stops both.
`)
} catch (error) {
  if (!isStopping) {
    console.error(error instanceof Error ? error.message : error)
    await stopAll(1)
  }
}
