import type { AuditEntry } from '#lib/contract/audit.ts'
import { changeLine } from './changed-value.ts'

/** The kinds of file that rows can be exported to. */
export type AuditFileKind = 'csv' | 'json'

/** Columns of the CSV file; the words are those of the HTTP interface, for tools. */
const columns: [name: string, value: (row: AuditEntry) => string | number | null][] = [
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

/** A spreadsheet runs a cell that begins like this as a formula. */
const formula = /^[=+\-@\t\r]/

/** One field by RFC 4180; text that a spreadsheet would run is kept from it by an apostrophe. */
export function csvField(value: string | number | null): string {
  if (value === null) return ''
  const text = String(value)
  const safe = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const csvLine = (values: (string | number | null)[]) => `${values.map(csvField).join(',')}\r\n`

const csv = (rows: readonly AuditEntry[]) =>
  [
    csvLine(columns.map(([name]) => name)),
    ...rows.map((row) => csvLine(columns.map(([, value]) => value(row)))),
  ].join('')

const writers = {
  csv: { type: 'text/csv;charset=utf-8', write: csv },
  json: {
    type: 'application/json',
    write: (rows) => `${JSON.stringify(rows, null, 2)}\n`,
  },
} satisfies Record<AuditFileKind, { type: string; write: (rows: readonly AuditEntry[]) => string }>

/** The rows as a file, named by the moment (epoch milliseconds) of the export. */
export function auditFile(kind: AuditFileKind, rows: readonly AuditEntry[], now: number) {
  const { type, write } = writers[kind]
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(':', '')
  return { name: `audit-${stamp}Z.${kind}`, type, text: write(rows) }
}
