'use client'
'use no memo'

import type { RowData } from '@tanstack/react-table'
import { FlexRender } from '@tanstack/react-table'
import { useTranslations } from 'next-intl'
import type { ReactNode, RefObject } from 'react'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { type AppRow, useTableContext } from './app-table.ts'
import { ActionFrame, CellFrame, RowFrame } from './table-frame.tsx'
import { type VirtualPlace, VirtualRows } from './virtual-rows.tsx'

interface TableBodyProps<T extends RowData> {
  /** Rows of the page. */
  rows: AppRow<T>[]
  /** Index of the first of them among all, from 0. */
  offset: number
  /** Renders only what is in view. */
  isVirtual: boolean
  scrollRef: RefObject<HTMLElement | null>
  rowActions?: (row: T) => ReactNode
}

export function TableBody<T extends RowData>({
  rows,
  offset,
  isVirtual,
  scrollRef,
  rowActions,
}: TableBodyProps<T>) {
  const t = useTranslations()
  const columnCount = useTableContext().getVisibleLeafColumns().length + (rowActions ? 1 : 0)
  const renderRow = (row: AppRow<T>, place?: VirtualPlace) => (
    <RowFrame
      key={row.id}
      index={place?.index}
      ref={place?.ref}
      rowIndex={place && offset + place.index + 2}
    >
      {row.getVisibleCells().map((cell) => {
        const { meta } = cell.column.columnDef
        return (
          <CellFrame
            key={cell.id}
            label={meta ? t(meta.label) : ''}
            isRowHeader={meta?.isRowHeader}
          >
            <FlexRender cell={cell} />
          </CellFrame>
        )
      })}
      {rowActions && <ActionFrame>{rowActions(row.original)}</ActionFrame>}
    </RowFrame>
  )

  if (!isVirtual) {
    return <tbody className="max-sm:block">{rows.map((row) => renderRow(row))}</tbody>
  }
  return (
    <VirtualRows count={rows.length} scrollRef={scrollRef} columnCount={columnCount}>
      {(place) => {
        const row = rows[place.index]
        return row && renderRow(row, place)
      }}
    </VirtualRows>
  )
}

const skeletonRows = [62, 48, 75, 55, 68, 44, 58, 71]

/** Rows on their way: the same frames, so that the real ones take their place without a jump. */
export function SkeletonBody({ hasActions }: { hasActions: boolean }) {
  const t = useTranslations()
  const columns = useTableContext().getVisibleLeafColumns()
  return (
    <tbody aria-hidden className="max-sm:block">
      {skeletonRows.map((width) => (
        <RowFrame key={width} isSkeleton>
          {columns.map(({ id, columnDef: { meta } }) => (
            <CellFrame key={id} label={meta ? t(meta.label) : ''} isRowHeader={meta?.isRowHeader}>
              <span className="block py-1.5" style={{ width: `${width}%` }}>
                <Skeleton className="h-2.5 w-full" />
              </span>
            </CellFrame>
          ))}
          {hasActions && <ActionFrame>{null}</ActionFrame>}
        </RowFrame>
      ))}
    </tbody>
  )
}
