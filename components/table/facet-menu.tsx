'use client'
'use no memo'

import clsx from 'clsx'
import { ChevronDown, X } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { Menu, MenuCheckboxItem, MenuHeading } from '#components/ui/menu.tsx'
import { type Facet, useFacetOptions } from './facets.ts'

interface FacetMenuProps {
  facet: Facet
  /** Set while the values of some rows are not known yet: how far it is. */
  pendingNote?: string
}

const namedAtMost = 2
const activeLook = 'border-accent/45! bg-accent-soft! text-accent-text! dark:border-accent-text/40!'

/**
 * A filter over one column: its values with how many rows they would show, given all other filters. With something
 * chosen the button says what, with a cross beside it that takes it back.
 */
export function FacetMenu({ facet, pendingNote }: FacetMenuProps) {
  const t = useTranslations('table')
  const format = useFormatter()
  const { name, chosenLabels: names, choose } = facet
  const summary =
    names.length > namedAtMost
      ? t('chosen', { count: names.length })
      : format.list(names, { type: 'disjunction' })

  return (
    <span className="inline-flex max-w-full">
      <Menu
        align="start"
        trigger={
          <Button
            endIcon={ChevronDown}
            className={clsx('min-w-0', names.length > 0 && ['rounded-r-none', activeLook])}
          >
            {names.length > 0 ? t('facetChosen', { facet: name, values: summary }) : name}
          </Button>
        }
      >
        <FacetMenuItems facet={facet} pendingNote={pendingNote} />
      </Menu>
      {names.length > 0 && (
        <button
          type="button"
          aria-label={t('clearFacet', { facet: name })}
          className={clsx(
            buttonClass('secondary'),
            '-ml-px w-7 shrink-0 rounded-l-none px-0!',
            activeLook,
          )}
          onClick={() => choose([])}
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </span>
  )
}

/** Counted only while the menu is open. */
function FacetMenuItems({ facet, pendingNote }: FacetMenuProps) {
  const t = useTranslations('table')
  const format = useFormatter()
  const { chosen, isSingle, choose } = facet
  const options = useFacetOptions(facet)
  return (
    <>
      {pendingNote && (
        <MenuHeading>
          <span className="block max-w-60 font-normal text-text-soft">
            {pendingNote}. {t('filterWaits')}
          </span>
        </MenuHeading>
      )}
      {options.map(({ value, label, count }) => (
        <MenuCheckboxItem
          key={value}
          checked={chosen.includes(value)}
          onCheckedChange={(checked) => {
            const others = isSingle ? [] : chosen.filter((other) => other !== value)
            choose(checked ? [...others, value] : others)
          }}
        >
          <span className="min-w-0 flex-1 truncate">{label}</span>
          {/* A count of some of the rows would pass for one of all. */}
          {count !== null && (
            <span className="pl-6 text-meta text-text-faint tabular-nums">
              {pendingNote ? '…' : format.number(count)}
            </span>
          )}
        </MenuCheckboxItem>
      ))}
    </>
  )
}
