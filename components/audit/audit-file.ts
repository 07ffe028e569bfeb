import { type CsvColumn, csvOf } from '#lib/client/csv.ts'
import { fileStamp, type TextFile } from '#lib/client/download.ts'
import type { AuditEntry } from '#lib/contract/audit.ts'
import { changeLine } from './changed-value.ts'

/** The kinds of file that rows can be exported to. */
export type AuditFileKind = 'csv' | 'json'

/** Columns of the CSV file; the words are those of the HTTP interface, for tools. */
const columns: CsvColumn<AuditEntry>[] = [
  ['seq', ({ seq }) => seq],
  ['at', ({ at }) => at],
  ['actor_name', ({ actor }) => actor.name],
  ['actor_id', ({ actor }) => actor.id],
  ['auth_mode', ({ auth_mode }) => auth_mode],
  ['session', ({ session }) => session],
  ['ip', ({ ip }) => ip],
  ['action', ({ action }) => action],
  ['scope', ({ scope }) => scope],
  ['object_type', ({ object }) => object.type],
  ['object_id', ({ object }) => object.id],
  ['object_name', ({ object }) => object.name],
  ['changes', ({ changes }) => changes?.map(changeLine).join('; ') ?? null],
  ['phase', ({ phase }) => phase],
  ['result', ({ result }) => result],
  ['request_id', ({ request_id }) => request_id],
  ['gitlab_status', ({ gitlab }) => gitlab.status],
  ['gitlab_request_id', ({ gitlab }) => gitlab.request_id],
]

const writers = {
  csv: { type: 'text/csv;charset=utf-8', write: (rows) => csvOf(columns, rows) },
  json: {
    type: 'application/json',
    write: (rows) => `${JSON.stringify(rows, null, 2)}\n`,
  },
} satisfies Record<AuditFileKind, { type: string; write: (rows: readonly AuditEntry[]) => string }>

/** The rows as a file, named by the moment (epoch milliseconds) of the export. */
export function auditFile(kind: AuditFileKind, rows: readonly AuditEntry[], now: number): TextFile {
  const { type, write } = writers[kind]
  return { name: `audit-${fileStamp(now)}.${kind}`, type, text: write(rows) }
}
