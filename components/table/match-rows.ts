export interface RowFilter<R> {
  /** Of its column. */
  id: string
  passes: (row: R) => boolean
}

export interface Match<R> {
  /** Rows that no filter leaves out, in their order. */
  matching: R[]
  /** By filter: rows that it alone leaves out. A facet counts them too, for it says what each of its values would show. */
  leftOutBy: ReadonlyMap<string, R[]>
}

/** Filters what a search found in one pass, for the rows and for the counts of all facets. */
export function matchRows<R>(found: readonly R[], filters: readonly RowFilter<R>[]): Match<R> {
  const matching: R[] = []
  const leftOutBy = new Map<string, R[]>()
  for (const row of found) {
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
