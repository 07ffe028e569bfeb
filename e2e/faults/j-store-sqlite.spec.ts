import { once } from 'node:events'
import { copyFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { freePort, projectEnv, serverCommand, startNode, stop } from '../../lib/cli/process.ts'
import { verifiedTrail } from '../audit-chain.ts'
import { send, signInOverHttp } from '../person.ts'
import { type Stack, startReplica } from '../stack.ts'
import { expect, stackTest } from '../with-aftermath.ts'
import { tellToEnd } from './ended.ts'

/** J06, J07, J09 and J13 on SQLite: the store is one file, which may be missing, locked, full or broken. */

const clusters = '/api/scopes/instance/clusters'
const healed = { timeout: 15_000, intervals: [250] }
const change = { body: { namespace_per_environment: true, name: 'shared-prod' } }

const test = stackTest.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: it needs nothing of the others
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'cluster-console-broken-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
})

const fileOf = (stack: Stack) => (stack.store.env.STORE_URL ?? '').replace('sqlite:', '')

/** The same file as the console has open, which writes to it now and then. */
const openBeside = (stack: Stack) => new DatabaseSync(fileOf(stack), { timeout: 5_000 })

/** A console with a store and an address of its own. */
async function startOn(stack: Stack, file: string, onPort?: number) {
  const port = onPort ?? (await freePort())
  const env = { APP_ORIGIN: `http://localhost:${port}`, STORE_URL: `sqlite:${file}` }
  return startReplica(stack, env, port)
}

const portOf = ({ origin }: { origin: string }) => Number(new URL(origin).port)
const ready = async ({ origin }: { origin: string }) =>
  (await send('GET', `${origin}/readyz`)).status

test('J06 the folder of the store cannot be used at the start: up, not ready, and heals by itself', async ({
  stack,
  gitlab: _reset,
  folder,
}) => {
  const inTheWay = join(folder, 'data')
  await writeFile(inTheWay, '')
  const one = await startOn(stack, join(inTheWay, 'console.db'))
  try {
    expect(await ready(one)).toBe(503)
    expect((await send('GET', `${one.origin}/healthz`)).status).toBe(200)
    await expect(signInOverHttp(stack, one.origin, 'root')).rejects.toThrow(/no session: 502/)
    await rm(inTheWay)
    await expect.poll(() => ready(one), healed).toBe(200)
    const root = await signInOverHttp(stack, one.origin, 'root')
    expect((await root.call('GET', clusters)).status).toBe(200)
  } finally {
    await stop(one.child)
  }
})

test('J07 another program holds the file: reading works, changes are refused in time, nobody is signed out', async ({
  stack,
  gitlab,
}) => {
  const root = await signInOverHttp(stack, stack.console.origin, 'root')
  await gitlab.control.clearRequests()
  const other = openBeside(stack)
  other.exec('BEGIN IMMEDIATE')
  try {
    const startedAt = performance.now()
    const put = root.call('PUT', `${clusters}/1`, change)
    // While it waits for the lock everybody else is answered.
    const healthAt = performance.now()
    expect((await send('GET', `${root.origin}/healthz`)).status).toBe(200)
    expect(performance.now() - healthAt).toBeLessThan(1_000)
    const refused = await put
    expect(refused.json()).toMatchObject({ status: 503, code: 'audit_unavailable' })
    expect(performance.now() - startedAt).toBeLessThan(4_000)
    expect(refused.headers['set-cookie']).toBeUndefined()
    expect((await root.call('GET', clusters)).status).toBe(200)
    const kept = await root.call('POST', '/auth/logout')
    expect(kept.status).toBe(503)
    expect(kept.headers['set-cookie']).toBeUndefined()
    expect(await gitlab.control.requests('PUT')).toEqual([])
  } finally {
    other.exec('ROLLBACK')
    other.close()
  }
  await expect
    .poll(async () => (await root.call('PUT', `${clusters}/1`, change)).status, healed)
    .toBe(200)
})

