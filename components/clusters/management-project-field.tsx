'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type Control, useController } from 'react-hook-form'
import { Field } from '#components/form/field.tsx'
import { useFieldId } from '#components/form/form.tsx'
import { fitting } from '#components/layout/places.ts'
import { Combobox } from '#components/ui/combobox.tsx'
import { spelledName } from '#components/ui/shown-name.ts'
import { scopeQueries } from '#lib/client/scopes.ts'
import { useDebounced } from '#lib/client/use-debounced.ts'
import type { Scope } from '#lib/contract/scope.ts'
import type { ClusterFormValues } from './cluster-form-values.ts'
import { useClusterLabels } from './cluster-labels.ts'
import type { ProjectPaths } from './project-paths.ts'

const name = 'management_project_id'

interface ManagementProjectFieldProps {
  control: Control<ClusterFormValues>
  scope: Scope
  projects: ProjectPaths
}

/** Choice of a project by name or path; GitLab stores its id only. */
export function ManagementProjectField({ control, scope, projects }: ManagementProjectFieldProps) {
  const t = useTranslations('clusterForm.managementProject')
  const { field, fieldState } = useController({ control, name })
  const [query, setQuery] = useState('')
  const search = useDebounced(query.trim())
  const { data, error, isFetching, isPlaceholderData } = useQuery(scopeQueries.projects(search))
  const isOld = isPlaceholderData || query.trim() !== search
  const labels = useClusterLabels()
  const id = useFieldId(name)
  const value =
    field.value === null ? null : { id: field.value, path: projects.pathOf(field.value) }
  return (
    <Field
      id={id}
      label={labels[name]}
      optional
      help={t(`help.${scope.kind}`)}
      error={fieldState.error?.message}
    >
      {(describedBy) => (
        <Combobox
          id={id}
          ref={field.ref}
          value={value}
          onValueChange={(project) => {
            if (project) projects.remember(project.id, project.path)
            field.onChange(project?.id ?? null)
          }}
          onBlur={field.onBlur}
          items={fitting(data?.items ?? [], query, isOld)}
          itemKey={(project) => project.id}
          itemLabel={(project) => spelledName(project.path)}
          onSearch={setQuery}
          isSearching={isFetching || query.trim() !== search}
          status={error ? t('searchFailed') : undefined}
          empty={t('nothingFound')}
          placeholder={t('placeholder')}
          invalid={fieldState.invalid}
          aria-describedby={describedBy}
        />
      )}
    </Field>
  )
}
