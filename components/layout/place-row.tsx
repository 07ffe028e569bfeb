'use client'
import { useTranslations } from 'next-intl'
import { shownName } from '#components/ui/shown-name.ts'
import type { Place } from '#lib/client/recent-scopes.ts'
import { scopeIcons } from './places.ts'

/** The name of a place; the instance is called in the reader's language. */
export function usePlaceName(): (place: Place) => string {
  const t = useTranslations('shell')
  return (place) => (place.scope.kind === 'instance' ? t('instance') : shownName(place.name))
}

/** One place in a list: kind, name and full path. */
export function PlaceRow({ place }: { place: Place }) {
  const t = useTranslations('shell')
  const nameOf = usePlaceName()
  const Icon = scopeIcons[place.scope.kind]
  return (
    <>
      <Icon aria-hidden className="size-4 shrink-0 text-text-faint" />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-text">{nameOf(place)}</span>
        <span className="block truncate text-meta text-text-soft">
          {place.path === null ? t('instanceHint') : shownName(place.path)}
        </span>
      </span>
    </>
  )
}
