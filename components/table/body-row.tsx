'use client'
'use no memo'

import type { RowData } from '@tanstack/react-table'
import { memo, type ReactNode } from 'react'
import type { AppRow } from './app-table.ts'
import { RowCells } from './row-cells.tsx'
import type { RowTicks } from './row-tick.tsx'
import type { TableSelection } from './selection.ts'
import { ActionFrame, RowFrame } from './table-frame.tsx'
import type { VirtualPlace } from './virtual-rows.tsx'

/** What all rows have in common; the same object as long as only scrolling goes on. */
export interface Body<T extends RowData> {
  rowActions: ((row: T) => ReactNode) | undefined
  selection: TableSelection<T> | undefined
  ticks: RowTicks | undefined
  onRowPress: ((row: T) => void) | undefined
  columnIds: string
  labels: readonly string[]
}

interface BodyRowProps<T extends RowData> {
  row: AppRow<T>
  body: Body<T>
  index: number | undefined
  ref: VirtualPlace['ref'] | undefined
  rowIndex: number | undefined
}

/** One row. Scrolling renders only those that come into view; the cast gives back what `memo` forgets. */
export const BodyRow = memo(function BodyRow<T extends RowData>({
  row,
  body,
  ...frame
}: BodyRowProps<T>) {
  const { selection, rowActions, onRowPress } = body
  const isTicked = selection?.ids.has(row.id)
  return (
    <RowFrame
      {...frame}
      isSelected={isTicked}
      onPress={onRowPress && (() => onRowPress(row.original))}
    >
      <RowCells
        row={row}
        columnIds={body.columnIds}
        labels={body.labels}
        isTicked={isTicked === true}
        ticks={body.ticks}
        tickLabel={selection?.label(row.original) ?? ''}
      />
      {rowActions && <ActionFrame>{rowActions(row.original)}</ActionFrame>}
    </RowFrame>
  )
}) as <T extends RowData>(props: BodyRowProps<T>) => ReactNode
