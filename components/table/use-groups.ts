'use client'
'use no memo'

import type { RowData } from '@tanstack/react-table'
import { useMemo, useState } from 'react'
import type { AppRow } from './app-table.ts'
import { groupRows, type TableItem } from './group-rows.ts'

/** The rows under headings by the values of a column; null without one. Which groups are closed is not in the URL. */
export function useGroups<T extends RowData>(column: string | null, rows: readonly AppRow<T>[]) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const items = useMemo(
    (): TableItem<AppRow<T>>[] | null =>
      column === null ? null : groupRows(rows, (row) => String(row.getValue(column)), closed),
    [column, rows, closed],
  )
  return {
    items,
    toggle(value: string) {
      const next = new Set(closed)
      if (!next.delete(value)) next.add(value)
      setClosed(next)
    },
  }
}
