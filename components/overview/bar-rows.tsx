'use client'
import type { Route } from 'next'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useFormatter } from 'next-intl'
import type { ReactNode } from 'react'
import type { BarValue } from './bars.tsx'

const Bars = dynamic(() => import('./bars.tsx'), { ssr: false })

export interface BarRow extends BarValue {
  label: ReactNode
  href: Route
}

/** Rows of a word, a bar and a number, each a link: the drawing comes later and moves nothing. */
export function BarRows({ rows, labelledBy }: { rows: readonly BarRow[]; labelledBy: string }) {
  const format = useFormatter()
  return (
    <div className="relative">
      <div
        aria-hidden
        className="pointer-events-none absolute inset-y-0 right-14 left-40 max-sm:left-32"
      >
        <Bars values={rows} layout="rows" />
      </div>
      <ul aria-labelledby={labelledBy}>
        {rows.map(({ key, label, count, href }) => (
          <li key={key}>
            <Link
              href={href}
              className="-mx-2 flex h-8 items-center justify-between gap-4 rounded-control px-2 text-table hover:bg-hover"
            >
              <span className="w-38 min-w-0 truncate text-text-soft max-sm:w-30">{label}</span>
              <span className="w-12 text-right font-medium text-text tabular-nums">
                {format.number(count)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
