import type { RowData } from '@tanstack/react-table'
import type { AppColumns } from './app-table.ts'
import type { FitColumn } from './fit-columns.ts'
import { type PageSize, type Sort, type TableUrl, tableUrl, type UrlColumns } from './table-url.ts'

/** A table as a resource defines it, once, at module scope: its columns and the grammar of its URL. */
export interface TableDefinition<T extends RowData> {
  columns: AppColumns<T>
  url: TableUrl
  /** The columns shown at first, as far as fitting them into a place goes. */
  fit: readonly FitColumn[]
}

/**
 * Derives the URL's grammar from the columns, each of which needs an `id`; `sort` is the order at first, `size` how many
 * rows a page has then.
 */
export function defineTable<T extends RowData>(
  columns: AppColumns<T>,
  sort: Sort,
  size?: PageSize,
): TableDefinition<T> {
  const known = columns.map((column) => ({ ...column, id: column.id ?? '' }))
  const hideable = known.filter((column) => !column.meta?.isRowHeader)
  const url = tableUrl({
    hideable: hideable.map((column) => column.id),
    hiddenAtFirst: hideable.flatMap((c) => (c.meta?.isHiddenAtFirst ? [c.id] : [])),
    sortable: known.flatMap((c) => (c.enableSorting === false ? [] : [c.id])),
    facets: Object.fromEntries(
      known.flatMap(({ id, meta }): [string, UrlColumns['facets'][string]][] => {
        if (meta?.range) return [[id, 'number']]
        if (!meta?.facet) return []
        return [[id, meta.facet === 'values' ? meta.facet : Object.keys(meta.facet)]]
      }),
    ),
    groups: known.flatMap((c) => (c.meta?.isGroup ? [c.id] : [])),
    sort,
    ...(size && { size }),
  })
  const fit = known.flatMap(({ id, meta }) =>
    meta && !meta.isHiddenAtFirst ? [{ id, width: meta.width, yields: meta.yields }] : [],
  )
  return { columns, url, fit }
}
