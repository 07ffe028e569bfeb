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
  size: PageSize
  onPage: (page: number) => void
  onSize: (size: PageSize) => void
}

/** Under the table: which rows are shown, out of how many, and the way to the others. */
export function Pagination({
  slice,
  matching,
  total,
  isPending,
  size,
  onPage,
  onSize,
}: PaginationProps) {
  const t = useTranslations('table')
  const range = { from: slice.start + 1, to: slice.end, matching, total }
  const kind = matching === 0 ? 'noneOf' : matching === total ? 'range' : 'rangeOfMatching'
  return (
    <div
      className={clsx(
        'flex min-h-12 flex-wrap items-center gap-x-4 gap-y-2 py-2 text-table text-text-soft tabular-nums',
        // It appears in its place instead of moving there.
        isPending && 'invisible',
      )}
    >
      <p aria-live="polite">{!isPending && t(kind, range)}</p>
      <div className="ml-auto flex items-center gap-4">
        {slice.pageCount > 1 && (
          <nav aria-label={t('pages')} className="flex items-center gap-1">
            <IconButton
              icon={ChevronLeft}
              size="sm"
              label={t('previousPage')}
              disabled={slice.page === 1}
              onClick={() => onPage(slice.page - 1)}
            />
            <span aria-current="page">
              {t('pageOf', { page: slice.page, count: slice.pageCount })}
            </span>
            <IconButton
              icon={ChevronRight}
              size="sm"
              label={t('nextPage')}
              disabled={slice.page === slice.pageCount}
              onClick={() => onPage(slice.page + 1)}
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
