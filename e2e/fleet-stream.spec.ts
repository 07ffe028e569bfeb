import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { request } from 'undici'
import { expect, stackTestWith } from './fixtures.ts'
import { type FleetAnswer, fleetOf, readAnswer } from './fleet-answer.ts'
import { Person, signInOverHttp } from './person.ts'
import { type Stack, startReplica } from './stack.ts'

/** `GET /api/fleet` as a stream: its headers, its end, and what becomes of a scan that nobody follows. */
const test = stackTestWith({ FLEET_LINGER_S: '1', FLEET_KEEP_S: '3' })

const headersOf = ({ cookie }: Person) => ({
  Cookie: cookie,
  'X-CSRF': '1',
  'Sec-Fetch-Site': 'same-origin',
})

/** Follows a stream until `isEnough` of its text, and leaves as a browser does that closes the page. */
async function followUntil(
  person: Person,
  query: string,
  isEnough: (answer: FleetAnswer) => boolean,
): Promise<FleetAnswer> {
  const { body } = await request(`${person.origin}/api/fleet?${query}`, {
    headers: headersOf(person),
  })
  let text = ''
  const whole = () => readAnswer(text.slice(0, text.lastIndexOf('\n') + 1))
  try {
    for await (const chunk of body) {
      text += chunk
      if (isEnough(whole())) break
    }
  } catch {
    // Cut; what came is true.
  }
  return whole()
}

const hasRows = ({ clusters, agents }: FleetAnswer) => clusters.size + agents.size > 0
const scanOf = ({ events }: FleetAnswer) => events.find(({ scan }) => scan)?.scan
const calls = (gitlab: Stack['gitlab']) => gitlab.control.requests(undefined, /^\/api\//)

/** No more calls: none came for longer than one takes. */
async function expectSilence(gitlab: Stack['gitlab']): Promise<void> {
  // A call that was given up is counted when it would have been answered.
  await sleep(500)
  const before = (await calls(gitlab)).length
  await sleep(700)
  expect((await calls(gitlab)).length).toBe(before)
}

let root: Person
test.beforeEach(async ({ stack, gitlab }) => {
  await gitlab.control.reset({ world: 'demo' })
  root = await signInOverHttp(stack, stack.console.origin, 'root')
  await gitlab.control.clearRequests()
})

test('headers that keep proxies from holding lines back, and lines that end with `end`', async () => {
  const answer = await root.call('GET', '/api/fleet')
  expect(answer.status).toBe(200)
  expect(answer.headers).toMatchObject({
    'content-type': 'application/x-ndjson',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  })
  const packed = await root.call('HEAD', '/api/fleet', {
    headers: { 'Accept-Encoding': 'gzip, br' },
  })
  expect(packed.headers['content-encoding']).toBeUndefined()
  expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  const { events, end } = readAnswer(answer.text)
  expect(events[0]?.type).toBe('progress')
  expect(end).toMatchObject({ state: 'finished', complete: true })
  expect(events.filter(({ type }) => type === 'end')).toHaveLength(1)
})

test('one line of the log for each stream, at its end', async ({ stack }) => {
  await fleetOf(root)
  const lines = stack.console.output().split('\n')
  const told = lines.filter((line) => line.includes('"route":"/api/fleet"'))
  expect(JSON.parse(told.at(-1) ?? '{}')).toMatchObject({ status: 200, method: 'GET' })
})

test('what is no query, no page of ours and nobody is refused before anything begins', async ({
  gitlab,
}) => {
  const refused = [
    await root.call('GET', '/api/fleet?do=delete'),
    await root.call('GET', '/api/fleet?personal=maybe'),
    await root.call('GET', '/api/fleet?user=2'),
    await root.call('GET', '/api/fleet', { headers: { 'X-CSRF': null } }),
    await root.call('GET', '/api/fleet', { headers: { Cookie: null } }),
    await root.call('POST', '/api/fleet', { body: {} }),
  ]
  expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 403, 401, 405])
  expect(await calls(gitlab)).toEqual([])
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

test('a progress line at least every second, also while GitLab hangs', async ({ gitlab }) => {
  await gitlab.control.settings({ latency_ms: 1_200 })
  const { body } = await request(`${root.origin}/api/fleet`, { headers: headersOf(root) })
  let longest = 0
  let last = performance.now()
  const begun = last
  for await (const _chunk of body) {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
    if (last - begun > 4_000) break
  }
  expect(longest).toBeLessThan(1_600)
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

test('asking for the headers alone leaves nobody waiting', async ({ gitlab }) => {
  await gitlab.control.settings({ latency_ms: 100 })
  const answer = await request(`${root.origin}/api/fleet`, {
    method: 'HEAD',
    headers: headersOf(root),
  })
  expect(answer.statusCode).toBe(200)
  if (!answer.body.readableEnded)
    await Promise.race([once(answer.body.resume(), 'end'), sleep(500)])
  await sleep(1_500)
  await expectSilence(gitlab)
})

test('a reader that does not read is sent no more than fits on the way', async ({ gitlab }) => {
  const { body } = await request(`${root.origin}/api/fleet`, { headers: headersOf(root) })
  body.pause()
  // The scan goes on without waiting for the reader, and the lines wait for both.
  await expect.poll(async () => (await fleetOf(root, 'do=look')).end?.state).toBe('finished')
  let text = ''
  for await (const chunk of body) text += chunk
  expect(readAnswer(text).end).toMatchObject({ state: 'finished', complete: true })
  await expectSilence(gitlab)
})

test('J01 a process that is told to stop says so in its streams and ends', async ({
  stack,
  gitlab,
}) => {
  const replica = await startReplica(stack)
  await gitlab.control.settings({ latency_ms: 300 })
  const following = followUntil(
    new Person(replica.origin, root.cookie),
    'thorough=true',
    () => false,
  )
  await sleep(800)
  const exited = once(replica.child, 'exit')
  replica.child.kill('SIGTERM')
  const { end, events } = await following
  expect(end).toBeUndefined()
  expect(events.at(-1)).toEqual({ type: 'closing' })
  await Promise.race([exited, sleep(5_000)])
  expect(replica.child.exitCode).toBe(0)
})
