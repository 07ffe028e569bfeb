'use client'
'use no memo'

import type { RowData } from '@tanstack/react-table'
import { FlexRender } from '@tanstack/react-table'
import { memo, type ReactNode } from 'react'
import type { AppRow } from './app-table.ts'
import { RowTick, type RowTicks } from './row-tick.tsx'
import { CellFrame } from './table-frame.tsx'

interface RowCellsProps<T extends RowData> {
  row: AppRow<T>
  /** The visible columns: with them and the row the cells are the same. */
  columnIds: string
  /** What each of them is called, in their order. */
  labels: readonly string[]
  isTicked: boolean
  /** Undefined where rows cannot be ticked. */
  ticks: RowTicks | undefined
  tickLabel: string
}

function Cells<T extends RowData>({
  row,
  labels,
  isTicked,
  ticks,
  tickLabel,
}: RowCellsProps<T>): ReactNode {
  return row.getVisibleCells().map((cell, index) => {
    const { meta } = cell.column.columnDef
    return (
      <CellFrame
        key={cell.id}
        label={labels[index] ?? ''}
        isRowHeader={meta?.isRowHeader}
        start={
          meta?.isRowHeader &&
          ticks && <RowTick id={row.id} label={tickLabel} isTicked={isTicked} ticks={ticks} />
        }
      >
        <FlexRender cell={cell} />
      </CellFrame>
    )
  })
}

/**
 * The cells of one row. A search renders only rows that were not there before. The cast gives back the type parameter,
 * which `memo` forgets.
 */
export const RowCells = memo(Cells) as typeof Cells
