'use client'
'use no memo'

import type { RowData } from '@tanstack/react-table'
import { useEffect, useMemo } from 'react'
import type { AppRow, AppTable } from './app-table.ts'
import { matchRows } from './match-rows.ts'
import { rowFilter } from './row-filter.ts'
import { rowTexts } from './row-text.ts'
import { searchWords } from './search.ts'
import { searchTrail } from './search-trail.ts'

/**
 * The rows that match, in their order, and what the facets count. The whole set is sorted once an order; a search only
 * leaves rows out of it, in one pass (docs/decisions/0068).
 */
export function useMatchingRows<T extends RowData>(table: AppTable<T>) {
  const all = table.getCoreRowModel().rows
  const { globalFilter, columnFilters, sorting } = table.state
  const [sort] = sorting
  const column = table.getColumn(sort?.id ?? '')
  const isDescending = sort?.desc === true
  const ordered = useMemo((): AppRow<T>[] => {
    if (column === undefined) return all
    const compare = column.getSortFn()
    const direction = isDescending ? -1 : 1
    return all.toSorted((a, b) => compare(a, b, column.id) * direction || a.index - b.index)
  }, [all, column, isDescending])
  // Not the table itself, which is another one at each render: then so would be what matches, and whatever counts it.
  const columns = table.getAllLeafColumns()
  const texts = useMemo(() => rowTexts(all, columns), [all, columns])
  useEffect(() => texts.foldAhead(), [texts])
  const find = useMemo(() => searchTrail(ordered, texts.textOf), [ordered, texts])
  return useMemo(() => {
    const filters = columnFilters.flatMap(({ id, value }) => rowFilter(columns, id, value) ?? [])
    return matchRows(find(searchWords(String(globalFilter ?? ''))), filters)
  }, [find, globalFilter, columnFilters, columns])
}
