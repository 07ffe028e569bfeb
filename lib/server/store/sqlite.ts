import 'server-only'
import { mkdir, open } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { ServerProblem } from '../problem.ts'
import { type Database, type Queries, type Row, type SqlValue, UnusableStore } from './database.ts'
import { sqliteMigrations } from './sqlite-migrations.ts'

/** Opens the file, makes it when it is missing (0600, its folder 0700), and brings its tables up to date. */
export async function openSqlite(options: { file: string; busyMs: number }): Promise<Database> {
  try {
    const file = resolve(options.file)
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    // SQLite gives its -wal and -shm files the mode of the database file.
    await (await open(file, 'a', 0o600)).close()
    const sqlite = new DatabaseSync(file, { timeout: options.busyMs })
    try {
      sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
      migrate(sqlite)
      // From here on a lock is waited for without holding everything else up.
      sqlite.exec('PRAGMA busy_timeout = 0')
    } catch (cause) {
      sqlite.close()
      throw cause
    }
    return wrap(sqlite, options.busyMs)
  } catch (cause) {
    const isBroken = brokenCodes.includes(Reflect.get(Object(cause), 'errcode'))
    throw unavailable(
      isBroken ? new UnusableStore('it is no database, or broken', { cause }) : cause,
    )
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const brokenCodes: unknown[] = [11, 26]

function migrate(sqlite: DatabaseSync): void {
  sqlite.exec('CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY)')
  sqlite.exec('BEGIN IMMEDIATE')
  const row = sqlite.prepare('SELECT coalesce(max(number), 0) AS number FROM migration').get()
  const done = Number(row?.number)
  if (done > sqliteMigrations.length) {
    throw new UnusableStore('it was made by a newer version of the console')
  }
  for (const [index, sql] of sqliteMigrations.entries()) {
    if (index < done) continue
    sqlite.exec(sql)
    sqlite.prepare('INSERT INTO migration (number) VALUES (?)').run(index + 1)
  }
  sqlite.exec('COMMIT')
}

function wrap(sqlite: DatabaseSync, busyMs: number): Database {
  const statements = new Map<string, StatementSync>()
  const prepare = (sql: string) => {
    const known = statements.get(sql) ?? sqlite.prepare(sql)
    statements.set(sql, known)
    return known
  }
  const direct: Queries = {
    all: async (sql, values = []) => attempt(() => prepare(sql).all(...values) as Row[]),
    run: async (sql, values = []) => attempt(() => Number(prepare(sql).run(...values).changes)),
  }
  // One connection: while a transaction waits for something, no other statement may slip into it.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: (end: number) => Promise<T>): Promise<T> => {
    // Those behind one that waits for a lock wait along with it; by their own turn they need a moment, no more.
    const end = performance.now() + busyMs
    const result = last.then(() => work(Math.max(end, performance.now() + busyMs / 8)))
    last = result.catch(() => undefined)
    return result
  }
  return {
    engine: 'sqlite',
    all: (sql: string, values?: readonly SqlValue[]) =>
      inTurn((end) => unlessBusy(() => direct.all(sql, values), end)),
    run: (sql: string, values?: readonly SqlValue[]) =>
      inTurn((end) => unlessBusy(() => direct.run(sql, values), end)),
    transaction: (work) =>
      inTurn(async (end) => {
        await unlessBusy(async () => attempt(() => sqlite.exec('BEGIN IMMEDIATE')), end)
        try {
          const result = await work(direct)
          attempt(() => sqlite.exec('COMMIT'))
          return result
        } catch (error) {
          if (sqlite.isTransaction) sqlite.exec('ROLLBACK')
          throw error
        }
      }),
    close: () => inTurn(async () => sqlite.close()),
  }
}

/** SQLITE_BUSY, in the lower byte of every kind of it: another process writes. */
const isBusy = (error: unknown): boolean => {
  const cause = error instanceof ServerProblem ? error.cause : undefined
  return (Number(Reflect.get(Object(cause), 'errcode')) & 0xff) === 5
}
const busyPauseMs = 20

/** Tries again until `end` (monotonic, in milliseconds) as long as another process holds the lock. */
async function unlessBusy<T>(work: () => Promise<T>, end: number): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isBusy(error) || performance.now() >= end) throw error
    }
    await sleep(busyPauseMs)
  }
}

function attempt<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw unavailable(cause)
  }
}

const unavailable = (cause: unknown) =>
  new ServerProblem('store_unavailable', { cause, retryAfterS: 5 })
