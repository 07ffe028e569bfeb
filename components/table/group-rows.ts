/** A heading over the rows that have one value, or one of those rows. */
export type TableItem<R> =
  | { kind: 'group'; value: string; count: number; isOpen: boolean }
  | { kind: 'row'; row: R }

/**
 * The rows under headings, in one list, for one scrolling body. The groups with most rows come first, rows keep their
 * order; rows of a group that is `closed` are left out.
 */
export function groupRows<R>(
  rows: readonly R[],
  groupOf: (row: R) => string,
  closed: ReadonlySet<string>,
): TableItem<R>[] {
  const groups = Map.groupBy(rows, groupOf)
  return [...groups]
    .sort(([a, ofA], [b, ofB]) => ofB.length - ofA.length || a.localeCompare(b))
    .flatMap(([value, members]): TableItem<R>[] => {
      const isOpen = !closed.has(value)
      const heading = { kind: 'group' as const, value, count: members.length, isOpen }
      return [heading, ...(isOpen ? members.map((row) => ({ kind: 'row' as const, row })) : [])]
    })
}
