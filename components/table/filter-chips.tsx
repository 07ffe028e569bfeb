'use client'
'use no memo'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { useFacets } from './facets.ts'

/** What is filtered by, each with a cross that takes it back. */
export function FilterChips({ onClear }: { onClear: () => void }) {
  const t = useTranslations('table')
  const chips = useFacets().flatMap(({ id, name, chosen, labelOf, choose }) =>
    chosen.map((value) => ({
      key: `${id}=${value}`,
      text: t('facetChosen', { facet: name, values: labelOf(value) }),
      remove: () => choose(chosen.filter((other) => other !== value)),
    })),
  )
  if (chips.length === 0) return null
  return (
    <ul aria-label={t('chosenFilters')} className="flex flex-wrap items-center gap-1.5 pb-3">
      {chips.map(({ key, text, remove }) => (
        <li
          key={key}
          className="flex max-w-full min-w-0 items-center rounded-full bg-accent-soft pl-2.5 text-table text-accent-text"
        >
          <span className="truncate">{text}</span>
          <button
            type="button"
            aria-label={t('removeFilter', { filter: text })}
            onClick={remove}
            className="flex size-6 shrink-0 items-center justify-center rounded-full hover:bg-hover"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </li>
      ))}
      <li>
        <Button size="sm" variant="ghost" onClick={onClear}>
          {t('clearAll')}
        </Button>
      </li>
    </ul>
  )
}
