/** Columns whose values come row by row after the rows themselves, and are not all there yet. */
export interface Waiting {
  columns: readonly string[]
  /** How far it is: "Read of 12 of 40 agents". */
  note: string
}

interface Arrangement {
  sorting: readonly { id: string }[]
  columnFilters: readonly { id: string }[]
}

/**
 * Whether rows must wait: what decides which of them are shown, or in which order, is not known of all. Rows that come
 * and go under the pointer would be worse than waiting.
 */
export function isHeldUp(waiting: Waiting | null, { sorting, columnFilters }: Arrangement) {
  return [...sorting, ...columnFilters].some(({ id }) => waiting?.columns.includes(id))
}
