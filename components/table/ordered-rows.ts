'use client'
'use no memo'

import type { RowData } from '@tanstack/react-table'
import { useMemo } from 'react'
import type { AppRow, AppTable } from './app-table.ts'

/**
 * The rows that match, in their order. The whole set is sorted once an order, and a search only leaves rows out of it:
 * sorting what it leaves at every key would take most of the time that a key may take.
 */
export function useMatchingRows<T extends RowData>(table: AppTable<T>): AppRow<T>[] {
  const all = table.getCoreRowModel().rows
  const [sort] = table.state.sorting
  const column = table.getColumn(sort?.id ?? '')
  const isDescending = sort?.desc === true
  const ordered = useMemo(() => {
    if (column === undefined) return all
    const compare = column.getSortFn()
    const direction = isDescending ? -1 : 1
    return all.toSorted((a, b) => compare(a, b, column.id) * direction || a.index - b.index)
  }, [all, column, isDescending])
  const filtered = table.getFilteredRowModel()
  return useMemo(() => {
    if (filtered.rows.length === all.length) return ordered
    const left = new Set(filtered.rows)
    return ordered.filter((row) => left.has(row))
  }, [all, ordered, filtered])
}
