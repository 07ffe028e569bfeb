'use client'
import { Autocomplete } from '@base-ui/react/autocomplete'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { groupLabelClass, rowClass } from '#components/ui/menu.tsx'
import type { Place } from '#lib/client/recent-scopes.ts'
import { formatScope } from '#lib/contract/scope.ts'
import { PaletteFrame, PaletteInput, paletteListClass } from './palette-frame.tsx'
import { PlaceRow, usePlaceName } from './place-row.tsx'
import { agentsHref } from './places.ts'
import { useProblemText } from './problem-text.tsx'
import { projectPicker, useIsProjectPickerOpen } from './project-picker-store.ts'
import { usePlaceSearch } from './use-places.ts'

/** Agents belong to projects: asks for one where the page stands at a group or the instance, and leads to its agents. */
export function ProjectPicker() {
  const t = useTranslations('shell')
  return (
    <PaletteFrame
      open={useIsProjectPickerOpen()}
      onOpenChange={(open) => !open && projectPicker.close()}
      label={t('pickProject')}
      closeLabel={t('closePicker')}
    >
      <PickerBody />
    </PaletteFrame>
  )
}

const isProject = ({ scope }: Place) => scope.kind === 'project'

function PickerBody() {
  const t = useTranslations('shell')
  const router = useRouter()
  const nameOf = usePlaceName()
  const textOf = useProblemText()
  const [query, setQuery] = useState('')
  const found = usePlaceSearch(query, true)
  const groups = [
    { value: t('recent'), items: found.recent.filter(isProject) },
    { value: t('projects'), items: found.projects },
  ].filter((group) => group.items.length > 0)
  const nothing = query.trim() === '' ? t('noProjects') : t('nothingFound', { query })

  function choose({ scope }: Place) {
    projectPicker.close()
    if (scope.kind === 'project') router.push(agentsHref(scope.id))
  }

  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      filter={null}
      autoHighlight="always"
      keepHighlight
      value={query}
      onValueChange={(next, { reason }) => {
        if (reason !== 'item-press') setQuery(next)
      }}
      itemToStringValue={nameOf}
    >
      <PaletteInput hint={t('searchProjects')} isSearching={found.isSearching} />
      <p className="px-4 pt-2.5 text-meta text-text-soft">{t('pickProjectWhy')}</p>
      {found.error && (
        <p role="alert" className="px-4 pt-2 text-meta text-bad-text">
          {textOf(found.error).title}. {textOf(found.error).action}
        </p>
      )}
      <Autocomplete.Empty>
        {!found.isSearching && !found.error && (
          <p className="px-4 py-8 text-center text-text-soft">
            {nothing} {found.isTooShort && t('typeMore')}
          </p>
        )}
      </Autocomplete.Empty>
      <Autocomplete.List className={paletteListClass}>
        {(group: (typeof groups)[number]) => (
          <Autocomplete.Group key={group.value} items={group.items} className="not-first:mt-1.5">
            <Autocomplete.GroupLabel className={groupLabelClass}>
              {group.value}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(place: Place) => (
                <Autocomplete.Item
                  key={formatScope(place.scope)}
                  value={place}
                  className={rowClass}
                  onClick={() => choose(place)}
                >
                  <PlaceRow place={place} />
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  )
}