for (const [name, isFull] of [
  ['the audit trail takes no row', (table: string) => table === 'audit'],
  ['nothing takes a row, as on a full disk', () => true],
] as const) {
  test(`J09 ${name}: reading works, no change is made`, async ({ stack, gitlab }) => {
    const root = await signInOverHttp(stack, stack.console.origin, 'root')
    await gitlab.control.clearRequests()
    const other = openBeside(stack)
    const tables = other
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .all()
      .map((row) => String(row.name))
      .filter(isFull)
    const events = ['INSERT', 'UPDATE']
    for (const table of tables) {
      for (const event of events) {
        other.exec(
          `CREATE TRIGGER "full_${table}_${event}" BEFORE ${event} ON "${table}"
             BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`,
        )
      }
    }
    try {
      expect((await root.call('GET', clusters)).status).toBe(200)
      const refused = await root.call('PUT', `${clusters}/1`, change)
      expect(refused.json()).toMatchObject({ status: 503, code: 'audit_unavailable' })
      expect(refused.headers['set-cookie']).toBeUndefined()
      expect(await gitlab.control.requests('PUT')).toEqual([])
    } finally {
      for (const table of tables) {
        for (const event of events) other.exec(`DROP TRIGGER "full_${table}_${event}"`)
      }
      other.close()
    }
    expect((await root.call('PUT', `${clusters}/1`, change)).status).toBe(200)
  })
}

const broken: [name: string, damage: (file: string) => Promise<void>][] = [
  [
    'no database at all',
    (file) => writeFile(file, 'no database, but long enough for one. '.repeat(99)),
  ],
  [
    'with a broken beginning',
    async (file) => {
      const bytes = await readFile(file)
      await writeFile(file, bytes.fill(0xff, 0, 2_048))
    },
  ],
  [
    'with broken pages',
    async (file) => {
      const bytes = await readFile(file)
      await writeFile(file, bytes.fill(0xff, 4_096))
    },
  ],
  [
    'cut in the middle',
    async (file) => truncate(file, Math.floor((await readFile(file)).length / 8_192) * 4_096),
  ],
]
for (const [name, damage] of broken) {
  test(`J13 a file ${name}: the start is refused in words, and the file is left as it is`, async ({
    stack,
    gitlab: _reset,
    folder,
  }) => {
    const file = join(folder, 'console.db')
    const one = await startOn(stack, file)
    await signInOverHttp(stack, one.origin, 'root')
    expect((await tellToEnd(one, 'SIGTERM')).code).toBe(0)
    await damage(file)
    const before = await readFile(file)
    const child = startNode(serverCommand, {
      env: projectEnv(one.env),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    const [code] = await once(child, 'exit')
    expect(code).toBe(1)
    expect(said).toContain('STORE_URL: the store cannot be used')
    expect(before.equals(await readFile(file))).toBe(true)
  })
}

test('J13 killed while it writes, half a write-ahead log left: what was committed before is there, the chain holds', async ({
  stack,
  gitlab: _reset,
  folder,
}) => {
  const file = join(folder, 'console.db')
  const one = await startOn(stack, file)
  const root = await signInOverHttp(stack, one.origin, 'root')
  for (let i = 0; i < 5; i += 1) {
    expect((await root.call('PUT', `${clusters}/1`, change)).status).toBe(200)
  }
  const writing = Promise.allSettled(
    Array.from({ length: 10 }, () => root.call('PUT', `${clusters}/1`, change)),
  )
  await tellToEnd(one, 'SIGKILL')
  await writing
  const wal = `${file}-wal`
  const { length } = await readFile(wal)
  expect(length).toBeGreaterThan(8_192)
  const copy = join(folder, 'half.db')
  await copyFile(file, copy)
  await copyFile(wal, `${copy}-wal`)
  await truncate(`${copy}-wal`, length - 5_000)
  const again = await startOn(stack, copy, portOf(one))
  try {
    expect(await ready(again)).toBe(200)
    expect((await root.at(again).call('PUT', `${clusters}/1`, change)).status).toBe(200)
  } finally {
    await stop(again.child)
  }
  const { code, said } = await verifiedTrail({ ...one.env, STORE_URL: `sqlite:${copy}` })
  expect(said).toMatch(/^\d+ rows/)
  expect(code).toBe(0)
})

test('J05 restarted on the same file: still signed in, and the log of writes is in the file', async ({
  stack,
  gitlab: _reset,
  folder,
}) => {
  const file = join(folder, 'console.db')
  const one = await startOn(stack, file)
  const root = await signInOverHttp(stack, one.origin, 'root')
  expect((await tellToEnd(one, 'SIGTERM')).code).toBe(0)
  expect(await readFile(`${file}-wal`).catch(() => null)).toBeNull()
  const again = await startOn(stack, file, portOf(one))
  try {
    expect((await root.at(again).call('GET', clusters)).status).toBe(200)
  } finally {
    await stop(again.child)
  }
})
