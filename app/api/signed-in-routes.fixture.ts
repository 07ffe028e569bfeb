import { vi } from 'vitest'
import type { signedIn } from '#lib/server/session/signed-in.fixture.ts'
import type { AuditRow } from '#lib/server/store/audit-columns.ts'
import type { Store } from '#lib/server/store/store.ts'

export type Signed = Awaited<ReturnType<typeof signedIn>>

/** What the page of this person sends; `path` begins after `/api/`. */
export function requestOf(who: Signed, method: string, path: string, body?: object): Request {
  return new Request(`http://localhost:3000/api/${path}`, {
    method,
    headers: {
      Cookie: who.cookie,
      'X-CSRF': '1',
      Origin: 'http://localhost:3000',
      ...(body && { 'Content-Type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
}

/** The rows that the audit trail takes from now on; they are stored as well. */
export function auditRowsOf(kept: Store): AuditRow[] {
  const rows: AuditRow[] = []
  const append = kept.audit.append
  vi.spyOn(kept.audit, 'append').mockImplementation(async (row) => {
    rows.push(row)
    return append(row)
  })
  return rows
}
