import { expect } from '@playwright/test'
import { freePort, stop } from '../lib/cli/process.ts'
import type { Authority } from './authority.ts'
import { startNginx } from './nginx.ts'
import { send } from './person.ts'
import { startReplica, startStack } from './stack.ts'

/** A name of loopback's own: what it says about https must not hold for GitLab's at `localhost`. */
export const site = 'console.localhost'

type Console = Awaited<ReturnType<typeof startReplica>>

/** Two consoles on one store behind one address. */
export interface Replicas {
  /** Where people are. */
  origin: string
  /** Those that run, and what each printed. */
  running: () => readonly Console[]
  /** Asks one to end, as a rolling update does, and waits until it has. */
  stop: (one: Console) => Promise<void>
  /** Ends one without warning. */
  kill: (one: Console) => Promise<void>
  /** Starts a new one in the place of those that were killed. */
  heal: () => Promise<void>
}

/** nginx with the files of docs/deploy before two consoles; certificates signed by `authority`, which has to be trusted. */
export async function startBehindNginx(engine: 'sqlite' | 'postgres', authority: Authority) {
  const port = await freePort()
  const origin = `https://${site}:${port}`
  const stack = await startStack({ engine, env: { APP_ORIGIN: origin, CLIENT_IP_HOPS: '1' } })
  const replicas: Console[] = [stack.console, await startReplica(stack)]
  const portOf = (one: Console | undefined) => Number(new URL(one?.origin ?? '').port)
  const nginx = await startNginx(port, [portOf(replicas[0]), portOf(replicas[1])], authority.site)
  const isUp = ({ child }: Console) => child.exitCode === null && child.signalCode === null
  return {
    stack,
    replicas: {
      origin,
      running: () => replicas.filter(isUp),
      stop: ({ child }: Console) => stop(child, 20_000),
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
