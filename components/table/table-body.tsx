'use client'
'use no memo'

import type { RowData } from '@tanstack/react-table'
import { useTranslations } from 'next-intl'
import { type ReactNode, type RefObject, useMemo } from 'react'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { type AppRow, useTableContext } from './app-table.ts'
import { type Body, BodyRow } from './body-row.tsx'
import { GroupRow } from './group-row.tsx'
import type { TableItem } from './group-rows.ts'
import type { RowTicks } from './row-tick.tsx'
import type { TableSelection } from './selection.ts'
import { ActionFrame, CellFrame, RowFrame } from './table-frame.tsx'
import { type VirtualPlace, VirtualRows } from './virtual-rows.tsx'

interface TableBodyProps<T extends RowData> {
  /** Rows of the page, under headings where they are grouped. */
  items: TableItem<AppRow<T>>[]
  /** Index of the first of them among all, from 0. */
  offset: number
  /** Renders only what is in view. */
  isVirtual: boolean
  scrollRef: RefObject<HTMLElement | null>
  rowActions?: (row: T) => ReactNode
  selection?: TableSelection<T>
  /** Set with a selection. */
  ticks?: RowTicks
  onRowPress?: (row: T) => void
  onToggleGroup: (value: string) => void
}

export function TableBody<T extends RowData>({
  items,
  offset,
  isVirtual,
  scrollRef,
  rowActions,
  selection,
  ticks,
  onRowPress,
  onToggleGroup,
}: TableBodyProps<T>) {
  const columns = useTableContext().getVisibleLeafColumns()
  const columnCount = columns.length + (rowActions ? 1 : 0)
  const columnIds = columns.map(({ id }) => id).join()
  const labels = useLabels(columns)
  const body: Body<T> = { columnIds, labels, rowActions, selection, ticks, onRowPress }
  const renderItem = (item: TableItem<AppRow<T>>, place?: VirtualPlace) => {
    const frame = {
      index: place?.index,
      ref: place?.ref,
      rowIndex: place && offset + place.index + 2,
    }
    return item.kind === 'group' ? (
      <GroupRow
        key={`group ${item.value}`}
        {...frame}
        group={item}
        columnCount={columnCount}
        onToggle={onToggleGroup}
      />
    ) : (
      <BodyRow key={item.row.id} {...frame} row={item.row} body={body} />
    )
  }

  if (!isVirtual) {
    return <tbody className="max-sm:block">{items.map((item) => renderItem(item))}</tbody>
  }
  return (
    <VirtualRows count={items.length} scrollRef={scrollRef} columnCount={columnCount}>
      {(place) => {
        const item = items[place.index]
        return item && renderItem(item, place)
      }}
    </VirtualRows>
  )
}

type Columns = ReturnType<ReturnType<typeof useTableContext>['getVisibleLeafColumns']>

/** What the columns are called; the same array while they and the language are. */
function useLabels(columns: Columns): readonly string[] {
  const t = useTranslations()
  return useMemo(
    () => columns.map(({ columnDef: { meta } }) => (meta ? t(meta.label) : '')),
    [columns, t],
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
