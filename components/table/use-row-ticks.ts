'use client'
'use no memo'

import type { RowData } from '@tanstack/react-table'
import { useEffect, useMemo, useRef } from 'react'
import type { AppRow } from './app-table.ts'
import type { RowTicks } from './row-tick.tsx'
import { type TableSelection, ticked } from './selection.ts'

/** The ticks of rows for a selection, given the rows in their order; undefined without one. */
export function useRowTicks<T extends RowData>(
  selection: TableSelection<T> | undefined,
  rows: readonly AppRow<T>[],
): RowTicks | undefined {
  const now = useRef({ selection, rows })
  const anchor = useRef<string>(null)
  useEffect(() => {
    now.current = { selection, rows }
  })
  const isSelectable = selection !== undefined
  return useMemo(() => {
    if (!isSelectable) return undefined
    return {
      onTick(id, isTicked, isRange) {
        const { selection: current, rows: shown } = now.current
        if (!current) return
        const order = shown.map((row) => row.id)
        const from = isRange ? anchor.current : null
        current.onChange(ticked(current.ids, { id, isTicked, order, anchor: from }))
        anchor.current = id
      },
    }
  }, [isSelectable])
}
