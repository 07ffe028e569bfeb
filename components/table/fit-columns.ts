/** What deciding which columns fit must know of one: its least width in pixels, and whether it may go. */
export interface FitColumn {
  id: string
  width: number
  /** When it goes where the place is too narrow: 1 goes first. A column without it never goes. */
  yields?: number | undefined
}

/**
 * The columns that go so that the others fit into `available` pixels, the least important ones and no more than it
 * takes. `kept` stay whatever the width, such as the one that the rows are sorted by.
 */
export function columnsThatGo(
  columns: readonly FitColumn[],
  available: number,
  kept: readonly string[] = [],
): string[] {
  const leaving = columns
    .flatMap((column) =>
      column.yields === undefined || kept.includes(column.id)
        ? []
        : [{ ...column, yields: column.yields }],
    )
    .sort((a, b) => a.yields - b.yields)
  let width = columns.reduce((sum, column) => sum + column.width, 0)
  const gone: string[] = []
  for (const column of leaving) {
    if (width <= available) break
    gone.push(column.id)
    width -= column.width
  }
  return gone
}
