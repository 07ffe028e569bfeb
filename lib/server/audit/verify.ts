import 'server-only'
import {
  type Anchor,
  type Broken,
  type ChainedRow,
  follow,
  type Link,
} from '../store/audit-chain.ts'

const batch = 1_000

interface Trail {
  start: () => Promise<Anchor>
  after: (seq: number, limit: number) => Promise<ChainedRow[]>
}

/** How far the chain holds: the number of rows read, where it stands after them, and the first row that does not fit. */
export interface Verification {
  rows: number
  anchor: Anchor
  broken: Broken | null
}

/** Follows the chain from its start to its end, or to its first fault. `onBatch` is given every batch that holds. */
export async function verifyAudit(
  trail: Trail,
  link: Link,
  onBatch: (rows: readonly ChainedRow[]) => Promise<void> | void = () => undefined,
  upTo = Number.POSITIVE_INFINITY,
): Promise<Verification> {
  let anchor = await trail.start()
  let rows = 0
  for (;;) {
    const next = (await trail.after(anchor.seq, batch)).filter(({ seq }) => seq <= upTo)
    if (next.length === 0) return { rows, anchor, broken: null }
    const followed = follow(link, anchor, next)
    if (followed.broken !== null) return { rows, anchor, broken: followed.broken }
    await onBatch(next)
    rows += next.length
    anchor = followed.anchor
  }
}
