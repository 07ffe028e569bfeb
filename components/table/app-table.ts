'use client'
'use no memo'

import type { Column, Row, RowData, TableOptions } from '@tanstack/react-table'
import {
  columnFilteringFeature,
  columnVisibilityFeature,
  createTableHook,
  globalFilteringFeature,
  metaHelper,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
} from '@tanstack/react-table'
import type { MessageKeys, Messages, NestedKeyOf } from 'next-intl'

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
  /** Makes the column, whose values are numbers of days, a filter by one limit: at least or at most so many. */
  range?: {
    at: 'least' | 'most'
    /** Limits that are offered. */
    days: readonly number[]
    /** Takes `{days}`. */
    label: MessageKey
  }
  /** Rows can be grouped by its values. */
  isGroup?: boolean
}

/** The one table of the console: its columns, their state and their values. Which rows match is ours (decisions/0068). */
const appTable = createTableHook({
  features: tableFeatures({
    columnVisibilityFeature,
    columnFilteringFeature,
    globalFilteringFeature,
    rowSortingFeature,
    sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
    columnMeta: metaHelper<ColumnMeta>(),
  }),
  enableSortingRemoval: false,
  enableMultiSort: false,
  defaultColumn: { sortFn: 'alphanumeric' },
})

export const { createAppColumnHelper, useAppTable, useTableContext } = appTable

type AppFeatures = typeof appTable.appFeatures
export type AppRow<T extends RowData> = Row<AppFeatures, T>
export type AppColumn<T extends RowData> = Column<AppFeatures, T>
export type AppTable<T extends RowData> = ReturnType<typeof useAppTable<T>>
export type AppColumns<T extends RowData> = TableOptions<AppFeatures, T>['columns']
