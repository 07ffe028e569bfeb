import { stop } from '../../lib/cli/process.ts'
import { Person } from '../person.ts'
import type { Fault } from '../simulator-control.ts'
import { startReplica } from '../stack.ts'
import { expect, test } from './watched.ts'

const clusters = '/api/scopes/instance/clusters'
/** The console refreshes when half of a short life has passed. */
const lifeS = 4

const refreshes = (gitlab: {
  control: { requests: (m: string, p: RegExp) => Promise<unknown[]> }
}) => gitlab.control.requests('POST', /\/oauth\/token$/)

test('A25 a refresh that GitLab refuses ends the session once and for all', async ({
  enter,
  gitlab,
}) => {
  await gitlab.control.oauth({ expires_in: lifeS })
  const root = await enter()
  await gitlab.control.fault({
    method: 'POST',
    path: '/oauth/token',
    mode: 'status',
    status: 400,
    body: { error: 'invalid_grant' },
  })
  let last = await root.call('GET', clusters)
  await expect
    .poll(async () => {
      last = await root.call('GET', clusters)
      return last.status
    })
    .toBe(401)
  expect(last.json()).toMatchObject({ code: 'reauth_required' })
  expect(String(last.headers['set-cookie'])).toMatch(/^__Host-Http-sid=; Max-Age=0;/)
  const asked = (await refreshes(gitlab)).length
  for (let i = 0; i < 5; i += 1) {
    const answer = await root.call('GET', clusters)
    expect(answer.status).toBe(401)
    expect(answer.json()).toMatchObject({ code: 'unauthenticated' })
  }
  expect((await refreshes(gitlab)).length).toBe(asked)
  expect(asked).toBe(1)
})

const faults: (Pick<Fault, 'mode'> & { status?: number })[] = [
  { mode: 'status', status: 500 },
  { mode: 'hang' },
  { mode: 'reset' },
]
for (const fault of faults) {
  test(`A26 a refresh that GitLab answers with ${fault.mode} signs nobody out`, async ({
    enter,
    gitlab,
  }) => {
    await gitlab.control.oauth({ expires_in: lifeS })
    const root = await enter()
    await gitlab.control.fault({ method: 'POST', path: '/oauth/token', ...fault })
    const seen: number[] = []
    await expect
      .poll(
        async () => {
          const answer = await root.call('GET', clusters)
          seen.push(answer.status)
          expect(answer.headers['set-cookie']).toBeUndefined()
          return answer.status
        },
        { intervals: [400] },
      )
      .toBe(503)
    // As long as the old access token was valid it did.
    expect(new Set(seen.slice(0, -1))).toEqual(new Set([200]))
    await expect.poll(async () => (await refreshes(gitlab)).length).toBeGreaterThan(0)
    await gitlab.control.clearFaults()
    await gitlab.control.oauth({ expires_in: 7_200 })
    await expect.poll(async () => (await root.call('GET', clusters)).status).toBe(200)
  })
}

test('A27 a client secret that is wrong signs nobody out', async ({ enter, gitlab, stack }) => {
  await gitlab.control.oauth({ expires_in: lifeS })
  const root = await enter()
  const wrong = await startReplica(stack, { GITLAB_OAUTH_CLIENT_SECRET: 'fake-rotated-away' })
  try {
    const there = new Person(wrong.origin, root.cookie)
    await expect.poll(async () => (await there.call('GET', clusters)).status).toBe(503)
    const answer = await there.call('GET', clusters)
    expect(answer.json()).toMatchObject({ code: 'misconfigured' })
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(wrong.output()).not.toContain('fake-rotated-away')
  } finally {
    await stop(wrong.child)
  }
  await gitlab.control.oauth({ expires_in: 7_200 })
  expect((await root.call('GET', clusters)).status).toBe(200)
})
