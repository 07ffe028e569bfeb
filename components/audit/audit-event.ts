import type { AuditEntry } from '#lib/contract/audit.ts'
import { type ProblemCode, statusOf } from '#lib/contract/problem.ts'

/** What one request did, as far as it was read: its end where there is one. */
export interface AuditEvent {
  /** The row that tells most: the outcome, else the intent alone. */
  entry: AuditEntry
  /** When it began, where that row was read too. */
  begunAt: string | null
}

const requestOf = ({ request_id, action }: AuditEntry) => `${request_id} ${action}`

/** Intent and outcome of a request as one; the order of the rows (the newest first) stays. */
export function auditEvents(rows: readonly AuditEntry[]): AuditEvent[] {
  const begun = new Map<string, string>()
  const ended = new Set<string>()
  for (const row of rows) {
    if (row.phase === 'intent') begun.set(requestOf(row), row.at)
    else ended.add(requestOf(row))
  }
  return rows.flatMap((entry) => {
    const request = requestOf(entry)
    if (entry.phase !== 'intent') return [{ entry, begunAt: begun.get(request) ?? null }]
    return ended.has(request) ? [] : [{ entry, begunAt: entry.at }]
  })
}

/** How a request ended: `begun` when that was not read, `other` for words of another version. */
export type AuditEnd = 'done' | 'refused' | 'failed' | 'unknown' | 'begun' | 'other'

const isCode = (result: string): result is ProblemCode => Object.hasOwn(statusOf, result)

/** The kind of end; a refusal kept everything as it was, a failure is somebody's fault. */
export function auditEnd({ phase, result }: Pick<AuditEntry, 'phase' | 'result'>): AuditEnd {
  if (phase === 'intent') return 'begun'
  if (result === 'ok') return 'done'
  if (result === null || !isCode(result)) return 'other'
  if (result === 'outcome_unknown') return 'unknown'
  return statusOf[result] < 500 ? 'refused' : 'failed'
}
