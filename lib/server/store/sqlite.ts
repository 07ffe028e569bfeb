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
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }
  /** Tries again as long as another process holds the lock; meanwhile it is the turn of those who need none. */
  const unlessLocked = async <T>(begin: () => Promise<T>): Promise<T> => {
    const end = performance.now() + busyMs
    for (;;) {
      try {
        return await inTurn(begin)
      } catch (error) {
        if (!isBusy(error) || performance.now() >= end) throw error
      }
      await sleep(busyPauseMs)
    }
  }
  return {
    engine: 'sqlite',
    all: (sql: string, values?: readonly SqlValue[]) => unlessLocked(() => direct.all(sql, values)),
    run: (sql: string, values?: readonly SqlValue[]) => unlessLocked(() => direct.run(sql, values)),
    async transaction(work) {
      // Only the beginning is tried again: what follows may have had effects.
      const outcome = await unlessLocked(async () => {
        attempt(() => sqlite.exec('BEGIN IMMEDIATE'))
        try {
          const value = await work(direct)
          attempt(() => sqlite.exec('COMMIT'))
          return { value }
        } catch (error) {
          if (sqlite.isTransaction) sqlite.exec('ROLLBACK')
          return { error }
        }
      })
      if ('error' in outcome) throw outcome.error
      return outcome.value
    },
    close: () => inTurn(async () => sqlite.close()),
  }
}

/** SQLITE_BUSY, in the lower byte of every kind of it: another process writes. */
const isBusy = (error: unknown): boolean => {
  const cause = error instanceof ServerProblem ? error.cause : undefined
  return (Number(Reflect.get(Object(cause), 'errcode')) & 0xff) === 5
}
const busyPauseMs = 20

function attempt<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw unavailable(cause)
  }
}

const unavailable = (cause: unknown) =>
  new ServerProblem('store_unavailable', { cause, retryAfterS: 5 })
