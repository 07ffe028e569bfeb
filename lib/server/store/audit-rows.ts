import 'server-only'
import type { Database } from './database.ts'

/** One row of the audit trail, as security design 2g names its columns. Nothing in it is secret. */
export interface AuditRow {
  at_utc: string
  actor_sub: string
  actor_name: string
  auth_mode: string
  session8: string
  ip: string | null
  ua_hash: string | null
  action: string
  scope: string | null
  object_type: string
  object_id: string | null
  object_name: string | null
  /** JSON. */
  changes: string | null
  intent_id: string
  phase: 'intent' | 'outcome'
  result: string | null
  upstream_status: number | null
  upstream_request_id: string | null
}

const columns = [
  'at_utc',
  'actor_sub',
  'actor_name',
  'auth_mode',
  'session8',
  'ip',
  'ua_hash',
  'action',
  'scope',
  'object_type',
  'object_id',
  'object_name',
  'changes',
  'intent_id',
  'phase',
  'result',
  'upstream_status',
  'upstream_request_id',
] as const satisfies readonly (keyof AuditRow)[]

const insert = `INSERT INTO audit (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`

export function createAuditStore(database: Database) {
  return {
    async append(row: AuditRow): Promise<void> {
      await database.run(
        insert,
        columns.map((column) => row[column]),
      )
    },
  }
}
