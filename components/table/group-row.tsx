'use client'
'use no memo'

import clsx from 'clsx'
import { ChevronRight } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import type { TableItem } from './group-rows.ts'
import { noValue } from './no-value.ts'

interface GroupRowProps {
  group: Extract<TableItem<unknown>, { kind: 'group' }>
  columnCount: number
  onToggle: (value: string) => void
  index: number | undefined
  ref: ((element: HTMLTableRowElement | null) => void) | undefined
  rowIndex: number | undefined
}

/** The heading of rows that have one value, with how many they are; a press closes and opens them. */
export function GroupRow({ group, columnCount, onToggle, index, ref, rowIndex }: GroupRowProps) {
  const t = useTranslations('table')
  const format = useFormatter()
  const { value, count, isOpen } = group
  return (
    <tr ref={ref} data-index={index} aria-rowindex={rowIndex} className="max-sm:block">
      <th
        colSpan={columnCount}
        scope="colgroup"
        className="h-9 border-b border-line bg-hover px-2 text-left font-medium max-sm:block"
      >
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => onToggle(value)}
          className="left-2 flex min-h-6 max-w-full items-center gap-1.5 rounded-[4px] pr-1.5 group-data-wide/scroll:sticky"
        >
          <ChevronRight
            aria-hidden
            className={clsx('size-4 shrink-0 transition-transform', isOpen && 'rotate-90')}
          />
          <span className="truncate">{value === noValue ? t('noValue') : value}</span>
          <span className="text-meta font-normal text-text-faint tabular-nums">
            {format.number(count)}
          </span>
        </button>
      </th>
    </tr>
  )
}
