import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { stop } from '../../lib/cli/process.ts'
import { upstreamTokens } from '../faulted-creates.ts'
import { expect } from '../fixtures.ts'
import { callGitLab } from '../gitlab-api.ts'
import { newCluster } from '../new-cluster.ts'
import { Person, signInOverHttp } from '../person.ts'
import { startReplica } from '../stack.ts'
import { codeOf, edge, test } from '../token-creation.ts'
import { tellToEnd } from './ended.ts'
import { preloaded } from './preloaded.ts'

/** J03 and J04: a console that is killed in the middle of something; the other one of the same store goes on. */

const clusters = '/api/scopes/instance/clusters'
const patient = { GITLAB_HEADERS_MS: '20000', GITLAB_WRITE_MS: '20000', OAUTH_TIMEOUT_MS: '20000' }

test('J03 killed before GitLab acts: nothing was made, and nothing is made again', async ({
  stack,
  gitlab,
  creation: { root, create, active, posts, notices },
}) => {
  const replica = await startReplica(stack, patient)
  const path = upstreamTokens(edge)
  await gitlab.control.fault({ method: 'POST', path, when: 'before', mode: 'hang', times: 1 })
  const key = randomUUID()
  const cut = create({ key, who: root.at(replica) }).catch(() => null)
  await expect.poll(posts).toHaveLength(1)
  await tellToEnd(replica, 'SIGKILL')
  expect(await cut).toBeNull()
  await expect.poll(notices, { timeout: 15_000 }).toMatchObject([{ key, state: 'not_created' }])
  expect(codeOf(await create({ key }))).toBe('outcome_not_created')
  expect(await active()).toEqual([])
  expect(await posts()).toHaveLength(1)
})

test('J03 killed before the call: no request, and the attempt has its end', async ({
  stack,
  gitlab,
  creation: { root, create, active, posts },
}) => {
  const replica = await startReplica(stack, { ...patient, RECHECK_WRITE_S: '1' })
  // Who it is is asked before a change.
  await sleep(1_100)
  await gitlab.control.fault({ method: 'GET', path: '/api/v4/user', mode: 'hang', times: 1 })
  const key = randomUUID()
  const cut = create({ key, who: root.at(replica) }).catch(() => null)
  await expect.poll(() => gitlab.control.requests('GET', /\/user$/)).toHaveLength(1)
  await tellToEnd(replica, 'SIGKILL')
  expect(await cut).toBeNull()
  expect(await posts()).toEqual([])
  expect((await create({ key })).status).toBe(201)
  expect(await active()).toHaveLength(1)
})

test('J03 killed between the record and the answer: told of, never revoked by itself, and taken away by its person', async ({
  stack,
  creation: { root, create, active, posts, notices },
}) => {
  // Longer ago than the other one, so that a notice of it would be there first.
  const shown = (await create()).json<{ id: number }>()
  const replica = await startReplica(stack, preloaded('preload-kill.ts'))
  const exit = once(replica.child, 'exit')
  const key = randomUUID()
  expect(await create({ key, who: root.at(replica) }).catch(() => null)).toBeNull()
  await exit
  const ids = async () => (await active()).map(({ id }) => id).sort((a, b) => a - b)
  const [, lost] = await ids()
  expect(await ids()).toEqual([shown.id, lost])
  await expect
    .poll(notices, { timeout: 15_000 })
    .toMatchObject([{ key, state: 'completed', agent_name: 'edge', token_id: lost }])
  // The time of a few looks for orphans.
  await sleep(1_500)
  expect(await ids()).toEqual([shown.id, lost])
  expect((await root.call('DELETE', `/api/intents/${key}`)).status).toBe(204)
  expect(await notices()).toEqual([])
  expect(await posts()).toHaveLength(2)
})

test('J03 killed between the record and the answer: a page that asks again is told by the answer, and by no notice', async ({
  stack,
  creation: { root, create, active, notices },
}) => {
  const replica = await startReplica(stack, preloaded('preload-kill.ts'))
  const key = randomUUID()
  expect(await create({ key, who: root.at(replica) }).catch(() => null)).toBeNull()
  const [lost] = await active()
  const again = await create({ key })
  expect(again.json()).toMatchObject({ code: 'already_completed', token_id: lost?.id })
  // INTENT_LEASE_MS of these consoles, and a little more.
  await sleep(6_500)
  expect(await notices()).toEqual([])
})

