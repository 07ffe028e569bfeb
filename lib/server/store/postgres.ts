import 'server-only'
import pg from 'pg'
import { ServerProblem } from '../problem.ts'
import type { Secret } from '../secret.ts'
import { type Database, type Queries, type Row, type SqlValue, UnusableStore } from './database.ts'
import { migratePostgres } from './postgres-migrate.ts'

export interface PostgresOptions {
  /** `postgres://…`, with its password. */
  url: Secret
  /** The owner of the tables, who changes them at start; null: `url` is the owner itself. */
  migrateUrl: Secret | null
  /** For a connection, and for each statement. */
  timeoutMs: number
}

const maxConnections = 10

/** Brings the tables up to date under a lock, and connects. Throws `store_unavailable`. */
export async function openPostgres(options: PostgresOptions): Promise<Database> {
  try {
    await migratePostgres(options)
  } catch (cause) {
    throw unavailable(cause)
  }
  return wrap(
    new pg.Pool({
      connectionString: options.url.unwrap(),
      connectionTimeoutMillis: options.timeoutMs,
      query_timeout: options.timeoutMs,
      statement_timeout: options.timeoutMs,
      idle_in_transaction_session_timeout: options.timeoutMs,
      application_name: 'gitlab-cluster-console',
      keepAlive: true,
      max: maxConnections,
      types: { getTypeParser },
    }),
  )
}

/** Times and ids are safe integers, and `pg` gives bigint as text. */
const getTypeParser: typeof pg.types.getTypeParser = (oid, format) =>
  oid === pg.types.builtins.INT8 && format !== 'binary'
    ? (value: string) => Number(value)
    : pg.types.getTypeParser(oid, format)

/** The statements of the store write `?` for each value; none of them holds one in a text. */
function numbered(sql: string): string {
  let count = 0
  return sql.replaceAll('?', () => {
    count += 1
    return `$${count}`
  })
}

type Asks = Pick<pg.Pool, 'query'>

const queriesOf = (asks: Asks): Queries => ({
  all: async (sql, values = []) => (await ask(asks, sql, values)).rows,
  run: async (sql, values = []) => (await ask(asks, sql, values)).rowCount ?? 0,
})

async function ask(asks: Asks, sql: string, values: readonly SqlValue[]) {
  try {
    return await asks.query<Row>(numbered(sql), [...values])
  } catch (cause) {
    throw unavailable(cause)
  }
}

function wrap(pool: pg.Pool): Database {
  // A connection that breaks is replaced by the pool. Unheard it would end the process: while nobody uses it, and while
  // it is lent but has nothing to do.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return {
    engine: 'postgres',
    ...queriesOf(pool),
    transaction: (work) => inTurn(pool, work),
    close: () => pool.end(),
  }
}

/** Any number but the one of the migrations. */
const turn = 7_190_534_222

/**
 * One transaction after the other over all processes, as with SQLite: what one decides by, no other changes meanwhile.
 * They are few (signing in and out, sweeping, audit rows) and short; a connection that is lost gives its turn back.
 */
async function inTurn<T>(pool: pg.Pool, work: (queries: Queries) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((cause) => {
    throw unavailable(cause)
  })
  const queries = queriesOf(client)
  let isBroken = false
  try {
    await queries.run('BEGIN')
    await queries.run('SELECT pg_advisory_xact_lock(?)', [turn])
    const result = await work(queries)
    await queries.run('COMMIT')
    return result
  } catch (error) {
    // After a failure of the engine nobody knows what it still does for this connection: asking again could wait as long.
    isBroken = error instanceof ServerProblem && error.code === 'store_unavailable'
    if (!isBroken) {
      isBroken = await queries.run('ROLLBACK').then(
        () => false,
        () => true,
      )
    }
    throw error
  } finally {
    client.release(isBroken)
  }
}

/** What waiting does not help, by its code (PostgreSQL, appendix A), in words for the operator. */
const unusable: Readonly<Record<string, string>> = {
  '28000': 'PostgreSQL refuses this role',
  '28P01': 'PostgreSQL refuses the password',
  '3D000': 'there is no such database',
  '42501': 'the role may not do what the console needs',
  '42P01': 'a table is missing',
}

function unavailable(cause: unknown) {
  const words = unusable[String(Reflect.get(Object(cause), 'code'))]
  return new ServerProblem('store_unavailable', {
    cause: words === undefined ? cause : new UnusableStore(words, { cause }),
    retryAfterS: 5,
  })
}
