'use client'
'use no memo'

import type { Row, RowData, TableOptions } from '@tanstack/react-table'
import {
  columnFacetingFeature,
  columnFilteringFeature,
  columnVisibilityFeature,
  constructFilterFn,
  createFacetedRowModel,
  createFacetedUniqueValues,
  createFilteredRowModel,
  createSortedRowModel,
  createTableHook,
  globalFilteringFeature,
  metaHelper,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
} from '@tanstack/react-table'
import type { MessageKeys, Messages, NestedKeyOf } from 'next-intl'
import { hasEveryWord, searchWords } from './search.ts'

/** A key of the whole message catalog, such as `clusters.columns.name`. */
export type MessageKey = MessageKeys<Messages, NestedKeyOf<Messages>>

/** What our table needs to know about a column beyond its values. */
interface ColumnMeta {
  /** Name in the header, the columns menu and the cards of narrow screens. */
  label: MessageKey
  /** Width in CSS pixels; with `grow` the least width, and a share of what is left. */
  width: number
  grow?: boolean
  /** Names the row: the first column, always shown, and the title of a card. */
  isRowHeader?: boolean
  /** Left out until somebody chooses it. */
  isHiddenAtFirst?: boolean
  /** When it goes where not all columns fit, as long as nobody has chosen columns: 1 goes first. */
  yields?: number
  /** Makes the column a facet: its values, in the order in which they are offered. */
  facet?: Readonly<Record<string, MessageKey>>
}

const oneOf = constructFilterFn({
  filter: (value: unknown, wanted: readonly unknown[]) => wanted.includes(value),
  autoRemove: (wanted: unknown) => !Array.isArray(wanted) || wanted.length === 0,
})

/** Every word must stand somewhere in the row, not all in one column: "prod eu" finds prod in the name, eu in the URL. */
const everyWord = constructFilterFn({
  filter: (_value, words: readonly string[], row, columnId) => {
    const columns = row.table.getAllLeafColumns().filter((column) => column.getCanGlobalFilter())
    // The library asks once a column and keeps the row on the first yes; the whole row is judged at the first one.
    if (columns[0]?.id !== columnId) return false
    return hasEveryWord(
      columns.map((column) => row.getValue(column.id)),
      words,
    )
  },
  resolveFilterValue: (query: string) => searchWords(query),
})

/** The one table of the console: searches, sorts and facets the whole set in the browser. */
const appTable = createTableHook({
  features: tableFeatures({
    columnVisibilityFeature,
    columnFilteringFeature,
    globalFilteringFeature,
    filteredRowModel: createFilteredRowModel(),
    filterFns: { oneOf, everyWord },
    columnFacetingFeature,
    facetedRowModel: createFacetedRowModel(),
    facetedUniqueValues: createFacetedUniqueValues(),
    rowSortingFeature,
    sortedRowModel: createSortedRowModel(),
    sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
    columnMeta: metaHelper<ColumnMeta>(),
  }),
  globalFilterFn: 'everyWord',
  getColumnCanGlobalFilter: () => true,
  enableSortingRemoval: false,
  enableMultiSort: false,
  defaultColumn: { filterFn: 'oneOf', sortFn: 'alphanumeric' },
})

export const { createAppColumnHelper, useAppTable, useTableContext } = appTable

type AppFeatures = typeof appTable.appFeatures
export type AppRow<T extends RowData> = Row<AppFeatures, T>
export type AppColumns<T extends RowData> = TableOptions<AppFeatures, T>['columns']
