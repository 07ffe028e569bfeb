import { type CsvColumn, csvOf } from '#lib/client/csv.ts'
import { fileStamp, type TextFile } from '#lib/client/download.ts'
import type { FleetItem } from './fleet-item.ts'

/** Columns of the CSV file; the words are those of the HTTP interface, for tools. */
const columns: CsvColumn<FleetItem>[] = [
  ['kind', ({ row }) => row.type],
  ['id', ({ row }) => row.id],
  ['name', ({ row }) => row.name],
  ['status', ({ status }) => status],
  ['scope', ({ row }) => row.scope.kind],
  ['scope_id', ({ row }) => row.scope.id],
  ['path', ({ path }) => path],
  ['last_contact', ({ lastContact }) => lastContact],
  ['tokens', ({ tokens }) => tokens],
  ['oldest_token_created_at', ({ oldestToken }) => oldestToken],
  ['certificate_status', ({ certificateStatus }) => certificateStatus],
  ['certificate_not_after', ({ certificateEnd }) => certificateEnd],
  ['environment_scope', ({ row }) => (row.type === 'cluster' ? row.environment_scope : null)],
  ['versions', ({ versions }) => versions.join(' ')],
  ['api_url', ({ apiUrl }) => apiUrl],
  ['created_by', ({ row }) => (row.type === 'agent' ? row.created_by : row.user)?.username ?? null],
  ['created_at', ({ row }) => row.created_at],
  ['as_of', ({ row }) => row.console.as_of],
]

const writers = {
  csv: { type: 'text/csv;charset=utf-8', write: (items) => csvOf(columns, items) },
  json: {
    type: 'application/json',
    write: (items) =>
      `${JSON.stringify(
        items.map(({ row }) => row),
        null,
        2,
      )}\n`,
  },
} satisfies Record<string, { type: string; write: (items: readonly FleetItem[]) => string }>

/** The rows as a file, named by the moment (epoch milliseconds) of the export. */
export function fleetFile(
  kind: keyof typeof writers,
  items: readonly FleetItem[],
  now: number,
): TextFile {
  const { type, write } = writers[kind]
  return { name: `fleet-${fileStamp(now)}.${kind}`, type, text: write(items) }
}
