import 'server-only'
import { z } from 'zod'
import {
  type AuditEntry,
  type AuditPage,
  type AuditQuery,
  auditChangeSchema,
  auditObjectTypes,
} from '#lib/contract/audit.ts'
import { ServerProblem } from '../problem.ts'
import { subjectOf } from '../session/person.ts'
import type { Session } from '../session/session.ts'
import type { ChainedRow } from '../store/audit-chain.ts'
import type { AuditCursor } from '../store/audit-rows.ts'
import { store } from '../store/store.ts'

const pageSize = 100

/**
 * One page of the audit trail. Administrators see everything, everybody else what they did themselves. Throws
 * `bad_request` for a cursor that is none.
 */
export async function listAudit(
  { user, mode }: Pick<Session, 'user' | 'mode'>,
  { cursor, ...filter }: AuditQuery,
): Promise<AuditPage> {
  const { audit } = await store()
  const rows = await audit.list(
    { ...filter, ...(user.is_admin ? {} : { own: { sub: subjectOf(user.id), mode } }) },
    {
      cursor: cursor === undefined ? null : readCursor(cursor),
      limit: pageSize + 1,
      types: auditObjectTypes,
    },
  )
  const items = rows.slice(0, pageSize)
  const last = rows.length > pageSize ? items.at(-1) : undefined
  return { items: items.map(entryOf), next_cursor: last === undefined ? null : writeCursor(last) }
}

const writeCursor = ({ at_utc, seq }: AuditCursor) => `${at_utc}_${seq}`

function readCursor(text: string): AuditCursor {
  const [, at_utc, seq] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([1-9]\d{0,14})$/.exec(text) ?? []
  if (at_utc === undefined) throw new ServerProblem('bad_request')
  return { at_utc, seq: Number(seq) }
}

/** Rows of older versions hold names only. */
const changesSchema = z.array(
  z.union([auditChangeSchema, z.string().transform((field) => ({ field }))]),
)

const entryOf = (row: ChainedRow): AuditEntry => ({
  seq: row.seq,
  at: row.at_utc,
  actor: { id: row.actor_sub, name: row.actor_name },
  auth_mode: row.auth_mode,
  session: row.session8,
  ip: row.ip,
  action: row.action,
  scope: row.scope,
  object: { type: row.object_type, id: row.object_id, name: row.object_name },
  changes: row.changes === null ? null : changesSchema.parse(JSON.parse(row.changes)),
  phase: row.phase,
  result: row.result,
  request_id: row.intent_id,
  gitlab: { status: row.upstream_status, request_id: row.upstream_request_id },
})
