'use client'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { fitting, isTooShort } from '#components/layout/places.ts'
import { MultiCombobox } from '#components/ui/multi-combobox.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { scopeQueries } from '#lib/client/scopes.ts'
import { useDebounced } from '#lib/client/use-debounced.ts'
import { maxProjects } from './campaign-url.ts'

interface CampaignProjectsProps {
  projects: readonly number[]
  onChange: (projects: number[]) => void
}

/** Choice of the projects whose agents the campaign is about. */
export function CampaignProjects({ projects, onChange }: CampaignProjectsProps) {
  const t = useTranslations('rotation.campaign.projects')
  const id = useId()
  const [query, setQuery] = useState('')
  const typed = query.trim()
  const isShort = isTooShort(typed)
  const search = useDebounced(isShort ? '' : typed)
  const found = useQuery(scopeQueries.projects(search))
  const infos = useQueries({
    queries: projects.map((project) => scopeQueries.info({ kind: 'project', id: project })),
    combine: (results) => results.map(({ data }) => data?.path ?? null),
  })
  const values = projects.map((project, index) => ({
    id: project,
    path: infos[index] ?? `#${project}`,
  }))
  const isSearching = !isShort && (found.isFetching || typed !== search)
  const isOld = found.isPlaceholderData || typed !== search
  const hits = fitting(found.data?.items ?? [], typed, isOld)
  const isFull = projects.length >= maxProjects
  return (
    <div className="min-w-0 flex-1 basis-80 space-y-1">
      <label htmlFor={id} className="text-body font-medium">
        {t('label')}
      </label>
      <MultiCombobox
        id={id}
        label={t('label')}
        values={values}
        onValuesChange={(chosen) => {
          setQuery('')
          onChange(chosen.map((project) => project.id).slice(0, maxProjects))
        }}
        items={isFull ? [] : hits.map(({ id: hit, path }) => ({ id: hit, path }))}
        itemKey={(project) => project.id}
        itemLabel={(project) => shownName(project.path)}
        removeLabel={(project) => t('remove', { path: shownName(project.path) })}
        onSearch={setQuery}
        isSearching={isSearching}
        status={statusText()}
        empty={t('nothingFound')}
        placeholder={t('placeholder')}
      />
    </div>
  )

  function statusText() {
    if (isFull) return t('full', { count: maxProjects })
    if (found.error) return t('searchFailed')
    return isShort ? t('typeMore') : undefined
  }
}
