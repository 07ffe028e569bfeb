import { setTimeout as sleep } from 'node:timers/promises'
import { expect, stackTestWith } from './fixtures.ts'
import { fleetOf } from './fleet-answer.ts'
import { calls, expectSilence, followUntil, hasRows, scanOf } from './follow-fleet.ts'
import { type Person, signInOverHttp } from './person.ts'

/** What becomes of a scan that nobody follows, or that others follow too; whose result it is. */
const test = stackTestWith({ FLEET_LINGER_S: '1', FLEET_KEEP_S: '3' })

let root: Person
test.beforeEach(async ({ stack, gitlab }) => {
  await gitlab.control.reset({ world: 'demo' })
  root = await signInOverHttp(stack, stack.console.origin, 'root')
  await gitlab.control.clearRequests()
})

test('before the first scan there is nothing to look at, and looking begins none', async ({
  stack,
  gitlab,
}) => {
  const reporter = await signInOverHttp(stack, stack.console.origin, 'reporter')
  await gitlab.control.clearRequests()
  const { end } = await fleetOf(reporter, 'do=look')
  expect(end).toMatchObject({ scan: null, state: null, complete: false, clusters: 0 })
  expect(await calls(gitlab)).toEqual([])
})

test('the last result is there at once, from the first row on, without a call', async ({
  gitlab,
}) => {
  const first = await fleetOf(root)
  await gitlab.control.clearRequests()
  const again = await fleetOf(root, 'do=look')
  expect(again.end).toEqual(first.end)
  expect([...again.clusters.keys()].toSorted()).toEqual([...first.clusters.keys()].toSorted())
  expect([...again.agents.values()]).toEqual([...first.agents.values()])
  expect(await calls(gitlab)).toEqual([])
})

test('a reader that leaves pauses the scan; who comes back goes on from the first row', async ({
  gitlab,
}) => {
  await gitlab.control.settings({ latency_ms: 150 })
  const left = await followUntil(root, 'personal=true', hasRows)
  await sleep(1_500)
  await expectSilence(gitlab)
  const paused = await fleetOf(root, 'do=look')
  expect(paused.events[0]).toMatchObject({ state: 'paused', scan: scanOf(left) })
  await gitlab.control.settings({ latency_ms: 0 })
  const back = await fleetOf(root)
  expect(back.end).toMatchObject({ state: 'finished', complete: true, scan: scanOf(left) })
  for (const id of left.clusters.keys()) expect(back.clusters.has(id)).toBe(true)
})

test('a pause holds though somebody follows; who goes on goes on for both', async ({ gitlab }) => {
  await gitlab.control.settings({ latency_ms: 150 })
  const following = fleetOf(root, 'personal=true')
  await expect
    .poll(async () => (await fleetOf(root, 'do=look')).events.some(({ type }) => type === 'agent'))
    .toBe(true)
  const { events, end } = await fleetOf(root, 'do=pause')
  expect(events).toHaveLength(1)
  expect(end).toMatchObject({ state: 'paused', complete: false })
  await expectSilence(gitlab)
  await gitlab.control.settings({ latency_ms: 0 })
  const back = await fleetOf(root)
  expect(back.end).toMatchObject({ state: 'finished', complete: true })
  expect((await following).end).toEqual(back.end)
})

test('two readers follow one scan', async ({ gitlab }) => {
  await gitlab.control.settings({ latency_ms: 50 })
  const [one, other] = await Promise.all([fleetOf(root), fleetOf(root)])
  expect(one.end?.scan).toBe(other.end?.scan)
  expect(one.agents.size).toBe(other.agents.size)
})

test('a paused scan that nobody comes back to is given up', async ({ gitlab }) => {
  await gitlab.control.settings({ latency_ms: 150 })
  const left = await followUntil(root, '', hasRows)
  const scan = scanOf(left)
  const seen = async () =>
    (await fleetOf(root, 'do=look')).events.some((event) => event.scan === scan)
  expect(await seen()).toBe(true)
  await expect.poll(seen, { timeout: 10_000 }).toBe(false)
})

test('stopping ends it at once; what it found stays, and the last finished result too', async ({
  gitlab,
}) => {
  const finished = await fleetOf(root)
  await gitlab.control.settings({ latency_ms: 150 })
  const following = fleetOf(root, 'do=restart')
  await sleep(500)
  const meanwhile = await fleetOf(root, 'do=look')
  expect(meanwhile.end).toMatchObject({ scan: finished.end?.scan, state: 'finished' })
  expect(meanwhile.events[0]).toMatchObject({ type: 'progress', state: 'running' })
  const stopped = await fleetOf(root, 'do=stop')
  expect(stopped.end).toMatchObject({ state: 'stopped', complete: false })
  expect(stopped.end?.scan).not.toBe(finished.end?.scan)
  expect((await following).end).toMatchObject({ state: 'stopped', scan: stopped.end?.scan })
  await expectSilence(gitlab)
  expect((await fleetOf(root, 'do=look')).end).toEqual(finished.end)
})

test('the result before the last one is there to compare with', async ({ stack, gitlab }) => {
  const developer = await signInOverHttp(stack, stack.console.origin, 'developer')
  const first = await fleetOf(developer)
  expect((await fleetOf(developer, 'do=previous')).end).toMatchObject({ scan: null, state: null })
  const second = await fleetOf(developer, 'do=restart')
  expect(second.end?.scan).not.toBe(first.end?.scan)
  await gitlab.control.clearRequests()
  const previous = await fleetOf(developer, 'do=previous')
  expect(previous.end).toEqual(first.end)
  expect([...previous.agents.keys()].sort()).toEqual([...first.agents.keys()].sort())
  expect(await calls(gitlab)).toEqual([])
})

test('nobody is given the rows of somebody else', async ({ stack }) => {
  await fleetOf(root)
  const maintainer = await signInOverHttp(stack, stack.console.origin, 'maintainer')
  for (const deed of ['look', 'stop', 'previous']) {
    const answer = await fleetOf(maintainer, `do=${deed}`)
    expect([...answer.clusters.values()].some(({ scope }) => scope.kind === 'instance')).toBe(false)
  }
  const own = await fleetOf(maintainer)
  const all = await fleetOf(root, 'do=look')
  expect(own.end?.scan).not.toBe(all.end?.scan)
  expect([...own.clusters.values()].some(({ scope }) => scope.kind === 'instance')).toBe(false)
})

test('a second session of the same person finds the same result', async ({ stack }) => {
  const { end } = await fleetOf(root)
  const second = await signInOverHttp(stack, stack.console.origin, 'root')
  expect((await fleetOf(second, 'do=look')).end).toEqual(end)
})

test('signing out stops the scan of that session', async ({ gitlab }) => {
  await gitlab.control.settings({ latency_ms: 300 })
  const following = fleetOf(root, 'personal=true&thorough=true')
  await sleep(600)
  expect((await root.call('POST', '/auth/logout', { body: {} })).status).toBeLessThan(300)
  const { end, problems } = await following
  expect(end).toMatchObject({ state: 'stopped', complete: false })
  expect([...problems.values()].map(({ code }) => code)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^(unauthenticated|reauth_required)$/)]),
  )
  await expectSilence(gitlab)
})
