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
  /** Where it leads, or what it opens. */
  target: Route | (() => void)
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
        {rows.map((row) => (
          <li key={row.key}>
            <RowTarget target={row.target}>
              <span className="w-38 min-w-0 truncate text-left text-text-soft max-sm:w-30">
                {row.label}
              </span>
              <span className="w-12 text-right font-medium text-text tabular-nums">
                {format.number(row.count)}
              </span>
            </RowTarget>
          </li>
        ))}
      </ul>
    </div>
  )
}

const rowClass =
  '-mx-2 flex h-8 w-[calc(100%+1rem)] items-center justify-between gap-4 rounded-control px-2 text-table hover:bg-hover'

function RowTarget({ target, children }: Pick<BarRow, 'target'> & { children: ReactNode }) {
  return typeof target === 'string' ? (
    <Link href={target} className={rowClass}>
      {children}
    </Link>
  ) : (
    <button type="button" aria-haspopup="dialog" onClick={target} className={rowClass}>
      {children}
    </button>
  )
}
