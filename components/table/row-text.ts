'use client'
'use no memo'

import type { RowData } from '@tanstack/react-table'
import type { AppRow } from './app-table.ts'
import { foldedText } from './search.ts'

/** A row is folded once, not at every key. */
const texts = new WeakMap<object, string>()

/** What is searched of a row: all its columns, so that "prod eu" finds prod in the name, eu in the URL. */
export function searchText<T extends RowData>(row: AppRow<T>): string {
  const known = texts.get(row)
  if (known !== undefined) return known
  const values = row.table
    .getAllLeafColumns()
    .flatMap(({ id, accessorFn, columnDef }) =>
      accessorFn && columnDef.enableGlobalFilter !== false ? [row.getValue(id)] : [],
    )
  const text = foldedText(values)
  texts.set(row, text)
  return text
}

const chunk = 500

/** Folds many rows while nothing else happens, so that the first key need not; gives how to stop it. */
export function foldAhead<T extends RowData>(rows: readonly AppRow<T>[]): () => void {
  let next = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  function fold() {
    for (const row of rows.slice(next, next + chunk)) searchText(row)
    next += chunk
    timer = next < rows.length ? setTimeout(fold, 0) : undefined
  }
  timer = setTimeout(fold, 0)
  return () => clearTimeout(timer)
}
