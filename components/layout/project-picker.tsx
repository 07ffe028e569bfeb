'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Place } from '#lib/client/recent-scopes.ts'
import { formatScope } from '#lib/contract/scope.ts'
import { PaletteFrame } from './palette-frame.tsx'
import { PaletteSearch } from './palette-search.tsx'
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
    <PaletteSearch
      query={query}
      onQueryChange={setQuery}
      hint={t('searchProjects')}
      isSearching={found.isSearching}
      groups={groups}
      itemKey={({ scope }) => formatScope(scope)}
      itemLabel={nameOf}
      renderItem={(place) => <PlaceRow place={place} />}
      onChoose={choose}
      empty={
        !found.isSearching &&
        !found.error && (
          <>
            {nothing} {found.isTooShort && t('typeMore')}
          </>
        )
      }
    >
      <p className="px-4 pt-2.5 text-meta text-text-soft">{t('pickProjectWhy')}</p>
      {found.error && (
        <p role="alert" className="px-4 pt-2 text-meta text-bad-text">
          {textOf(found.error).title}. {textOf(found.error).action}
        </p>
      )}
    </PaletteSearch>
  )
}
