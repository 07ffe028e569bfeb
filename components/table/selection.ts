/** Rows that a person has ticked, by their ids. */
export interface TableSelection<T> {
  ids: ReadonlySet<string>
  onChange: (ids: ReadonlySet<string>) => void
  /** Accessible name of the tick of a row. */
  label: (row: T) => string
}

interface Tick {
  id: string
  isTicked: boolean
  /** Ids of the rows in their order, and the one ticked before, for a press with Shift. */
  order: readonly string[]
  anchor: string | null
}

/** The selection after a tick; with an anchor all rows from there on become like the one pressed. */
export function ticked(ids: ReadonlySet<string>, { id, isTicked, order, anchor }: Tick) {
  const next = new Set(ids)
  const from = anchor === null ? -1 : order.indexOf(anchor)
  const to = order.indexOf(id)
  const hit = from < 0 || to < 0 ? [id] : order.slice(Math.min(from, to), Math.max(from, to) + 1)
  for (const one of hit) {
    if (isTicked) next.add(one)
    else next.delete(one)
  }
  return next
}
