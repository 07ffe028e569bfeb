import type { Person } from './person.ts'

/** A row of the audit trail as the console tells it, as far as tests look at it. */
export interface AuditRow {
  seq: number
  actor: { id: string; name: string }
  session: string
  ip: string | null
  action: string
  object: { type: string; id: string | null; name: string | null }
  changes: { field: string; before?: unknown; after?: unknown }[] | null
  phase: string
  result: string | null
  request_id: string
}

/** The newest rows that this person may see, the newest first; `query` as in `GET /api/audit`. */
export async function auditRows(person: Person, query = ''): Promise<AuditRow[]> {
  const answer = await person.call('GET', `/api/audit${query}`)
  return answer.json<{ items: AuditRow[] }>().items
}
