'use client'
import type { Route } from 'next'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useFormatter } from 'next-intl'
import type { BarValue } from './bars.tsx'

const Bars = dynamic(() => import('./bars.tsx'), { ssr: false })

export interface MonthColumn extends BarValue {
  /** Short, for the axis; `year` under the first month of each year. */
  label: string
  year: string | null
  /** Whole, for whoever does not see the axis. */
  name: string
  href: Route
}

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
        {columns.map(({ key, count, label, year, name, href }) => {
          const look = 'flex h-40 flex-col items-center justify-between rounded-control text-meta'
          const axis = (
            <span aria-hidden className="h-8 text-center text-text-faint">
              {label}
              {year !== null && <span className="block">{year}</span>}
            </span>
          )
          return (
            <li key={key} className="min-w-0 flex-1">
              {count === 0 ? (
                <div className={look}>
                  <span className="sr-only">{`${name}: 0`}</span>
                  <span aria-hidden />
                  {axis}
                </div>
              ) : (
                <Link
                  href={href}
                  aria-label={`${name}: ${format.number(count)}`}
                  className={`${look} hover:bg-hover`}
                >
                  <span className="h-6 leading-6 font-medium tabular-nums">
                    {format.number(count)}
                  </span>
                  {axis}
                </Link>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
