import 'server-only'
import { z } from 'zod'
import { type Anchor, type ChainedRow, genesis, type Link } from './audit-chain.ts'
import { type AuditRow, columns } from './audit-columns.ts'
import type { Database, Queries, Row, SqlValue } from './database.ts'

const stored = [...columns, 'seq', 'prev_hash', 'hash'] as const
const insert = `INSERT INTO audit (${stored.join(', ')}) VALUES (${stored.map(() => '?').join(', ')})`

const rowSchema = z.object({
  at_utc: z.string(),
  actor_sub: z.string(),
  actor_name: z.string(),
  auth_mode: z.string(),
  session8: z.string(),
  ip: z.string().nullable(),
  ua_hash: z.string().nullable(),
  action: z.string(),
  scope: z.string().nullable(),
  object_type: z.string(),
  object_id: z.string().nullable(),
  object_name: z.string().nullable(),
  changes: z.string().nullable(),
  intent_id: z.string(),
  phase: z.enum(['intent', 'outcome', 'denied']),
  result: z.string().nullable(),
  upstream_status: z.number().nullable(),
  upstream_request_id: z.string().nullable(),
  seq: z.number(),
  prev_hash: z.string(),
  hash: z.string(),
})
const rowOf = (row: Row): ChainedRow => rowSchema.parse(row)

const anchorSchema = z.object({ seq: z.number(), hash: z.string() })

/** Which rows; a missing one means all. `from` is included, `to` is not; both are ISO 8601 in UTC. */
export interface AuditFilter {
  /** What one person did: their id stays when a name changes, and means something within its way to sign in. */
  own?: { sub: string; mode: string }
  /** The name at the time. */
  actor?: string
  action?: string
  /** An object's type, `type/id`, or its name. */
  object?: string
  from?: string
  to?: string
}

/** The last row of a page: the next page begins after it. */
export type AuditCursor = Pick<ChainedRow, 'at_utc' | 'seq'>

type Condition = [sql: string, ...values: SqlValue[]]

function objectCondition(object: string, types: readonly string[]): Condition {
  const [type = '', ...rest] = object.split('/')
  if (!types.includes(type)) return ['object_name = ?', object]
  return rest.length === 0
    ? ['object_type = ?', type]
    : ['object_type = ? AND object_id = ?', type, rest.join('/')]
}

/** The audit trail: rows are added and read, never changed. */
export function createAuditStore(database: Database, link: Link) {
  const head = async (queries: Queries): Promise<Anchor> => {
    const [last] = await queries.all('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1')
    const [archived] = await queries.all(
      'SELECT seq, hash FROM audit_anchor ORDER BY seq DESC LIMIT 1',
    )
    return anchorSchema.parse(last ?? archived ?? { seq: 0, hash: genesis })
  }

  return {
    /** Adds a row to the chain; gives it as it is stored. */
    append: (row: AuditRow): Promise<ChainedRow> =>
      database.transaction(async (queries) => {
        const before = await head(queries)
        const seq = before.seq + 1
        const hash = link(before.hash, seq, row)
        const values = columns.map((column) => row[column])
        await queries.run(insert, [...values, seq, before.hash, hash])
        return { ...row, seq, prev_hash: before.hash, hash }
      }),

    /** Where the chain begins: after what was archived, or at its very beginning. */
    async start(): Promise<Anchor> {
      const [archived] = await database.all(
        'SELECT seq, hash FROM audit_anchor ORDER BY seq DESC LIMIT 1',
      )
      return anchorSchema.parse(archived ?? { seq: 0, hash: genesis })
    },

    /** The next rows of the chain after number `seq`. */
    async after(seq: number, limit: number): Promise<ChainedRow[]> {
      const rows = await database.all('SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ?', [
        seq,
        limit,
      ])
      return rows.map(rowOf)
    },

    /** At most `limit` rows, the newest first, after `cursor`. `types` are the types of objects that there are. */
    async list(
      filter: AuditFilter,
      page: { cursor: AuditCursor | null; limit: number; types: readonly string[] },
    ): Promise<ChainedRow[]> {
      const { own, actor, action, object, from, to } = filter
      const conditions: Condition[] = []
      if (own !== undefined) {
        conditions.push(['actor_sub = ? AND auth_mode = ?', own.sub, own.mode])
      }
      if (actor !== undefined) conditions.push(['actor_name = ?', actor])
      if (action !== undefined) conditions.push(['action = ?', action])
      if (object !== undefined) conditions.push(objectCondition(object, page.types))
      if (from !== undefined) conditions.push(['at_utc >= ?', from])
      if (to !== undefined) conditions.push(['at_utc < ?', to])
      if (page.cursor !== null) {
        conditions.push(['(at_utc, seq) < (?, ?)', page.cursor.at_utc, page.cursor.seq])
      }
      const where = conditions.map(([sql]) => `(${sql})`).join(' AND ')
      const rows = await database.all(
        `SELECT * FROM audit ${where === '' ? '' : `WHERE ${where}`}
          ORDER BY at_utc DESC, seq DESC LIMIT ?`,
        [...conditions.flatMap(([, ...values]) => values), page.limit],
      )
      return rows.map(rowOf)
    },
  }
}
