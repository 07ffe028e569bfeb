import { type Authority, createAuthority, trust } from './authority.ts'
import { type Replicas, site, startBehindNginx } from './nginx-replicas.ts'
import { test as base, expect } from './with-aftermath.ts'

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
