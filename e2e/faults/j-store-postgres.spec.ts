import pg from 'pg'
import { freePort, stop } from '../../lib/cli/process.ts'
import { type Person, send, signInOverHttp } from '../person.ts'
import { startReplica } from '../stack.ts'
import { expect, stackTest } from '../with-aftermath.ts'
import { type StoreProxy, startStoreProxy } from './store-proxy.ts'

/** J06 to J08 on PostgreSQL: a console whose way to the store can be closed, while the store itself goes on. */

const clusters = '/api/scopes/instance/clusters'
const healed = { timeout: 15_000, intervals: [250] }

interface Fixtures {
  way: StoreProxy
  /** Starts a console that reaches the store through the proxy; it is stopped after the test. */
  startThrough: (env?: Record<string, string>, onPort?: number) => ReturnType<typeof startReplica>
}

const test = stackTest.extend<Fixtures>({
  way: async ({ stack }, use) => {
    const proxy = await startStoreProxy(stack.store.env.STORE_URL ?? '')
    await use(proxy)
    await proxy.down()
  },
  startThrough: async ({ stack, way }, use) => {
    const started: Awaited<ReturnType<typeof startReplica>>[] = []
    const { STORE_URL = '', STORE_MIGRATE_URL = '' } = stack.store.env
    await use(async (env = {}, onPort) => {
      const addresses = {
        STORE_URL: way.through(STORE_URL),
        STORE_MIGRATE_URL: way.through(STORE_MIGRATE_URL),
      }
      const one = await startReplica(stack, { ...addresses, ...env }, onPort)
      started.push(one)
      return one
    })
    await Promise.all(started.map(({ child }) => stop(child)))
  },
})

const ready = async ({ origin }: { origin: string }) =>
  (await send('GET', `${origin}/readyz`)).status

/** Every kind of request says so, lets nobody in and takes no cookie. */
async function expectOutage(person: Person): Promise<void> {
  for (const [method, path, body] of [
    ['GET', clusters, undefined],
    ['GET', '/api/session', undefined],
    ['GET', '/api/audit', undefined],
    ['PUT', `${clusters}/1`, { namespace_per_environment: true, name: 'never' }],
    ['POST', '/auth/logout', undefined],
  ] as const) {
    const answer = await person.call(method, path, { body })
    expect(answer.json(), `${method} ${path}`).toMatchObject({
      status: 503,
      code: 'store_unavailable',
      retry_after: expect.any(Number),
    })
    expect(answer.headers['set-cookie']).toBeUndefined()
  }
  const page = await send('GET', `${person.origin}/instance/clusters`, { Cookie: person.cookie })
  expect(page.status).toBe(200)
  expect(page.text).not.toContain('shared-prod')
  expect((await send('GET', `${person.origin}/healthz`)).status).toBe(200)
}

