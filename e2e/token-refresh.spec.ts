import { setTimeout as sleep } from 'node:timers/promises'
import { signInOverHttp } from './person.ts'
import { expect, stackTest as test } from './with-aftermath.ts'

const list = '/api/scopes/instance/clusters'

/** The console refreshes when half of a short life has passed, by its own clock. */
const lifeS = 4
const untilDueMs = (lifeS / 2) * 1000 + 200

for (const rotation of ['immediate', 'on_use'] as const) {
  test.describe(`with refresh tokens that end ${rotation}`, () => {
    test('I01 I05 an access token that is due is refreshed once, however many requests wait', async ({
      stack,
      gitlab,
    }) => {
      await gitlab.control.oauth({ expires_in: lifeS, rotation })
      const person = await signInOverHttp(stack, stack.console.origin, 'root')
      expect((await person.call('GET', list)).status).toBe(200)
      expect(await gitlab.control.requests('POST', /oauth\/token$/)).toHaveLength(1)
      const [before] = await gitlab.control.requests('GET', /admin\/clusters/)
      await sleep(untilDueMs)

      await gitlab.control.oauth({ expires_in: 7_200 })
      await gitlab.control.clearRequests()
      const answers = await Promise.all(Array.from({ length: 50 }, () => person.call('GET', list)))
      for (const answer of answers) expect(answer.status).toBe(200)
      const refreshes = await gitlab.control.requests('POST', /oauth\/token$/)
      expect(refreshes.map(({ body }) => new URLSearchParams(body).get('grant_type'))).toEqual([
        'refresh_token',
      ])
      const reads = await gitlab.control.requests('GET', /admin\/clusters/)
      const used = new Set(reads.map(({ headers }) => headers.authorization))
      expect(used.size).toBe(1)
      expect(used).not.toContain(before?.headers.authorization)
    })

    test('I01 I05 an access token that GitLab refuses is renewed once, and its request repeated', async ({
      stack,
      gitlab,
    }) => {
      await gitlab.control.oauth({ expires_in: 60, rotation })
      const person = await signInOverHttp(stack, stack.console.origin, 'root')
      await gitlab.control.oauth({ expires_in: 7_200 })
      await gitlab.control.advance(120)
      await gitlab.control.clearRequests()
      const answers = await Promise.all(Array.from({ length: 20 }, () => person.call('GET', list)))
      for (const answer of answers) expect(answer.status).toBe(200)
      expect(await gitlab.control.requests('POST', /oauth\/token$/)).toHaveLength(1)
    })
  })
}

test('a session whose tokens GitLab forgot asks for a new sign-in', async ({ stack, gitlab }) => {
  const person = await signInOverHttp(stack, stack.console.origin, 'root')
  await gitlab.control.reset({ world: 'standard' })
  const over = await person.call('GET', list)
  expect(over.json()).toMatchObject({ status: 401, code: 'reauth_required' })
})

test('signing out revokes at GitLab and ends the session', async ({ stack, gitlab }) => {
  const person = await signInOverHttp(stack, stack.console.origin, 'root')
  expect((await person.call('GET', list)).status).toBe(200)
  const [read] = await gitlab.control.requests('GET', /admin\/clusters/)
  const accessToken = read?.headers.authorization?.replace('Bearer ', '') ?? ''
  expect((await person.call('POST', '/auth/logout')).status).toBe(204)
  expect((await person.call('GET', list)).status).toBe(401)
  await expect
    .poll(async () =>
      (await gitlab.control.requests('POST', /oauth\/revoke/)).map(({ body }) =>
        new URLSearchParams(body).get('token'),
      ),
    )
    .toContain(accessToken)
})
