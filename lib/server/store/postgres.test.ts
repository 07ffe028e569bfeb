import { beforeEach, expect, inject, onTestFinished, test } from 'vitest'
import { createPostgresDatabase } from '#lib/cli/postgres-server.ts'
import { ServerProblem } from '../problem.ts'
import { Secret } from '../secret.ts'
import { UnusableStore } from './database.ts'
import { openPostgres } from './postgres.ts'
import { addSession, storeOn } from './store.fixture.ts'

let ownerUrl: string
let consoleUrl: string
beforeEach(async () => {
  const made = await createPostgresDatabase(inject('postgresUrl'))
  ownerUrl = made.ownerUrl
  consoleUrl = made.url
})

async function open(url: string, migrateUrl: string | null) {
  const database = await openPostgres({
    url: new Secret(url),
    migrateUrl: migrateUrl === null ? null : new Secret(migrateUrl),
    timeoutMs: 5_000,
  })
  onTestFinished(database.close)
  return database
}

test('the console’s role reads and adds audit rows, and can do no more to them', async () => {
  const database = await open(consoleUrl, ownerUrl)
  await addSession(storeOn(database), 'k1', 0)
  expect(await database.all('SELECT * FROM audit')).toEqual([])
  for (const sql of ['UPDATE audit SET phase = ?', 'DELETE FROM audit WHERE phase = ?']) {
    await expect(database.run(sql, ['x'])).rejects.toThrow(ServerProblem)
  }
  for (const sql of ['TRUNCATE audit', 'DROP TABLE audit', 'CREATE TABLE other (id INTEGER)']) {
    await expect(database.run(sql)).rejects.toThrow(ServerProblem)
  }
})

test('not even the owner changes a row of the audit trail by accident', async () => {
  const database = await open(ownerUrl, ownerUrl)
  for (const sql of ["UPDATE audit SET phase = 'x'", 'DELETE FROM audit', 'TRUNCATE audit']) {
    await expect(database.run(sql)).rejects.toThrow(ServerProblem)
  }
})

test('without the owner’s address the tables must be there', async () => {
  await expect(open(consoleUrl, null)).rejects.toMatchObject({ cause: expect.any(UnusableStore) })
  await open(consoleUrl, ownerUrl)
  await open(consoleUrl, null)
})

test('many processes that start at once make the tables once', async () => {
  const databases = await Promise.all(Array.from({ length: 6 }, () => open(consoleUrl, ownerUrl)))
  const rows = await databases[0]?.all('SELECT number FROM migration ORDER BY number')
  expect(rows?.map(({ number }) => number)).toEqual(rows?.map((_, index) => index + 1))
})

test('a newer version’s tables, a wrong password and a missing database are no passing trouble', async () => {
  const wrong = new URL(consoleUrl)
  wrong.password = 'fake-wrong'
  const missing = new URL(ownerUrl)
  missing.pathname = 'nowhere'
  const database = await open(ownerUrl, ownerUrl)
  await database.run('INSERT INTO migration (number) VALUES (999)')
  for (const url of [ownerUrl, wrong.href, missing.href]) {
    await expect(open(url, null)).rejects.toMatchObject({ cause: expect.any(UnusableStore) })
  }
})

test('five sessions a person, however many processes make one at the same moment', async () => {
  const stores = await Promise.all(
    Array.from({ length: 2 }, async () => storeOn(await open(consoleUrl, ownerUrl))),
  )
  await Promise.all(
    Array.from({ length: 12 }, (_, index) => {
      const store = stores[index % 2]
      return store === undefined ? undefined : addSession(store, `k${index}`, index)
    }),
  )
  expect(await stores[0]?.sessions.ofUser('1')).toHaveLength(5)
})

test('a server that went away is an outage that ends', async () => {
  const database = await open(consoleUrl, ownerUrl)
  const killer = await open(ownerUrl, null)
  await database.all('SELECT 1')
  await killer.all('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ?', [
    new URL(consoleUrl).username,
  ])
  const answers = await Promise.allSettled([database.all('SELECT 1'), database.all('SELECT 1')])
  for (const { status, ...rest } of answers) {
    if (status === 'rejected') expect(Reflect.get(rest, 'reason')).toBeInstanceOf(ServerProblem)
  }
  expect(await database.all('SELECT 1 AS one')).toEqual([{ one: 1 }])
})
