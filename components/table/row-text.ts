'use client'
'use no memo'

import type { RowData } from '@tanstack/react-table'
import type { AppColumn, AppRow } from './app-table.ts'
import { cellValue } from './cell-values.ts'
import { foldedText } from './search.ts'

const chunk = 500

/**
 * What is searched of the rows: all their columns, so that "prod eu" finds prod in the name, eu in the URL. A row is folded
 * once, not at every key.
 */
export function rowTexts<T extends RowData>(
  rows: readonly AppRow<T>[],
  columns: readonly AppColumn<T>[],
) {
  const searched = columns.filter(
    ({ accessorFn, columnDef }) => accessorFn && columnDef.enableGlobalFilter !== false,
  )
  const texts: string[] = []
  const textOf = (row: AppRow<T>): string => {
    const text = texts[row.index] ?? foldedText(searched.map((column) => cellValue(column, row)))
    texts[row.index] = text
    return text
  }
  return {
    textOf,
    /** Folds all while nothing else happens, so that the first key need not; gives how to stop it. */
    foldAhead(): () => void {
      let next = 0
      let timer: ReturnType<typeof setTimeout> | undefined
      function fold() {
        for (const row of rows.slice(next, next + chunk)) textOf(row)
        next += chunk
        timer = next < rows.length ? setTimeout(fold, 0) : undefined
      }
      timer = setTimeout(fold, 0)
      return () => clearTimeout(timer)
    },
  }
}
