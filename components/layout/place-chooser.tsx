'use client'
import { FolderSearch, Search } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Input } from '#components/ui/input.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { Place } from '#lib/client/recent-scopes.ts'
import { formatScope } from '#lib/contract/scope.ts'
import { PlaceRow } from './place-row.tsx'
import { choosePlaceId, clustersHref } from './places.ts'
import { ProblemView } from './problem-view.tsx'
import { useCurrentPlace, usePlaceSearch } from './use-places.ts'

/** For whoever has chosen no scope yet: finds one, and leads to its clusters. Nothing for everybody else. */
export function PlaceChooser() {
  return useCurrentPlace() === null && <PlaceSearch />
}

function PlaceSearch() {
  const t = useTranslations('shell')
  const [query, setQuery] = useState('')
  const found = usePlaceSearch(query, true)
  const isFirst = found.isSearching && found.groups.length + found.projects.length === 0
  const isEmpty = !found.isSearching && found.groups.length + found.projects.length === 0
  const noMatch = found.isTooShort ? t('typeMore') : t('noPlaces', { query })
  const emptyTitle = query === '' ? t('noPlaceAtAll') : noMatch
  return (
    <section
      id={choosePlaceId}
      aria-labelledby="choose-place-title"
      className="max-w-3xl border-t border-line pt-4"
    >
      <h2 id="choose-place-title" className="text-section font-semibold">
        {t('choosePlace')}
      </h2>
      <p className="mb-3 text-body text-text-soft">{t('choosePlaceFact')}</p>
      <search className="relative mb-5 block sm:max-w-sm">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-2 left-2.5 size-4 text-text-faint"
        />
        <Input
          value={query}
          aria-label={t('searchPlaces')}
          placeholder={t('searchPlaces')}
          className="pl-8"
          onChange={(event) => setQuery(event.target.value)}
        />
      </search>
      {found.error && <ProblemView error={found.error} />}
      {isFirst && !found.error && <Skeleton className="h-44 w-full" />}
      {isEmpty && !found.error && (
        <EmptyState
          icon={FolderSearch}
          title={emptyTitle}
          text={query === '' ? t('noPlaceAtAllText') : undefined}
        />
      )}
      <PlaceList title={t('groups')} places={found.groups} />
      <PlaceList title={t('projects')} places={found.projects} />
    </section>
  )
}

function PlaceList({ title, places }: { title: string; places: readonly Place[] }) {
  if (places.length === 0) return null
  return (
    <div className="mb-6">
      <h3 className="mb-2 text-meta font-medium text-text-faint">{title}</h3>
      <ul className="divide-y divide-line border-y border-line">
        {places.map((place) => (
          <li key={formatScope(place.scope)}>
            <Link
              href={clustersHref(place.scope)}
              className="flex min-h-11 items-center gap-2.5 px-2 py-1 outline-offset-[-2px] hover:bg-hover"
            >
              <PlaceRow place={place} />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
