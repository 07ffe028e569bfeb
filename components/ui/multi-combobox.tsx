'use client'
import { Combobox as Base } from '@base-ui/react/combobox'
import clsx from 'clsx'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ComboboxPopup } from './combobox-popup.tsx'
import { controlClass } from './input.tsx'
import { keepChoice } from './keep-choice.ts'
import { Spinner } from './spinner.tsx'

interface MultiComboboxProps<T> {
  values: readonly T[]
  onValuesChange: (values: T[]) => void
  /** What the last search found; chosen items need not be among them. */
  items: readonly T[]
  itemKey: (item: T) => string | number
  itemLabel: (item: T) => string
  /** Accessible name of the button that takes a chosen item away. */
  removeLabel: (item: T) => string
  /** Called with what the person typed. Debouncing is the caller's. */
  onSearch: (query: string) => void
  isSearching?: boolean
  /** Shown below the items: an error, or what to type. */
  status?: ReactNode
  /** Shown when a finished search found nothing. */
  empty: ReactNode
  placeholder: string
  /** The words of the label in sight. */
  label: string
  id: string
  'aria-describedby'?: string
}

/** Choice of several items out of a search that happens elsewhere; the chosen ones stand in the field. */
export function MultiCombobox<T>(props: MultiComboboxProps<T>) {
  const t = useTranslations('common')
  const { values, items, itemKey, itemLabel, isSearching = false } = props
  return (
    <Base.Root
      multiple
      items={items}
      value={[...values]}
      filter={null}
      itemToStringLabel={itemLabel}
      isItemEqualToValue={(item, other) => itemKey(item) === itemKey(other)}
      onValueChange={props.onValuesChange}
      onInputValueChange={props.onSearch}
    >
      <Base.InputGroup className="relative w-full">
        <Base.Chips
          className={clsx(
            controlClass,
            'flex min-h-8 flex-wrap items-center gap-1 py-[3px] pr-8 pl-1 has-[input:focus-visible]:border-accent has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-accent',
          )}
        >
          {values.map((item) => (
            <Base.Chip
              key={itemKey(item)}
              aria-label={itemLabel(item)}
              className="flex max-w-full min-w-0 items-center gap-0.5 rounded-[4px] bg-active pl-2 text-table"
            >
              <span className="truncate">{itemLabel(item)}</span>
              <Base.ChipRemove
                aria-label={props.removeLabel(item)}
                className="flex size-6 shrink-0 items-center justify-center rounded-[4px] text-text-soft hover:text-text"
              >
                <X aria-hidden className="size-3.5" />
              </Base.ChipRemove>
            </Base.Chip>
          ))}
          <Base.Input
            id={props.id}
            onKeyDown={keepChoice}
            // Beside the label in sight, which assistive technology does not see while the list is open.
            aria-label={props.label}
            placeholder={values.length === 0 ? props.placeholder : ''}
            aria-describedby={props['aria-describedby']}
            className="h-6 min-w-24 flex-1 bg-transparent px-1.5 outline-none pointer-coarse:text-[1rem]"
          />
        </Base.Chips>
        <span className="absolute top-2 right-2 text-text-faint">
          {isSearching && <Spinner className="size-4" />}
        </span>
      </Base.InputGroup>
      <ComboboxPopup
        itemKey={itemKey}
        itemLabel={itemLabel}
        isSearching={isSearching}
        searching={t('searching')}
        status={props.status}
        empty={props.empty}
      />
    </Base.Root>
  )
}
