'use client'
'use no memo'

import clsx from 'clsx'
import { ChevronDown, X } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { Menu, MenuCheckboxItem, MenuHeading } from '#components/ui/menu.tsx'
import { type MessageKey, useTableContext } from './app-table.ts'

interface FacetMenuProps {
  columnId: string
  label: MessageKey
  /** Value → its name, in the order in which they are offered. */
  values: Readonly<Record<string, MessageKey>>
  /** Set while the values of some rows are not known yet: how far it is. */
  pendingNote?: string
}

const namedAtMost = 2
const activeLook = 'border-accent/45! bg-accent-soft! text-accent-text! dark:border-accent-text/40!'

/**
 * A filter over one column: its values with how many rows they would show, given all other filters. With something
 * chosen the button says what, with a cross beside it that takes it back.
 */
export function FacetMenu({ columnId, label, values, pendingNote }: FacetMenuProps) {
  const t = useTranslations()
  const format = useFormatter()
  const table = useTableContext()
  const column = table.getColumn(columnId)
  const filter = table.state.columnFilters.find(({ id }) => id === columnId)?.value
  const chosen: unknown[] = Array.isArray(filter) ? filter : []
  const counts = column?.getFacetedUniqueValues()
  const name = t(label)
  const names = Object.entries(values).flatMap(([v, key]) => (chosen.includes(v) ? [t(key)] : []))
  const summary =
    names.length > namedAtMost
      ? t('table.chosen', { count: names.length })
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
            {names.length > 0 ? t('table.facetChosen', { facet: name, values: summary }) : name}
          </Button>
        }
      >
        {pendingNote && (
          <MenuHeading>
            <span className="block max-w-60 font-normal text-text-soft">
              {pendingNote}. {t('table.filterWaits')}
            </span>
          </MenuHeading>
        )}
        {Object.entries(values).map(([value, key]) => (
          <MenuCheckboxItem
            key={value}
            checked={chosen.includes(value)}
            onCheckedChange={(checked) =>
              column?.setFilterValue(
                checked ? [...chosen, value] : chosen.filter((other) => other !== value),
              )
            }
          >
            <span className="flex-1">{t(key)}</span>
            {/* A count of some of the rows would pass for one of all. */}
            <span className="pl-6 text-meta text-text-faint tabular-nums">
              {pendingNote ? '…' : format.number(counts?.get(value) ?? 0)}
            </span>
          </MenuCheckboxItem>
        ))}
      </Menu>
      {names.length > 0 && (
        <button
          type="button"
          aria-label={t('table.clearFacet', { facet: name })}
          className={clsx(
            buttonClass('secondary'),
            '-ml-px w-7 shrink-0 rounded-l-none px-0!',
            activeLook,
          )}
          onClick={() => column?.setFilterValue(undefined)}
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </span>
  )
}
