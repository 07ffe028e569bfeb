'use client'
import clsx from 'clsx'
import type { Route } from 'next'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useFormatter } from 'next-intl'
import type { BarValue } from './bars.tsx'

const Bars = dynamic(() => import('./bars.tsx'), { ssr: false })

export interface MonthColumn extends BarValue {
  label: string
  year: string | null
  /** Only the first month of each year shows it; it is always said. */
  isYearShown: boolean
  href: Route
}

const columnClass = 'flex h-40 flex-col items-center rounded-control text-meta'

/** A timeline: a number, a bar and a month in each column; those with something in them are links. */
export function MonthColumns({
  columns,
  labelledBy,
}: {
  columns: readonly MonthColumn[]
  labelledBy: string
}) {
  const format = useFormatter()
  return (
    <div className="relative max-sm:hidden">
      <div
        aria-hidden
        className="pointer-events-none absolute inset-x-0 top-6 h-24 border-b border-line-strong"
      >
        <Bars values={columns} layout="columns" />
      </div>
      <ul aria-labelledby={labelledBy} className="flex">
        {columns.map(({ key, count, label, year, isYearShown, href }) => {
          const content = (
            <>
              <span
                className={clsx('h-6 leading-6 font-medium tabular-nums', count === 0 && 'sr-only')}
              >
                {format.number(count)}
              </span>{' '}
              <span className="mt-auto h-8 text-center text-text-faint">
                {label}
                {year !== null && (
                  <span className={isYearShown ? 'block' : 'sr-only'}> {year}</span>
                )}
              </span>
            </>
          )
          return (
            <li key={key} className="min-w-0 flex-1">
              {count === 0 ? (
                <div className={columnClass}>{content}</div>
              ) : (
                <Link href={href} className={clsx(columnClass, 'hover:bg-hover')}>
                  {content}
                </Link>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
