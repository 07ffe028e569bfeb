import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ServerProblem } from '../problem.ts'
import type { Database } from './database.ts'
import { openSqlite } from './sqlite.ts'
import { sqliteMigrations } from './sqlite-migrations.ts'
import { addSession, folder, storeOn } from './store.fixture.ts'

let file: string
let database: Database
beforeEach(async () => {
  file = join(folder(), 'data', 'console.db')
  database = await openSqlite({ file, busyMs: 100 })
})
afterEach(() => database.close())

describe('SQLite', () => {
  test('lets nothing slip into a transaction', async () => {
    const order: string[] = []
    const slow = database.transaction(async (queries) => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      await queries.run("INSERT INTO sign_in (state, expires_at) VALUES ('a', 1)")
      order.push('transaction')
    })
    const other = database.all('SELECT * FROM sign_in').then((rows) => {
      order.push('query')
      return rows
    })
    await slow
    expect(await other).toHaveLength(1)
    expect(order).toEqual(['transaction', 'query'])
  })

  test('waits a while for another process that writes, and nothing else waits along', async () => {
    const other = new DatabaseSync(file)
    other.exec('BEGIN IMMEDIATE')
    const order: string[] = []
    const remove = () => database.run("DELETE FROM sign_in WHERE state = 'a'")
    const writes = Promise.allSettled(Array.from({ length: 5 }, remove)).then((all) => {
      order.push(...all.map(({ status }) => status))
    })
    for (let at = 0; at < 3; at += 1) {
      await new Promise((resolve) => setTimeout(resolve, 5))
      await database.all('SELECT * FROM sign_in')
      order.push('read')
    }
    await writes
    expect(order).toEqual([...Array(3).fill('read'), ...Array(5).fill('rejected')])
    const write = database.transaction((queries) => queries.run('DELETE FROM sign_in'))
    setTimeout(() => other.exec('COMMIT'), 30)
    expect(await write).toBe(0)
    other.close()
  })

  test('goes on with the people of an older version', async () => {
    const old = join(folder(), 'old.db')
    const before = new DatabaseSync(old)
    before.exec('CREATE TABLE migration (number INTEGER PRIMARY KEY)')
    const done = sqliteMigrations.findIndex((sql) => sql.includes('gitlab_user_id'))
    for (const [index, sql] of sqliteMigrations.slice(0, done).entries()) {
      before.exec(sql)
      before.exec(`INSERT INTO migration (number) VALUES (${index + 1})`)
    }
    before.exec(`INSERT INTO intent VALUES ('i', 7, 'ann', 'k', '', 1, NULL, 1, NULL, 't', 'tag',
      'failed', 'o', 0, NULL, NULL, 0, NULL, NULL, NULL),
      ('made', 7, 'ann', 'k2', '', 1, NULL, 1, NULL, 't', 'tag', 'completed', 'o', 0, NULL, 9, 0, 1, 1, NULL)`)
    before.close()
    const opened = await openSqlite({ file: old, busyMs: 1 })
    const { intents } = storeOn(opened)
    expect(await intents.find('7', 'k')).toMatchObject({ user_id: '7', username: 'ann' })
    expect(await intents.notices('7', Number.MAX_SAFE_INTEGER)).toEqual([])
    await opened.close()
  })

  test('makes files that nobody else can read, without any token in them', async () => {
    await addSession(storeOn(database), 'k1', 0)
    for (const suffix of ['', '-wal', '-shm']) {
      expect(statSync(file + suffix).mode & 0o777).toBe(0o600)
      expect(readFileSync(file + suffix).includes('glpat-fake')).toBe(false)
    }
  })

  test('does not open what is no database, a newer one, or a path that cannot be', async () => {
    const broken = join(folder(), 'broken.db')
    writeFileSync(
      broken,
      'this is not a database, but it is long enough to be taken for one'.repeat(99),
    )
    await expect(openSqlite({ file: broken, busyMs: 1 })).rejects.toThrow(ServerProblem)
    await database.run('INSERT INTO migration (number) VALUES (999)')
    await expect(openSqlite({ file, busyMs: 1 })).rejects.toThrow(ServerProblem)
    await expect(openSqlite({ file: '/dev/null/x.db', busyMs: 1 })).rejects.toThrow(ServerProblem)
  })
})
