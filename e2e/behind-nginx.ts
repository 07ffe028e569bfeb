import { freePort, stop } from '../lib/cli/process.ts'
import { type Authority, createAuthority, trust } from './authority.ts'
import { test as base, expect } from './fixtures.ts'
import { startNginx } from './nginx.ts'
import { send } from './person.ts'
import { startReplica, startStack } from './stack.ts'

/** A name of loopback's own: what it says about https must not hold for GitLab's at `localhost`. */
const site = 'console.localhost'

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

async function startBehindNginx(engine: 'sqlite' | 'postgres', authority: Authority) {
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

interface WorkerFixtures {
  authority: Authority
  behindNginx: Awaited<ReturnType<typeof startBehindNginx>>
}

/** For stories at the one address of two consoles, with TLS that the browser and every other client verify. */
export const test = base.extend<{ replicas: Replicas }, WorkerFixtures>({
  authority: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its first parameter.
    async ({}, use) => {
      const authority = await createAuthority(site)
      trust(authority.ca)
      await use(authority)
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    // Chromium has no other way to be told of an authority without changing the machine's.
    async ({ launchOptions, authority }, use) => {
      const trusted = `--ignore-certificate-errors-spki-list=${authority.keyHash}`
      await use({ ...launchOptions, args: [...(launchOptions.args ?? []), trusted] })
    },
    { scope: 'worker' },
  ],
  // At once would be through a client of Playwright's, which trusts nobody new.
  signIn: ({ signInByHand }, use) => use(signInByHand),
  behindNginx: [
    async ({ engine, authority }, use) => {
      const all = await startBehindNginx(engine, authority)
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
