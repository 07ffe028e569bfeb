import 'server-only'
import type { Anchor, ChainedRow, Link } from '../store/audit-chain.ts'
import { createAuditStore } from '../store/audit-rows.ts'
import type { Database } from '../store/database.ts'
import { type Verification, verifyAudit } from './verify.ts'

/** What lets the owner of the tables take rows away, and what forbids it again. */
const locks = {
  sqlite: {
    open: 'DROP TRIGGER audit_row_no_delete',
    close: `CREATE TRIGGER audit_row_no_delete BEFORE DELETE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END`,
  },
  postgres: {
    open: 'ALTER TABLE audit DISABLE TRIGGER audit_no_change',
    close: 'ALTER TABLE audit ENABLE TRIGGER audit_no_change',
  },
} as const

/**
 * Hands the rows from before `before` (ISO 8601, UTC) to `keep`, in order, and takes them away once it has them all; the
 * chain goes on from the anchor that is left. Nothing is taken away when the chain does not hold up to there.
 */
export async function archiveAudit(
  database: Database,
  link: Link,
  {
    before,
    keep,
    finish,
  }: {
    before: string
    keep: (rows: readonly ChainedRow[]) => Promise<void>
    /** Everything kept is safe when it returns. */
    finish: (anchor: Anchor) => Promise<void>
  },
): Promise<Verification> {
  const [first] = await database.all('SELECT min(seq) AS seq FROM audit WHERE at_utc >= ?', [
    before,
  ])
  const upTo = first?.seq == null ? Number.POSITIVE_INFINITY : Number(first.seq) - 1
  const verification = await verifyAudit(createAuditStore(database, link), link, keep, upTo)
  const { anchor, rows, broken } = verification
  if (broken !== null || rows === 0) return verification
  await finish(anchor)
  const { open, close } = locks[database.engine]
  await database.transaction(async (queries) => {
    await queries.run('INSERT INTO audit_anchor (seq, hash, archived_at) VALUES (?, ?, ?)', [
      anchor.seq,
      anchor.hash,
      new Date().toISOString(),
    ])
    await queries.run(open)
    await queries.run('DELETE FROM audit WHERE seq <= ?', [anchor.seq])
    await queries.run(close)
  })
  return verification
}
