import 'server-only'
import { createHmac } from 'node:crypto'
import type { Secret } from '../secret.ts'
import { type AuditRow, columns } from './audit-columns.ts'

/** What stands before the first row. */
export const genesis = '0'.repeat(64)

/** A row as it is stored. `hash` covers the row, its number and the hash before it. */
export interface ChainedRow extends AuditRow {
  seq: number
  prev_hash: string
  hash: string
}

/** The link of a row: HMAC-SHA256 with `AUDIT_KEY` over the hash before it and the row's columns in their fixed order (security design 2g). */
export type Link = (prevHash: string, seq: number, row: AuditRow) => string

export function createLink(auditKey: Secret): Link {
  const key = Buffer.from(auditKey.unwrap(), 'base64')
  return (prevHash, seq, row) => {
    const canonical = JSON.stringify([seq, ...columns.map((column) => row[column])])
    return createHmac('sha256', key).update(prevHash).update(canonical).digest('hex')
  }
}

/** Where a chain stands: the number and the hash of its last row. */
export interface Anchor {
  seq: number
  hash: string
}

/** Why a row does not belong where it stands. */
export interface Broken {
  seq: number
  fault: 'missing_before' | 'not_linked' | 'changed'
}

/** Goes on with a chain from `anchor` over `rows`; gives where it stands then, or the first row that does not fit. */
export function follow(
  link: Link,
  anchor: Anchor,
  rows: readonly ChainedRow[],
): { anchor: Anchor; broken: null } | { broken: Broken } {
  let last = anchor
  for (const row of rows) {
    const { seq, hash } = row
    if (seq !== last.seq + 1) return { broken: { seq, fault: 'missing_before' } }
    if (row.prev_hash !== last.hash) return { broken: { seq, fault: 'not_linked' } }
    if (link(last.hash, seq, row) !== hash) return { broken: { seq, fault: 'changed' } }
    last = { seq, hash }
  }
  return { anchor: last, broken: null }
}
