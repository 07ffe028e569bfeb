import type { Match } from './match-rows.ts'

/** The values of a column as numbers, so that counting them touches no text: one or several for each row, by its index. */
export interface CodedColumn {
  values: readonly string[]
  codes: readonly (number | readonly number[])[]
}

/** Codes a column once for a set of rows; `valuesOf` gives what a row is counted under. */
export function codeColumn<R extends { index: number }>(
  rows: readonly R[],
  valuesOf: (row: R) => readonly unknown[],
): CodedColumn {
  const known = new Map<string, number>()
  const codes: (number | readonly number[])[] = []
  const codeOf = (value: unknown): number => {
    const text = String(value)
    const code = known.get(text) ?? known.size
    known.set(text, code)
    return code
  }
  for (const row of rows) {
    const all = valuesOf(row).map(codeOf)
    const [only] = all
    codes[row.index] = only !== undefined && all.length === 1 ? only : all
  }
  return { values: [...known.keys()], codes }
}

/** How many rows each value of a facet would show, given the search and all other filters. */
export function facetCounts<R extends { index: number }>(
  { matching, leftOutBy }: Match<R>,
  id: string,
  { values, codes }: CodedColumn,
): Map<string, number> {
  const counts = new Uint32Array(values.length)
  const add = (code: number) => {
    counts[code] = (counts[code] ?? 0) + 1
  }
  for (const rows of [matching, leftOutBy.get(id) ?? []]) {
    for (const { index } of rows) {
      const code = codes[index]
      if (typeof code === 'number') add(code)
      else code?.forEach(add)
    }
  }
  return new Map(values.flatMap((value, code) => (counts[code] ? [[value, counts[code]]] : [])))
}
