import type { AuditChange } from '#lib/contract/audit.ts'

type Side = 'before' | 'after'

/** The columns that a table of these changes needs: a creation has nothing before it, a deletion nothing after. */
export const changedSides = (changes: readonly AuditChange[]): Side[] =>
  (['before', 'after'] as const).filter((side) =>
    changes.some((change) => change[side] !== undefined),
  )

/** A change as one line for a file: `name: "old" → "new"`, as far as the values were kept. */
export function changeLine({ field, ...change }: AuditChange): string {
  const sides = changedSides([{ field, ...change }])
  if (sides.length === 0) return field
  const text = (side: Side) => (side in change ? JSON.stringify(change[side]) : '')
  return `${field}: ${`${text('before')} → ${text('after')}`.trim()}`
}
