import 'server-only'
import pg from 'pg'
import { UnusableStore } from './database.ts'
import type { PostgresOptions } from './postgres.ts'
import {
  appendOnlyTables,
  postgresMigrations,
  readOnlyTables,
  readWriteTables,
} from './postgres-migrations.ts'

/** Any number, the same in every version: processes that start at the same time take turns. */
const lock = 7_190_534_221
/** Waiting for the others included. */
const longestMs = 120_000

/**
 * Brings the tables up to date, as their owner, and gives the console's own role no more than it needs: rows of the
 * audit trail can be added and read. Without the owner's address it only looks whether that was done. Throws what the
 * database says, and `UnusableStore`.
 */
export async function migratePostgres({ url, migrateUrl, timeoutMs }: PostgresOptions) {
  const client = new pg.Client({
    connectionString: (migrateUrl ?? url).unwrap(),
    connectionTimeoutMillis: timeoutMs,
    query_timeout: longestMs,
    application_name: 'gitlab-cluster-console migrate',
  })
  // What breaks while a statement is under way is thrown by that; in between nobody would hear it.
  client.on('error', () => undefined)
  await client.connect()
  try {
    if (migrateUrl === null) return await look(client)
    await client.query(`SET lock_timeout = ${Math.max(60_000, timeoutMs)}`)
    await client.query('SELECT pg_advisory_lock($1)', [lock])
    await bringUpToDate(client)
    const [role, owner] = [url, migrateUrl].map((one) => new URL(one.unwrap()).username)
    if (role !== undefined && role !== owner) await grant(client, decodeURIComponent(role))
  } finally {
    // The lock goes with the connection.
    await client.end()
  }
}

async function hasTables(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query("SELECT to_regclass('migration') IS NOT NULL AS is_there")
  return rows[0]?.is_there === true
}

/** How many migrations were made. Throws `UnusableStore` when there are more than this version knows. */
async function migrationsMade(client: pg.Client): Promise<number> {
  const last = await client.query('SELECT coalesce(max(number), 0) AS number FROM migration')
  const made = Number(last.rows[0]?.number)
  if (made > postgresMigrations.length) {
    throw new UnusableStore('it was made by a newer version of the console')
  }
  return made
}

async function look(client: pg.Client) {
  if ((await hasTables(client)) && (await migrationsMade(client)) === postgresMigrations.length)
    return
  throw new UnusableStore(
    'its tables are missing or old: start once with the address of their owner in STORE_MIGRATE_URL',
  )
}

async function bringUpToDate(client: pg.Client) {
  if (!(await hasTables(client))) {
    await client.query('CREATE TABLE migration (number INTEGER PRIMARY KEY)')
  }
  const done = await migrationsMade(client)
  for (const [index, sql] of postgresMigrations.entries()) {
    if (index < done) continue
    await client.query('BEGIN')
    await client.query(sql)
    await client.query('INSERT INTO migration (number) VALUES ($1)', [index + 1])
    await client.query('COMMIT')
  }
}

async function grant(client: pg.Client, role: string) {
  const to = pg.escapeIdentifier(role)
  await client.query(`
    GRANT SELECT ON ${readOnlyTables.join(', ')} TO ${to};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ${readWriteTables.join(', ')} TO ${to};
    REVOKE UPDATE, DELETE, TRUNCATE ON ${appendOnlyTables.join(', ')} FROM ${to};
    GRANT SELECT, INSERT ON ${appendOnlyTables.join(', ')} TO ${to};
  `)
}
