'use client'
'use no memo'

import type { RowData } from '@tanstack/react-table'
import clsx from 'clsx'
import { SearchX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { useAppTable } from './app-table.ts'
import type { TableDefinition } from './define-table.ts'
import { columnsThatGo } from './fit-columns.ts'
import { pageSlice } from './page-slice.ts'
import { Pagination } from './pagination.tsx'
import { ScrollRegion } from './scroll-region.tsx'
import { SkeletonBody, TableBody } from './table-body.tsx'
import { TableHead } from './table-head.tsx'
import { Toolbar } from './toolbar.tsx'
import { useEdges } from './use-edges.ts'
import { useRoom } from './use-room.ts'
import { useTableUrl } from './use-table-url.ts'
import { isHeldUp, type Waiting } from './waiting.ts'

interface DataTableProps<T extends RowData> {
  definition: TableDefinition<T>
  /** The whole set, or null while it is on its way. Keep it the same object while it is the same. */
  rows: readonly T[] | null
  rowId: (row: T) => string
  /** Accessible name of the table. */
  name: string
  rowActions?: (row: T) => ReactNode
  /** What the resource adds to the toolbar, such as refresh. */
  toolbarEnd?: ReactNode
  /** Columns whose values are still on their way: the table says so, and waits where its order or filters need them. */
  waiting?: Waiting | null
}

/** Pages with more rows than this render only what is in view. */
const virtualAbove = 500
const actionsWidth = 44
const noRows: never[] = []

/**
 * Searches, sorts, facets and pages a whole set in the browser, with its state in the URL. Shows skeleton rows while
 * the set is on its way; a set without rows is the resource's to explain.
 */
export function DataTable<T extends RowData>(props: DataTableProps<T>) {
  const { definition, rowId, name, rowActions, toolbarEnd, waiting = null } = props
  const t = useTranslations('table')
  const frameRef = useRef<HTMLDivElement>(null)
  const scrollRef = useRef<HTMLElement>(null)
  const room = useRoom(frameRef) - (rowActions ? actionsWidth : 0)
  const url = useTableUrl(definition.url, (sortedBy) =>
    columnsThatGo(definition.fit, room, [sortedBy]),
  )
  const table = useAppTable({
    columns: definition.columns,
    data: props.rows ?? noRows,
    getRowId: rowId,
    state: url.state,
    ...url.handlers,
  })
  const matching = table.getRowModel().rows
  const slice = pageSlice(matching.length, url.page, url.rowsPerPage)
  const rows = matching.slice(slice.start, slice.end)
  const total = props.rows?.length ?? 0
  const isWaiting = isHeldUp(waiting, url.state)
  const isPending = props.rows === null || isWaiting
  const isVirtual = rows.length > virtualAbove
  const isNothing = !isPending && rows.length === 0
  useEdges(scrollRef, !isNothing)
  const columns = table.getVisibleLeafColumns()
  const width = columns.reduce((sum, c) => sum + (c.columnDef.meta?.width ?? 0), actionsWidth)

  return (
    <table.AppTable>
      <div ref={frameRef} />
      <Toolbar
        isFiltered={url.isFiltered}
        onClear={url.clear}
        onResetColumns={url.resetColumns}
        waiting={waiting}
        end={toolbarEnd}
      />
      {isNothing ? (
        <div className="rounded-panel border border-line bg-panel">
          <EmptyState
            icon={SearchX}
            title={t('nothingMatches')}
            text={t('nothingMatchesText', { total })}
            actions={<Button onClick={url.clear}>{t('clearFilters')}</Button>}
          />
        </div>
      ) : (
        <ScrollRegion
          ref={scrollRef}
          name={name}
          className={clsx(
            'sm:max-h-[max(20rem,calc(100dvh-15.5rem))]',
            isVirtual && 'max-sm:max-h-[85dvh]',
          )}
        >
          <table
            aria-busy={isPending || undefined}
            aria-label={name}
            aria-rowcount={isVirtual ? matching.length + 1 : undefined}
            style={{ ['--table-width' as string]: `${width}px` }}
            className="w-full table-fixed border-separate border-spacing-0 text-table max-sm:block sm:min-w-(--table-width)"
          >
            <colgroup>
              {columns.map(({ id, columnDef: { meta } }) => (
                <col key={id} style={meta?.grow ? undefined : { width: meta?.width }} />
              ))}
              {rowActions && <col style={{ width: actionsWidth }} />}
            </colgroup>
            <TableHead hasActions={rowActions !== undefined} />
            {isPending ? (
              <SkeletonBody hasActions={rowActions !== undefined} />
            ) : (
              <TableBody
                rows={rows}
                offset={slice.start}
                isVirtual={isVirtual}
                scrollRef={scrollRef}
                rowActions={rowActions}
              />
            )}
          </table>
        </ScrollRegion>
      )}
      <Pagination
        slice={slice}
        matching={matching.length}
        total={total}
        isPending={isPending}
        pendingNote={isWaiting ? waiting?.note : undefined}
        size={url.size}
        onPage={(page) => {
          url.setPage(page)
          scrollRef.current?.scrollTo({ top: 0 })
        }}
        onSize={url.setSize}
      />
    </table.AppTable>
  )
}
