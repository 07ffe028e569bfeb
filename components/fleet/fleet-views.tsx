'use client'
import { useQuery } from '@tanstack/react-query'
import clsx from 'clsx'
import { X } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useFormatter, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { shownName } from '#components/ui/shown-name.ts'
import { useDeleteView, viewQueries } from '#lib/client/views.ts'
import type { View } from '#lib/contract/view.ts'
import { builtInViews } from './built-in-views.ts'
import type { FleetItem } from './fleet-item.ts'
import { SaveView } from './save-view.tsx'

/** What the page shows, without the row that is open beside it. */
function useShownQuery(): string {
  const shown = new URLSearchParams(useSearchParams())
  shown.delete('open')
  return shown.toString()
}

/** The views that come with the console, with how many rows each would show, and the person's own. */
export function FleetViews({ items }: { items: readonly FleetItem[] | null }) {
  const t = useTranslations()
  const current = useShownQuery()
  const own = useQuery(viewQueries.list()).data?.items ?? []
  const counts = useMemo(
    () => new Map(builtInViews.map(({ id, has }) => [id, items?.filter(has).length ?? null])),
    [items],
  )
  const isKnown = [...builtInViews, ...own].some(({ query }) => query === current)
  return (
    <nav aria-label={t('fleet.views.label')} className="pb-3">
      <ul className="flex items-center gap-1.5 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1 sm:flex-wrap">
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
        {own.map((view) => (
          <OwnView key={view.id} view={view} isCurrent={current === view.query} />
        ))}
        {current !== '' && !isKnown && (
          <li>
            <SaveView key={current} query={current} />
          </li>
        )}
      </ul>
    </nav>
  )
}

function OwnView({ view, isCurrent }: { view: View; isCurrent: boolean }) {
  const t = useTranslations('fleet.views')
  const remove = useDeleteView()
  const name = shownName(view.name)
  return (
    <li className="flex">
      <ViewLink query={view.query} isCurrent={isCurrent} className="rounded-r-none! border-r-0!">
        {name}
      </ViewLink>
      <button
        type="button"
        aria-label={t('delete', { name })}
        aria-busy={remove.isPending || undefined}
        onClick={() => remove.isPending || remove.mutate(view.id)}
        className={clsx(chipClass(isCurrent), 'w-7 justify-center rounded-l-none! px-0!')}
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </li>
  )
}

const chipClass = (isCurrent: boolean) =>
  clsx(
    'inline-flex h-7 items-center gap-1.5 whitespace-nowrap rounded-full border px-2.5 text-table transition-colors',
    isCurrent
      ? 'border-accent/45 bg-accent-soft text-accent-text'
      : 'border-line text-text-soft hover:border-line-strong hover:text-text',
  )

interface ViewLinkProps {
  query: string
  isCurrent: boolean
  /** Null until rows are there; left out where rows are not counted. */
  count?: number | null
  className?: string
  children: string
}

function ViewLink({ query, isCurrent, count, className, children }: ViewLinkProps) {
  const format = useFormatter()
  return (
    <Link
      href={(query === '' ? '/fleet' : `/fleet?${query}`) as Route}
      prefetch={false}
      aria-current={isCurrent ? 'true' : undefined}
      className={clsx(chipClass(isCurrent), className)}
    >
      {children}
      {count !== undefined && (
        <span className="min-w-3 text-center text-meta text-text-faint tabular-nums">
          {count === null ? '…' : format.number(count)}
        </span>
      )}
    </Link>
  )
}
