import { freePort, stop } from '../lib/cli/process.ts'
import { test as base, expect } from './fixtures.ts'
import { startNginx } from './nginx.ts'
import { send } from './person.ts'
import { startReplica, startStack } from './stack.ts'

type Console = Awaited<ReturnType<typeof startReplica>>

/** Two consoles on one store behind one address. */
export interface Replicas {
  /** Where people are. */
  origin: string
  /** Those that run, and what each printed. */
  running: () => readonly Console[]
  /** Ends one without warning. */
  kill: (one: Console) => Promise<void>
  /** Starts a new one in the place of those that were killed. */
  heal: () => Promise<void>
}

async function startBehindNginx(engine: 'sqlite' | 'postgres') {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const stack = await startStack({ engine, env: { APP_ORIGIN: origin, CLIENT_IP_HOPS: '1' } })
  const replicas: Console[] = [stack.console, await startReplica(stack)]
  const portOf = (one: Console | undefined) => Number(new URL(one?.origin ?? '').port)
  const nginx = await startNginx(port, [portOf(replicas[0]), portOf(replicas[1])])
  const isUp = ({ child }: Console) => child.exitCode === null && child.signalCode === null
  return {
    stack,
    replicas: {
      origin,
      running: () => replicas.filter(isUp),
      async kill(one: Console) {
        const gone = new Promise((resolve) => one.child.once('exit', resolve))
        one.child.kill('SIGKILL')
        await gone
      },
      async heal() {
        for (const [i, one] of replicas.entries()) {
          if (isUp(one)) continue
          const renewed = await startReplica(stack, {}, portOf(one))
          replicas[i] = renewed
          // nginx leaves one that failed alone for a while.
          await expect
            .poll(async () => {
              await send('GET', `${origin}/api/session`, { 'X-CSRF': '1' })
              return renewed.output()
            })
            .toContain('/api/session')
        }
      },
    },
    async close() {
      await nginx.stop()
      await Promise.all(replicas.map(({ child }) => stop(child)))
      await stack.close()
    },
  }
}

interface WorkerFixtures {
  behindNginx: Awaited<ReturnType<typeof startBehindNginx>>
}

/** For stories at the one address of two consoles. */
export const test = base.extend<{ replicas: Replicas }, WorkerFixtures>({
  behindNginx: [
    async ({ engine }, use) => {
      const all = await startBehindNginx(engine)
      await use(all)
      await all.close()
    },
    { scope: 'worker' },
  ],
  stack: [({ behindNginx }, use) => use(behindNginx.stack), { scope: 'worker' }],
  baseURL: ({ behindNginx }, use) => use(behindNginx.replicas.origin),
  replicas: async ({ behindNginx, gitlab: _reset }, use) => {
    await behindNginx.replicas.heal()
    await use(behindNginx.replicas)
  },
})

export { expect }
