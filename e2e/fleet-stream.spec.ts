import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { request } from 'undici'
import { expect, stackTestWith } from './fixtures.ts'
import { fleetOf, readAnswer } from './fleet-answer.ts'
import { calls, expectSilence, followUntil, headersOf } from './follow-fleet.ts'
import { Person, signInOverHttp } from './person.ts'
import { startReplica } from './stack.ts'

/** `GET /api/fleet` as a stream: its headers, its lines, its end. */
const test = stackTestWith({
  FLEET_LINGER_S: '1',
  // Long enough for a GitLab that says nothing for some seconds.
  GITLAB_HEADERS_MS: '8000',
  GITLAB_READ_MS: '9000',
})

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

test('a progress line every second or so, also while GitLab says nothing', async ({ gitlab }) => {
  await gitlab.control.settings({ latency_ms: 6_000 })
  const { body } = await request(`${root.origin}/api/fleet`, { headers: headersOf(root) })
  let text = ''
  const left = setTimeout(() => body.destroy(), 5_000)
  try {
    for await (const chunk of body) text += chunk
  } catch {
    // Cut, by the reader.
  }
  clearTimeout(left)
  const { events } = readAnswer(text)
  expect(events.every(({ type }) => type === 'progress')).toBe(true)
  expect(events.length).toBeGreaterThanOrEqual(3)
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
