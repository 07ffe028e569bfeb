'use client'
import { Combobox } from '@base-ui/react/combobox'
import clsx from 'clsx'
import { ChevronsUpDown, Search } from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { groupLabelClass, popupClass, rowClass, tick } from '#components/ui/menu.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import type { Place } from '#lib/client/recent-scopes.ts'
import { formatScope } from '#lib/contract/scope.ts'
import { PlaceRow, usePlaceName } from './place-row.tsx'
import { scopeHref, scopeIcons } from './places.ts'
import { useProblemText } from './problem-text.tsx'
import { useSession } from './session-gate.tsx'
import { useCurrentPlace, usePlaceSearch } from './use-places.ts'

interface ScopeSwitcherProps {
  /** Shows the icon only, for the narrow rail. */
  isCompact?: boolean
  onChosen?: () => void
}

/** Where we are, and the search that leads elsewhere: instance, groups and projects by name or path. */
export function ScopeSwitcher({ isCompact = false, onChosen }: ScopeSwitcherProps) {
  const t = useTranslations('shell')
  const router = useRouter()
  const path = usePathname()
  const nameOf = usePlaceName()
  const session = useSession()
  const current = useCurrentPlace()
  const [open, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const found = usePlaceSearch(query, open)
  const groups = [
    { value: t('recent'), items: found.recent },
    { value: t('instance'), items: found.instance },
    { value: t('groups'), items: found.groups },
    { value: t('projects'), items: found.projects },
  ].filter((group) => group.items.length > 0)
  const Icon = scopeIcons[current?.scope.kind ?? 'instance']
  if (session === null && current === null) {
    return <Skeleton className={isCompact ? 'size-9' : 'h-11 w-full'} />
  }
  const name = current ? nameOf(current) : t('choosePlace')
  return (
    <Combobox.Root
      items={groups}
      value={current}
      filter={null}
      autoHighlight
      open={open}
      onOpenChange={setOpen}
      itemToStringLabel={nameOf}
      isItemEqualToValue={(item: Place, value: Place) =>
        formatScope(item.scope) === formatScope(value.scope)
      }
      inputValue={query}
      onInputValueChange={(next, { reason }) => {
        if (reason !== 'item-press') setQuery(next)
      }}
      onOpenChangeComplete={(isOpen) => {
        if (!isOpen) setQuery('')
      }}
      onValueChange={(place) => {
        if (!place) return
        router.push(scopeHref(place.scope, path))
        onChosen?.()
      }}
    >
      <Combobox.Trigger
        // The combobox is the search inside; this is what opens its dialog.
        role="button"
        title={isCompact ? (current?.path ?? name) : undefined}
        className={clsx(
          'flex items-center gap-2 rounded-control border border-line bg-panel text-left transition-colors hover:border-line-strong data-popup-open:border-line-strong',
          isCompact ? 'size-9 justify-center' : 'h-11 w-full px-2.5',
        )}
      >
        <Icon aria-hidden className="size-4 shrink-0 text-text-soft" />
        <span className={isCompact ? 'sr-only' : 'min-w-0 flex-1'}>
          <span className="sr-only">{t('switchScope')}</span>{' '}
          <span className="block truncate font-medium text-text">{name}</span>
          <span className="block truncate text-meta text-text-faint">
            {current ? (current.path ?? t('instanceHint')) : t('choosePlaceHint')}
          </span>
        </span>
        {!isCompact && <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-text-faint" />}
      </Combobox.Trigger>
      <Combobox.Portal>
        <Combobox.Positioner align="start" sideOffset={6} collisionPadding={8} className="z-50">
          <Combobox.Popup
            aria-label={t('places')}
            className={clsx(popupClass, 'w-80 max-w-(--available-width) p-0!')}
          >
            <div className="flex items-center gap-2 border-b border-line px-3">
              <Search aria-hidden className="size-4 shrink-0 text-text-faint" />
              <Combobox.Input
                placeholder={t('searchPlacesShort')}
                aria-label={t('searchPlaces')}
                className="h-10 min-w-0 flex-1 bg-transparent text-body outline-none pointer-coarse:text-[1rem]"
              />
              {found.isSearching && <Spinner className="text-text-faint" />}
            </div>
            <PlaceStatus
              error={found.error}
              isEmpty={groups.length === 0}
              query={query}
              isSearching={found.isSearching}
              isTooShort={found.isTooShort}
            />
            <Combobox.List className="max-h-[min(var(--available-height),24rem)] overflow-y-auto overscroll-contain p-1 outline-none empty:hidden">
              {(group: (typeof groups)[number]) => (
                <Combobox.Group key={group.value} items={group.items} className="not-first:mt-1">
                  <Combobox.GroupLabel className={groupLabelClass}>
                    {group.value}
                  </Combobox.GroupLabel>
                  <Combobox.Collection>
                    {(place: Place) => (
                      <Combobox.Item
                        key={formatScope(place.scope)}
                        value={place}
                        className={rowClass}
                      >
                        <PlaceRow place={place} />
                        <Combobox.ItemIndicator render={tick} />
                      </Combobox.Item>
                    )}
                  </Combobox.Collection>
                </Combobox.Group>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}

interface PlaceStatusProps {
  error: Error | null
  isEmpty: boolean
  isSearching: boolean
  isTooShort: boolean
  query: string
}

function PlaceStatus({ error, isEmpty, isSearching, isTooShort, query }: PlaceStatusProps) {
  const t = useTranslations('shell')
  const textOf = useProblemText()
  return (
    <Combobox.Status className="text-meta">
      {error && <p className="px-3 pt-3 text-bad-text">{textOf(error).title}</p>}
      {!error && isTooShort && <p className="px-3 pt-3 pb-2 text-text-soft">{t('typeMore')}</p>}
      {!error && isEmpty && !isSearching && !isTooShort && (
        <p className="px-3 py-4 text-text-soft">{t('noPlaces', { query })}</p>
      )}
    </Combobox.Status>
  )
}
