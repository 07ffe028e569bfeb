'use client'
'use no memo'

import type { RowData } from '@tanstack/react-table'
import type { AppColumn, AppRow } from './app-table.ts'

/*
 * Values straight from the record. The library's own readers keep each value for each row: for ten thousand rows that is
 * what the browser's collector then has to walk through, in the middle of scrolling.
 */

/** The value of a column in a row. */
export const cellValue = <T extends RowData>(column: AppColumn<T>, row: AppRow<T>): unknown =>
  column.accessorFn?.(row.original, row.index)

/** What a row is counted and filtered under in a column. */
export const cellValues = <T extends RowData>(
  column: AppColumn<T>,
  row: AppRow<T>,
): readonly unknown[] =>
  column.columnDef.getUniqueValues?.(row.original, row.index) ?? [cellValue(column, row)]
