'use client'
'use no memo'

import clsx from 'clsx'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Select } from '#components/ui/select.tsx'
import type { PageSlice } from './page-slice.ts'
import { type PageSize, pageSizes } from './table-url.ts'

interface PaginationProps {
  slice: PageSlice
  /** Rows that the search and the filters leave, and rows in all. */
  matching: number
  total: number
  isPending: boolean
  /** What is waited for, when it is more than the rows. */
  pendingNote?: string
  size: PageSize
  onPage: (page: number) => void
  onSize: (size: PageSize) => void
}

const inert = 'text-text-faint! opacity-60 hover:bg-transparent!'

/** Under the table: which rows are shown, out of how many, and the way to the others. */
export function Pagination({
  slice,
  matching,
  total,
  isPending,
  pendingNote,
  size,
  onPage,
  onSize,
}: PaginationProps) {
  const t = useTranslations('table')
  const isFirst = slice.page === 1
  const isLast = slice.page === slice.pageCount
  const range = { from: slice.start + 1, to: slice.end, matching, total }
  const kind = matching === 0 ? 'noneOf' : matching === total ? 'range' : 'rangeOfMatching'
  return (
    <div
      className={clsx(
        'flex min-h-12 flex-wrap items-center gap-x-4 gap-y-2 py-2 text-table text-text-soft tabular-nums',
        // It appears in its place instead of moving there.
        isPending && !pendingNote && 'invisible',
      )}
    >
      <p aria-live="polite">{isPending ? pendingNote : t(kind, range)}</p>
      <div className={clsx('ml-auto flex items-center gap-4', isPending && 'invisible')}>
        {slice.pageCount > 1 && (
          <nav aria-label={t('pages')} className="flex items-center gap-1">
            <IconButton
              icon={ChevronLeft}
              size="sm"
              label={t('previousPage')}
              // Not `disabled`: the button would lose the focus on the last step.
              aria-disabled={isFirst}
              className={clsx(isFirst && inert)}
              onClick={() => !isFirst && onPage(slice.page - 1)}
            />
            <span aria-current="page">
              {t('pageOf', { page: slice.page, count: slice.pageCount })}
            </span>
            <IconButton
              icon={ChevronRight}
              size="sm"
              label={t('nextPage')}
              aria-disabled={isLast}
              className={clsx(isLast && inert)}
              onClick={() => !isLast && onPage(slice.page + 1)}
            />
          </nav>
        )}
        <Select
          size="sm"
          aria-label={t('rowsPerPage')}
          className="w-auto! min-w-20"
          value={size}
          onValueChange={onSize}
          options={pageSizes.map((value) => ({
            value,
            label: value === 'all' ? t('allRows') : t('rows', { count: Number(value) }),
          }))}
        />
      </div>
    </div>
  )
}
