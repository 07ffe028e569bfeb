'use client'
import clsx from 'clsx'
import type { Route } from 'next'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useFormatter, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { builtInViews } from './built-in-views.ts'
import type { FleetItem } from './fleet-item.ts'

/** The filters that come with the console as links, with how many rows each would show. */
export function FleetViews({ items }: { items: readonly FleetItem[] | null }) {
  const t = useTranslations()
  const current = useSearchParams().toString()
  const counts = useMemo(
    () => new Map(builtInViews.map(({ id, has }) => [id, items?.filter(has).length ?? null])),
    [items],
  )
  return (
    <nav aria-label={t('fleet.views.label')} className="pb-3">
      <ul className="flex gap-1.5 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1 sm:flex-wrap">
        <li>
          <ViewLink query="" isCurrent={current === ''} count={items?.length ?? null}>
            {t('fleet.views.all')}
          </ViewLink>
        </li>
        {builtInViews.map(({ id, label, query }) => (
          <li key={id}>
            <ViewLink query={query} isCurrent={current === query} count={counts.get(id) ?? null}>
              {t(label)}
            </ViewLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

interface ViewLinkProps {
  query: string
  isCurrent: boolean
  /** Null until rows are there. */
  count: number | null
  children: string
}

function ViewLink({ query, isCurrent, count, children }: ViewLinkProps) {
  const format = useFormatter()
  return (
    <Link
      href={(query === '' ? '/fleet' : `/fleet?${query}`) as Route}
      prefetch={false}
      aria-current={isCurrent ? 'true' : undefined}
      className={clsx(
        'inline-flex h-7 items-center whitespace-nowrap gap-1.5 rounded-full border px-2.5 text-table transition-colors',
        isCurrent
          ? 'border-accent/45 bg-accent-soft text-accent-text'
          : 'border-line text-text-soft hover:border-line-strong hover:text-text',
      )}
    >
      {children}
      <span className="min-w-3 text-center text-meta text-text-faint tabular-nums">
        {count === null ? '…' : format.number(count)}
      </span>
    </Link>
  )
}
