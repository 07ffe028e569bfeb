'use client'
'use no memo'

import { ChevronRight } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { memo, useDeferredValue, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { type Facet, useFacetOptions, useFacets } from './facets.ts'

/** So many values of a facet are shown before one asks for all. */
const shownAtFirst = 7

interface FacetColumnProps {
  id: string
  /** What is chosen: with it the column is the same, but for its counts. */
  filters: unknown
}

/** The facets beside the table, open, with how many rows each value would show given all other filters. */
export const FacetColumn = memo(function FacetColumn({ id }: FacetColumnProps) {
  const t = useTranslations('table')
  const facets = useFacets()
  // The rows come first, what chooses among them right after; the column has its width from the beginning.
  const isDue = useDeferredValue(true, false)
  return (
    <aside
      id={id}
      aria-label={t('filters')}
      className="hidden max-h-[max(20rem,calc(100dvh-8rem))] w-56 shrink-0 overflow-y-auto overscroll-contain pr-3 pb-2 pl-0.5 xl:block"
    >
      {isDue && facets.map((facet) => <FacetSection key={facet.id} facet={facet} />)}
    </aside>
  )
})

function FacetSection({ facet }: { facet: Facet }) {
  const t = useTranslations('table')
  const format = useFormatter()
  const [isWhole, setWhole] = useState(false)
  const { name, chosen, isSingle, choose } = facet
  const options = useFacetOptions(facet)
  const shown = options.filter(
    ({ value }, index) => isWhole || index < shownAtFirst || chosen.includes(value),
  )
  if (options.length === 0) return null
  return (
    <details open className="group/facet border-b border-line py-2 last:border-b-0">
      <summary className="flex min-h-6 cursor-default list-none items-center gap-1 rounded-[4px] text-meta font-medium text-text-soft select-none [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-3.5 shrink-0 transition-transform group-open/facet:rotate-90"
        />
        {name}
      </summary>
      <fieldset className="pt-1 pl-1">
        <legend className="sr-only">{name}</legend>
        {shown.map(({ value, label, count }) => (
          <Checkbox
            key={value}
            className="w-full! text-table! [&>span:last-child]:flex-1"
            checked={chosen.includes(value)}
            onChange={({ target }) => {
              const others = isSingle ? [] : chosen.filter((other) => other !== value)
              choose(target.checked ? [...others, value] : others)
            }}
            label={
              <span className="flex items-baseline gap-2 pt-px">
                <span className="min-w-0 flex-1 truncate" title={label}>
                  {label}
                </span>
                {count !== null && (
                  <span className="text-meta text-text-faint tabular-nums">
                    {format.number(count)}
                  </span>
                )}
              </span>
            }
          />
        ))}
        {options.length > shownAtFirst && (
          <Button
            size="sm"
            variant="ghost"
            aria-expanded={isWhole}
            aria-label={t(isWhole ? 'fewerValuesOf' : 'allValuesOf', {
              facet: name,
              count: options.length,
            })}
            onClick={() => setWhole(!isWhole)}
          >
            {t(isWhole ? 'fewerValues' : 'allValues', { count: options.length })}
          </Button>
        )}
      </fieldset>
    </details>
  )
}
