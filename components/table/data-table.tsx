'use client'
'use no memo'

import type { RowData } from '@tanstack/react-table'
import clsx from 'clsx'
import { SearchX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo, useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { useAppTable } from './app-table.ts'
import type { TableDefinition } from './define-table.ts'
import { FacetColumn } from './facet-column.tsx'
import { CountValuesContext, valueCounter } from './facets.ts'
import { FilterChips } from './filter-chips.tsx'
import { columnsThatGo } from './fit-columns.ts'
import { pageSlice } from './page-slice.ts'
import { Pagination } from './pagination.tsx'
import { ScrollRegion } from './scroll-region.tsx'
import type { TableSelection } from './selection.ts'
import { SkeletonBody, TableBody } from './table-body.tsx'
import { RowsOnlyContext } from './table-frame.tsx'
import { TableHead } from './table-head.tsx'
import { Toolbar } from './toolbar.tsx'
import { useEdges } from './use-edges.ts'
import { useFacetColumn } from './use-facet-column.ts'
import { useGroups } from './use-groups.ts'
import { useMatchingRows } from './use-matching-rows.ts'
import { useRoom } from './use-room.ts'
import { useRowTicks } from './use-row-ticks.ts'
import { useTableUrl } from './use-table-url.ts'
import { isHeldUp, type Waiting } from './waiting.ts'

/** What the table shows at present, for those who work with it. */
export interface MatchingRows<T> {
  count: number
  total: number
  /** In the order of the table. */
  read: () => T[]
}

interface DataTableProps<T extends RowData> {
  definition: TableDefinition<T>
  /** The whole set, or null while it is on its way. Keep it the same object while it is the same. */
  rows: readonly T[] | null
  rowId: (row: T) => string
  /** Accessible name of the table. */
  name: string
  rowActions?: (row: T) => ReactNode
  /** What the resource adds to the toolbar, such as refresh; a function where it speaks of the rows that match. */
  toolbarEnd?: ReactNode | ((matching: MatchingRows<T>) => ReactNode)
  /** What stands between the filters and the rows and speaks of those that match. */
  aboveRows?: (matching: MatchingRows<T>) => ReactNode
  /** Columns whose values are still on their way: the table says so, and waits where its order or filters need them. */
  waiting?: Waiting | null
  /** The facets stand in a column beside the table where there is room, not in menus above it. */
  hasFacetColumn?: boolean
  selection?: TableSelection<T>
  /** A press on a row, anywhere but on its controls. */
  onRowPress?: (row: T) => void
}

/** Pages with more rows than this render only what is in view. */
const virtualAbove = 100
const actionsWidth = 44
const noRows: never[] = []
const asItems = <R,>(rows: R[]) => rows.map((row) => ({ kind: 'row' as const, row }))

/**
 * Searches, sorts, facets, groups and pages a whole set in the browser, with its state in the URL. Shows skeleton rows
 * while the set is on its way; a set without rows is the resource's to explain.
 */
export function DataTable<T extends RowData>(props: DataTableProps<T>) {
  const { definition, rowId, name, rowActions, toolbarEnd, waiting = null, selection } = props
  const t = useTranslations('table')
  const frameRef = useRef<HTMLDivElement>(null)
  const scrollRef = useRef<HTMLElement>(null)
  const room = useRoom(frameRef, definition) - (rowActions ? actionsWidth : 0)
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
  const match = useMatchingRows(table)
  const { matching } = match
  const hasRows = props.rows !== null
  const all = table.getCoreRowModel().rows
  const allColumns = table.getAllLeafColumns()
  const counter = useMemo(() => valueCounter(all, allColumns), [all, allColumns])
  const count = useMemo(() => (hasRows ? counter(match) : null), [counter, match, hasRows])
  const ticks = useRowTicks(selection, matching)
  const groups = useGroups(url.group, matching)
  const facets = useFacetColumn(props.hasFacetColumn === true, count)
  const slice = pageSlice(matching.length, url.page, url.rowsPerPage)
  const items = groups.items ?? asItems(matching.slice(slice.start, slice.end))
  const total = props.rows?.length ?? 0
  const isWaiting = isHeldUp(waiting, url.state)
  const isPending = props.rows === null || isWaiting
  const isVirtual = items.length > virtualAbove
  const isNothing = !isPending && matching.length === 0
  const hasActions = rowActions !== undefined
  const shown: MatchingRows<T> = {
    count: matching.length,
    total,
    read: () => matching.map((row) => row.original),
  }
  useEdges(scrollRef, !isNothing)
  const columns = table.getVisibleLeafColumns()
  const width = columns.reduce((sum, c) => sum + (c.columnDef.meta?.width ?? 0), actionsWidth)

  return (
    <table.AppTable>
      <CountValuesContext value={count}>
        <Toolbar
          isFiltered={url.isFiltered}
          onClear={url.clear}
          onResetColumns={url.resetColumns}
          waiting={waiting}
          facetColumn={facets.toggle}
          grouping={{
            columns: definition.url.columns.groups ?? noRows,
            column: url.group,
            onChange: url.setGroup,
          }}
          end={typeof toolbarEnd === 'function' ? toolbarEnd(shown) : toolbarEnd}
        />
        {facets.toggle && <FilterChips onClear={url.clear} />}
        <div className="flex items-start">
          {facets.isOpen && (
            <CountValuesContext value={facets.count}>
              <FacetColumn id={facets.id} filters={url.state.columnFilters} />
            </CountValuesContext>
          )}
          <div className="min-w-0 flex-1">
            <div ref={frameRef} />
            {props.aboveRows?.(shown)}
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
                    {hasActions && <col style={{ width: actionsWidth }} />}
                  </colgroup>
                  <TableHead hasActions={hasActions} />
                  <RowsOnlyContext value={Number.isFinite(room)}>
                    {isPending ? (
                      <SkeletonBody hasActions={hasActions} />
                    ) : (
                      <TableBody
                        items={items}
                        offset={slice.start}
                        isVirtual={isVirtual}
                        scrollRef={scrollRef}
                        rowActions={rowActions}
                        selection={selection}
                        ticks={ticks}
                        onRowPress={props.onRowPress}
                        onToggleGroup={groups.toggle}
                      />
                    )}
                  </RowsOnlyContext>
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
          </div>
        </div>
      </CountValuesContext>
    </table.AppTable>
  )
}
