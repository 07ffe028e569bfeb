'use client'
'use no memo'

import type { RowData } from '@tanstack/react-table'
import type { AppColumn, AppRow } from './app-table.ts'
import { cellValue, cellValues } from './cell-values.ts'
import type { RowFilter } from './match-rows.ts'

/** The filter over one column by what the URL holds for it; null for a column that is not there. */
export function rowFilter<T extends RowData>(
  columns: readonly AppColumn<T>[],
  id: string,
  value: unknown,
): RowFilter<AppRow<T>> | null {
  const column = columns.find((one) => one.id === id)
  const meta = column?.columnDef.meta
  if (column === undefined || meta === undefined || !Array.isArray(value)) return null
  const wanted: readonly unknown[] = value
  const { range } = meta
  if (!range) {
    return {
      id,
      passes: (row) => cellValues(column, row).some((one) => wanted.includes(one)),
    }
  }
  const limit = Number(wanted[0])
  const isWithin = (days: number) => (range.at === 'least' ? days >= limit : days <= limit)
  return {
    id,
    passes(row) {
      const days = cellValue(column, row)
      return typeof days === 'number' && isWithin(days)
    },
  }
}
