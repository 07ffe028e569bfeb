export interface RowFilter<R> {
  /** Of its column. */
  id: string
  passes: (row: R) => boolean
}

export interface Match<R> {
  /** Rows that the search finds and no filter leaves out, in their order. */
  matching: R[]
  /** By filter: rows that it alone leaves out. A facet counts them too, for it says what each of its values would show. */
  leftOutBy: ReadonlyMap<string, R[]>
}

/** Searches and filters in one pass, for the rows and for the counts of all facets. */
export function matchRows<R>(
  rows: readonly R[],
  isFound: (row: R) => boolean,
  filters: readonly RowFilter<R>[],
): Match<R> {
  const matching: R[] = []
  const leftOutBy = new Map<string, R[]>()
  for (const row of rows) {
    if (!isFound(row)) continue
    // One after another without lists in between: this runs for every row at every key.
    let [failures, failed] = [0, '']
    for (const { id, passes } of filters) {
      if (passes(row)) continue
      failures += 1
      failed = id
    }
    if (failures === 0) matching.push(row)
    else if (failures === 1) {
      const others = leftOutBy.get(failed)
      if (others === undefined) leftOutBy.set(failed, [row])
      else others.push(row)
    }
  }
  return { matching, leftOutBy }
}

/** How many rows each value of a facet would show, given the search and all other filters. */
export function facetCounts<R>(
  { matching, leftOutBy }: Match<R>,
  id: string,
  valuesOf: (row: R) => readonly unknown[],
): Map<string, number> {
  const counts = new Map<string, number>()
  for (const rows of [matching, leftOutBy.get(id) ?? []]) {
    for (const row of rows) {
      for (const value of valuesOf(row)) {
        const key = typeof value === 'string' ? value : String(value)
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
    }
  }
  return counts
}