for (const [step, when] of [
  ['before GitLab acts', 'before'],
  ['after GitLab acted', 'after'],
] as const) {
  test(`J03 killed while a cluster is added, ${step}: sent once, and the attempt stays on the trail`, async ({
    stack,
    gitlab,
    creation: { root },
  }) => {
    const replica = await startReplica(stack, patient)
    const path = '/api/v4/admin/clusters/add'
    await gitlab.control.fault({ method: 'POST', path, when, mode: 'hang', times: 1 })
    const name = `killed-${when}`
    const cut = root
      .at(replica)
      .call('POST', clusters, {
        body: newCluster(name),
      })
      .catch(() => null)
    const sent = () => gitlab.control.requests('POST', /clusters\/add/)
    await expect.poll(sent).toHaveLength(1)
    await tellToEnd(replica, 'SIGKILL')
    expect(await cut).toBeNull()
    await sleep(1_000)
    expect(await sent()).toHaveLength(1)
    const there = (
      await callGitLab<{ name: string }[]>(gitlab.url, 'GET', 'admin/clusters')
    ).filter((cluster) => cluster.name === name)
    expect(there).toHaveLength(when === 'after' ? 1 : 0)
    const { items } = (await root.call('GET', '/api/audit?action=cluster.create')).json<{
      items: { phase: string; object: { name: string } }[]
    }>()
    const own = items.filter(({ object }) => object.name === name)
    expect(own.map(({ phase }) => phase)).toEqual(['intent'])
  })
}

for (const rotation of ['immediate', 'on_use'] as const) {
  test(`J04 killed after GitLab rotated the tokens (${rotation}): one clean sign-in at most, no loop, others go on`, async ({
    stack,
    gitlab,
    creation: { root: other },
  }) => {
    const lifeS = 4
    const replica = await startReplica(stack, { ...patient, REFRESH_LEASE_S: '21' })
    const next = await startReplica(stack, { REFRESH_WAIT_MS: '800' })
    try {
      await gitlab.control.oauth({ expires_in: lifeS, rotation })
      const person = await signInOverHttp(stack, stack.console.origin, 'maintainer')
      await gitlab.control.oauth({ expires_in: 7_200 })
      await sleep((lifeS / 2) * 1_000 + 200)
      await gitlab.control.clearRequests()
      const token = { method: 'POST', path: '/oauth/token', when: 'after' } as const
      await gitlab.control.fault({ ...token, mode: 'hang', times: 1 })
      const refreshes = () => gitlab.control.requests('POST', /oauth\/token$/)
      const cut = person
        .at(replica)
        .call('GET', '/api/groups')
        .catch(() => null)
      await expect.poll(refreshes).toHaveLength(1)
      await tellToEnd(replica, 'SIGKILL')
      expect(await cut).toBeNull()
      // What GitLab made meanwhile.
      await sleep(lifeS * 1_000)

      const there = person.at(next)
      const seen: number[] = []
      await expect
        .poll(
          async () => {
            const { status } = await there.call('GET', '/api/groups')
            seen.push(status)
            return status
          },
          { timeout: 25_000, intervals: [500] },
        )
        .not.toBe(503)
      // 503 as long as the dead process might still hold the right to refresh; never a 500.
      const last = seen.at(-1)
      expect([200, 401]).toContain(last)
      expect(new Set(seen.slice(0, -1))).toEqual(new Set(seen.length > 1 ? [503] : []))
      expect((await refreshes()).length).toBe(2)
      for (let i = 0; i < 3; i += 1) {
        expect((await there.call('GET', '/api/groups')).status).toBe(last)
      }
      expect((await refreshes()).length).toBe(2)
      expect((await other.call('GET', clusters)).status).toBe(200)
      expect((await new Person(next.origin, other.cookie).call('GET', clusters)).status).toBe(200)
    } finally {
      await stop(next.child)
    }
  })
}
