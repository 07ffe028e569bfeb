import { setTimeout as sleep } from 'node:timers/promises'
import { mergeTests } from '@playwright/test'
import { stop } from '../../lib/cli/process.ts'
import { expect, stackTestWith } from '../fixtures.ts'
import { type Person, signInOverHttp } from '../person.ts'
import { startReplica } from '../stack.ts'
import { aftermathTest } from '../with-aftermath.ts'

/** I02, I04, I05 and I10: one session at two consoles while its tokens are renewed. One console: token-refresh.spec.ts. */

const list = '/api/scopes/instance/clusters'
/** The console refreshes when half of a short life has passed, by its own clock. */
const lifeS = 4
const untilDueMs = (lifeS / 2) * 1_000 + 200

/** The time limits of the tests are shorter than these refreshes take. */
const patient = { GITLAB_HEADERS_MS: '10000', GITLAB_READ_MS: '12000' }
const test = mergeTests(stackTestWith(patient), aftermathTest).extend<
  object,
  { replica: Awaited<ReturnType<typeof startReplica>> }
>({
  replica: [
    async ({ stack }, use) => {
      const replica = await startReplica(stack)
      await use(replica)
      await stop(replica.child)
    },
    { scope: 'worker' },
  ],
})

const takeTurns = (people: readonly [Person, Person], count: number) =>
  Array.from({ length: count }, (_, index) => people[index % 2 === 0 ? 0 : 1])

for (const rotation of ['immediate', 'on_use'] as const) {
  test.describe(`with refresh tokens that end ${rotation}`, () => {
    test('I02 I05 fifty requests at two consoles: one refresh, all answered', async ({
      stack,
      gitlab,
      replica,
    }) => {
      await gitlab.control.oauth({ expires_in: lifeS, rotation })
      const here = await signInOverHttp(stack, stack.console.origin, 'root')
      await sleep(untilDueMs)
      await gitlab.control.oauth({ expires_in: 7_200 })
      await gitlab.control.clearRequests()
      const answers = await Promise.all(
        takeTurns([here, here.at(replica)], 50).map((person) => person.call('GET', list)),
      )
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
      expect(await gitlab.control.requests('POST', /oauth\/token$/)).toHaveLength(1)
    })

    test('I04 I05 a refresh that takes long, while requests keep coming: still one, and all answered', async ({
      stack,
      gitlab,
      replica,
    }) => {
      await gitlab.control.oauth({ expires_in: lifeS, rotation })
      const here = await signInOverHttp(stack, stack.console.origin, 'root')
      await sleep(untilDueMs)
      await gitlab.control.oauth({ expires_in: 7_200 })
      await gitlab.control.clearRequests()
      await gitlab.control.fault({
        method: 'POST',
        path: '/oauth/token',
        when: 'after',
        mode: 'slow',
        delay_ms: 2_000,
        times: 1,
      })
      const asked: Promise<{ status: number; text: string }>[] = []
      for (const person of takeTurns([here, here.at(replica)], 15)) {
        asked.push(person.call('GET', list))
        await sleep(200)
      }
      const answers = await Promise.all(asked)
      expect(answers.filter(({ status }) => status !== 200).map(({ text }) => text)).toEqual([])
      const refreshes = await gitlab.control.requests('POST', /oauth\/token$/)
      expect(refreshes).toHaveLength(1)
    })

    test('I10 signing out at one console while the other one refreshes: no session, and all tokens are revoked', async ({
      stack,
      gitlab,
      replica,
    }) => {
      await gitlab.control.oauth({ expires_in: lifeS, rotation })
      const here = await signInOverHttp(stack, stack.console.origin, 'root')
      await sleep(untilDueMs)
      await gitlab.control.oauth({ expires_in: 7_200 })
      await gitlab.control.clearRequests()
      await gitlab.control.fault({
        method: 'POST',
        path: '/oauth/token',
        when: 'after',
        mode: 'slow',
        delay_ms: 2_000,
        times: 1,
      })
      const waiting = here.call('GET', list)
      await expect.poll(() => gitlab.control.requests('POST', /oauth\/token$/)).toHaveLength(1)
      const there = here.at(replica)
      expect((await there.call('POST', '/auth/logout')).status).toBe(204)
      expect([200, 401]).toContain((await waiting).status)
      for (const person of [here, there]) {
        expect((await person.call('GET', list)).status).toBe(401)
      }
      // Those before the refresh, and those that it brought.
      const revoked = async () =>
        (await gitlab.control.requests('POST', /oauth\/revoke/)).map(
          ({ body }) => new URLSearchParams(body).get('token') ?? '',
        )
      await expect.poll(async () => new Set(await revoked()).size).toBe(4)
      for (const token of await revoked()) {
        const headers = { Authorization: `Bearer ${token}` }
        expect((await fetch(`${gitlab.url}/api/v4/user`, { headers })).status).toBe(401)
      }
      expect(await gitlab.control.requests('POST', /oauth\/token$/)).toHaveLength(1)
    })
  })
}
