'use client'
'use no memo'

import clsx from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTableContext } from './app-table.ts'
import { pinnedEnd, pinnedStart } from './table-frame.tsx'

/** Of the names of all columns: one thing that stays, as each costs a layer in every frame of scrolling. */
export const headRowClass = 'sticky top-0 z-2 max-sm:hidden'

/** The look of a column's name. */
export const headClass =
  'h-9 border-b border-line bg-panel px-2 text-left first:pl-3 text-meta font-medium whitespace-nowrap text-text-faint'

const pinnedHead = 'group-data-wide/scroll:sticky group-data-wide/scroll:z-1'

/** Column names, each a button that sorts; the order is told by `aria-sort`. Cards (under 640 px) have none. */
export function TableHead({ hasActions }: { hasActions: boolean }) {
  const t = useTranslations()
  const table = useTableContext()
  const [sort] = table.state.sorting
  return (
    <thead className={headRowClass}>
      <tr>
        {table.getVisibleLeafColumns().map((column) => {
          const { meta } = column.columnDef
          const isSorted = sort?.id === column.id
          const Arrow = isSorted && sort.desc ? ArrowDown : ArrowUp
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={isSorted ? (sort.desc ? 'descending' : 'ascending') : undefined}
              className={clsx(headClass, meta?.isRowHeader && [pinnedHead, 'left-0', pinnedStart])}
            >
              {meta && column.getCanSort() ? (
                <button
                  type="button"
                  onClick={() => column.toggleSorting()}
                  className={clsx(
                    'group/sort relative -mx-1.5 flex h-6 max-w-[calc(100%+0.75rem)] items-center gap-1 rounded-[4px] px-1.5 hover:text-text',
                    isSorted && 'text-text',
                  )}
                >
                  <span className="truncate">{t(meta.label)}</span>
                  <Arrow
                    aria-hidden
                    className={clsx(
                      'size-3.5 shrink-0',
                      // Takes no place of its own until the column is sorted.
                      !isSorted &&
                        'absolute -right-2.5 hidden opacity-60 group-hover/sort:block group-focus-visible/sort:block',
                    )}
                  />
                </button>
              ) : (
                meta && t(meta.label)
              )}
            </th>
          )
        })}
        {hasActions && (
          <th scope="col" className={clsx(headClass, pinnedHead, 'right-0', pinnedEnd)}>
            <span className="sr-only">{t('table.actions')}</span>
          </th>
        )}
      </tr>
    </thead>
  )
}
