import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { signInOverHttp } from '../person.ts'
import { type Stack, startStack } from '../stack.ts'
import type { Engine } from '../test-store.ts'
import type { Bench, Figure } from './bench.ts'
import { percentile } from './percentile.ts'

const rowCount = 1_000_000
const pagesPerFilter = 20

/** A year and a half of rows, by 200 people; what a page reads is not verified, so the links are left out. */
const columns = `(seq, at_utc, actor_sub, actor_name, auth_mode, session8, action, scope, object_type, object_id,
  object_name, intent_id, phase, result, prev_hash, hash)`
const rowOf = (
  time: string,
) => `SELECT i, ${time}, CAST(i % 200 AS TEXT), 'user' || (i % 200), 'oauth', '01234567',
  CASE i % 5 WHEN 0 THEN 'cluster.update' WHEN 1 THEN 'agent_token.create' WHEN 2 THEN 'session.start'
    WHEN 3 THEN 'agent_token.revoke' ELSE 'cluster.create' END,
  'project-' || (i % 4000), CASE WHEN i % 5 IN (1, 3) THEN 'agent_token' ELSE 'cluster' END,
  CAST(i % 9000 AS TEXT), 'name-' || (i % 9000), 'bench-' || i, 'outcome', 'ok', '', ''`

async function fill({ store }: Stack, engine: Engine) {
  if (engine === 'sqlite') {
    const database = new DatabaseSync((store.env.STORE_URL ?? '').replace('sqlite:', ''), {
      timeout: 10_000,
    })
    const time = `strftime('%Y-%m-%dT%H:%M:%fZ', 1730000000 + i * 48, 'unixepoch')`
    database.exec(`INSERT INTO audit ${columns} WITH RECURSIVE numbers(i) AS
      (SELECT 1001 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${rowCount + 1000}) ${rowOf(time)} FROM numbers`)
    database.exec('ANALYZE')
    database.close()
    return
  }
  const client = new pg.Client({ connectionString: store.env.STORE_MIGRATE_URL ?? '' })
  await client.connect()
  const time = `to_char(to_timestamp(1730000000 + i * 48) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')`
  await client.query(
    `INSERT INTO audit ${columns} ${rowOf(time)} FROM generate_series(1001, ${rowCount + 1000}) AS numbers(i)`,
  )
  await client.query('ANALYZE audit')
  await client.end()
}

const filters = [
  '',
  '?actor=user7',
  '?action=agent_token.revoke',
  '?object=agent_token',
  '?object=cluster/4711',
  '?object=name-42',
  '?from=2025-01-10T00:00:00Z&to=2025-01-11T00:00:00Z',
  '?actor=user8&action=agent_token.revoke&from=2025-02-01T00:00:00Z',
]

async function pagesOf(engine: Engine): Promise<Figure> {
  const stack = await startStack({ engine })
  try {
    await fill(stack, engine)
    const person = await signInOverHttp(stack, stack.console.origin, 'root')
    const times: number[] = []
    for (const filter of filters) {
      let cursor: string | null = null
      for (let page = 0; page < pagesPerFilter; page += 1) {
        const query: string =
          cursor === null
            ? filter
            : `${filter}${filter === '' ? '?' : '&'}cursor=${encodeURIComponent(cursor)}`
        const start = performance.now()
        const answer = await person.call('GET', `/api/audit${query}`)
        times.push(performance.now() - start)
        if (answer.status !== 200) throw new Error(`${query}: ${answer.status} ${answer.text}`)
        cursor = answer.json<{ next_cursor: string | null }>().next_cursor
        if (cursor === null) break
      }
    }
    const what = `a page of 100 of ${rowCount.toLocaleString('en')} rows, ${engine}, p95`
    return { what, unit: 'ms', measured: percentile(times, 0.95), atMost: 100 }
  } finally {
    await stack.close()
  }
}

/** The audit trail stays quick to read when it has grown for years, with and without filters, on both engines. */
export const audit: Bench = {
  name: 'audit',
  run: async () => [await pagesOf('sqlite'), await pagesOf('postgres')],
}
