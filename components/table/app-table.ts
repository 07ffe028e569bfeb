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
  createTableHook,
  globalFilteringFeature,
  metaHelper,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
} from '@tanstack/react-table'
import type { MessageKeys, Messages, NestedKeyOf } from 'next-intl'
import { foldedText, hasEveryWord, searchWords } from './search.ts'

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
  /** Makes the column a facet: its values, in the order in which they are offered; or those that the rows have. */
  facet?: Readonly<Record<string, MessageKey>> | 'values'
  /** Makes the column, whose values are numbers of days, a filter by one limit (`filterFn`: `atLeast` or `atMost`). */
  range?: {
    /** Limits that are offered. */
    days: readonly number[]
    /** Takes `{days}`. */
    label: MessageKey
  }
  /** Rows can be grouped by its values. */
  isGroup?: boolean
}

const isNothing = (wanted: unknown) => !Array.isArray(wanted) || wanted.length === 0

const oneOf = constructFilterFn({
  filter: (_value, wanted: readonly unknown[], row, columnId) =>
    row.getUniqueValues(columnId).some((value) => wanted.includes(value)),
  autoRemove: isNothing,
})

/** One limit in days, as the URL holds it. A row without a value is never within it. */
const limitedBy = (isWithin: (days: number, limit: number) => boolean) =>
  constructFilterFn({
    filter: (value: unknown, [limit]: readonly unknown[]) =>
      typeof value === 'number' && isWithin(value, Number(limit)),
    autoRemove: isNothing,
  })
const atLeast = limitedBy((days, limit) => days >= limit)
const atMost = limitedBy((days, limit) => days <= limit)

/** The folded text of rows that were searched: a row is folded once, not at every key. */
const searchTexts = new WeakMap<object, string>()

/** Every word must stand somewhere in the row, not all in one column: "prod eu" finds prod in the name, eu in the URL. */
const everyWord = constructFilterFn({
  filter(_value, words: readonly string[], row) {
    const text =
      searchTexts.get(row) ??
      foldedText(
        row.table
          .getAllLeafColumns()
          .flatMap(({ id, accessorFn, columnDef }) =>
            accessorFn && columnDef.enableGlobalFilter !== false ? [row.getValue(id)] : [],
          ),
      )
    searchTexts.set(row, text)
    return hasEveryWord(text, words)
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
    filterFns: { oneOf, atLeast, atMost, everyWord },
    columnFacetingFeature,
    facetedRowModel: createFacetedRowModel(),
    facetedUniqueValues: createFacetedUniqueValues(),
    rowSortingFeature,
    sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
    columnMeta: metaHelper<ColumnMeta>(),
  }),
  globalFilterFn: 'everyWord',
  // The library asks the filter once a column: the first one stands for the whole row.
  getColumnCanGlobalFilter: ({ id, table }) => table.getAllLeafColumns()[0]?.id === id,
  enableSortingRemoval: false,
  enableMultiSort: false,
  defaultColumn: { filterFn: 'oneOf', sortFn: 'alphanumeric' },
})

export const { createAppColumnHelper, useAppTable, useTableContext } = appTable

type AppFeatures = typeof appTable.appFeatures
export type AppRow<T extends RowData> = Row<AppFeatures, T>
export type AppTable<T extends RowData> = ReturnType<typeof useAppTable<T>>
export type AppColumns<T extends RowData> = TableOptions<AppFeatures, T>['columns']