test('J06 the store is down at the start: up, not ready, honest, and heals by itself', async ({
  stack,
  gitlab,
  way,
  startThrough,
}) => {
  const root = await signInOverHttp(stack, stack.console.origin, 'root')
  await gitlab.control.clearRequests()
  await way.down()
  const replica = await startThrough()
  expect(await ready(replica)).toBe(503)
  await expectOutage(root.at(replica))
  expect(await gitlab.control.requests(undefined, /^\/api\//)).toEqual([])
  await way.up()
  await expect.poll(() => ready(replica), healed).toBe(200)
  expect((await root.at(replica).call('GET', clusters)).status).toBe(200)
})

test('J06 tables that a start could not make are made once the store is there', async ({
  stack,
  gitlab: _reset,
  way,
  startThrough,
}) => {
  const { STORE_MIGRATE_URL = '' } = stack.store.env
  const owner = new pg.Client({ connectionString: STORE_MIGRATE_URL })
  await owner.connect()
  await owner.query('CREATE SCHEMA fresh')
  await owner.query(`GRANT USAGE ON SCHEMA fresh TO public`)
  await owner.end()
  const inSchema = (url: string) => {
    const other = new URL(way.through(url))
    other.searchParams.set('options', '-c search_path=fresh')
    return other.href
  }
  await way.down()
  const port = await freePort()
  const replica = await startThrough(
    {
      APP_ORIGIN: `http://localhost:${port}`,
      STORE_URL: inSchema(stack.store.env.STORE_URL ?? ''),
      STORE_MIGRATE_URL: inSchema(STORE_MIGRATE_URL),
    },
    port,
  )
  expect(await ready(replica)).toBe(503)
  await way.up()
  await expect.poll(() => ready(replica), healed).toBe(200)
  const person = await signInOverHttp(stack, replica.origin, 'root')
  expect((await person.call('GET', clusters)).status).toBe(200)
})

test('J07 the store goes and comes back while people work: nobody is signed out, nothing is sent', async ({
  stack,
  gitlab,
  way,
  startThrough,
}) => {
  const root = await signInOverHttp(stack, stack.console.origin, 'root')
  const replica = await startThrough()
  const there = root.at(replica)
  for (let round = 0; round < 2; round += 1) {
    expect((await there.call('GET', clusters)).status).toBe(200)
    await gitlab.control.clearRequests()
    await way.down()
    await expectOutage(there)
    const nobody = await send('GET', `${replica.origin}${clusters}`, {
      'X-CSRF': '1',
      'Sec-Fetch-Site': 'same-origin',
    })
    expect(nobody.status).toBe(401)
    expect(await ready(replica)).toBe(503)
    expect(await gitlab.control.requests(undefined, /^\/api\//)).toEqual([])
    await way.up()
    await expect.poll(async () => (await there.call('GET', clusters)).status, healed).toBe(200)
    expect(await ready(replica)).toBe(200)
  }
  // The other one never noticed.
  expect((await root.call('GET', clusters)).status).toBe(200)
})

test('J07 whoever wants to sign in meanwhile is told, and can once it is back', async ({
  stack,
  gitlab: _reset,
  way,
  startThrough,
}) => {
  const port = await freePort()
  const replica = await startThrough({ APP_ORIGIN: `http://localhost:${port}` }, port)
  await expect.poll(() => ready(replica), healed).toBe(200)
  await way.down()
  await expect(signInOverHttp(stack, replica.origin, 'root')).rejects.toThrow(/no session: 502/)
  await way.up()
  await expect.poll(() => ready(replica), healed).toBe(200)
  const person = await signInOverHttp(stack, replica.origin, 'root')
  expect((await person.call('GET', clusters)).status).toBe(200)
})

test('J08 a store that takes ten seconds: refused in three, however many ask, and good again at once', async ({
  stack,
  gitlab,
  way,
  startThrough,
}) => {
  const root = await signInOverHttp(stack, stack.console.origin, 'root')
  const replica = await startThrough()
  const there = root.at(replica)
  expect((await there.call('GET', clusters)).status).toBe(200)
  await gitlab.control.clearRequests()
  way.silence()
  const timed = async (method: string, path: string, body?: object) => {
    const startedAt = performance.now()
    const answer = await there.call(method, path, { body })
    expect(answer.json()).toMatchObject({ status: 503, code: 'store_unavailable' })
    expect(answer.headers['set-cookie']).toBeUndefined()
    return performance.now() - startedAt
  }
  for (let round = 0; round < 2; round += 1) {
    const asked = await Promise.all([
      ...Array.from({ length: 25 }, () => timed('GET', clusters)),
      timed('PUT', `${clusters}/1`, { namespace_per_environment: true, name: 'never' }),
    ])
    expect(Math.max(...asked)).toBeLessThan(4_000)
    const startedAt = performance.now()
    expect((await send('GET', `${replica.origin}/healthz`)).status).toBe(200)
    expect(performance.now() - startedAt).toBeLessThan(1_000)
  }
  expect(await gitlab.control.requests('PUT')).toEqual([])
  await way.up()
  await expect.poll(async () => (await there.call('GET', clusters)).status, healed).toBe(200)
  const answers = await Promise.all(Array.from({ length: 25 }, () => there.call('GET', clusters)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
})

test('J06 a store that is silent at the start: up and honest in time, and heals by itself', async ({
  stack,
  gitlab: _reset,
  way,
  startThrough,
}) => {
  const root = await signInOverHttp(stack, stack.console.origin, 'root')
  way.silence()
  const replica = await startThrough()
  const startedAt = performance.now()
  expect(await ready(replica)).toBe(503)
  expect((await root.at(replica).call('GET', clusters)).status).toBe(503)
  expect(performance.now() - startedAt).toBeLessThan(8_000)
  await way.up()
  await expect.poll(() => ready(replica), healed).toBe(200)
  expect((await root.at(replica).call('GET', clusters)).status).toBe(200)
})
