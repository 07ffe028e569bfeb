export interface PageSlice {
  /** Page shown, from 1: the one asked for, or the last one there is. */
  page: number
  pageCount: number
  /** Index of the first row shown, from 0, and of the one after the last. */
  start: number
  end: number
}

/**
 * Which rows a page shows. A page past the end, as in an old link or after a filter, shows the last page.
 * `size` in rows; `Infinity` shows all.
 */
export function pageSlice(rowCount: number, page: number, size: number): PageSlice {
  const pageCount = Math.max(1, Math.ceil(rowCount / size))
  const shown = Math.min(Math.max(1, page), pageCount)
  const start = Number.isFinite(size) ? (shown - 1) * size : 0
  return { page: shown, pageCount, start, end: Math.min(rowCount, start + size) }
}
