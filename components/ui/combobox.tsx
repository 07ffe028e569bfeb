'use client'
import { Combobox as Base } from '@base-ui/react/combobox'
import clsx from 'clsx'
import { ChevronsUpDown, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode, Ref } from 'react'
import { ComboboxPopup } from './combobox-popup.tsx'
import { controlClass } from './input.tsx'
import { keepChoice } from './keep-choice.ts'
import { Spinner } from './spinner.tsx'

interface ComboboxProps<T> {
  value: T | null
  onValueChange: (value: T | null) => void
  /** What the last search found; the chosen item needs not be among it. */
  items: readonly T[]
  itemKey: (item: T) => string | number
  itemLabel: (item: T) => string
  /** Called with what the person typed, not when an item is chosen. Debouncing is the caller's. */
  onSearch: (query: string) => void
  isSearching?: boolean
  /** Shown below the items: an error, or what to type. */
  status?: ReactNode
  /** Shown when a finished search found nothing. */
  empty: ReactNode
  placeholder?: string
  disabled?: boolean
  invalid?: boolean
  id?: string
  ref?: Ref<HTMLInputElement>
  onBlur?: () => void
  'aria-label'?: string
  'aria-describedby'?: string
}

/** Choice of one item out of a search that happens elsewhere. */
export function Combobox<T>(props: ComboboxProps<T>) {
  const t = useTranslations('common')
  const { value, itemKey, itemLabel, isSearching = false } = props
  const isKnown = value !== null && props.items.some((item) => itemKey(item) === itemKey(value))
  const items = value === null || isKnown ? props.items : [...props.items, value]
  return (
    <Base.Root
      items={items}
      value={value}
      filter={null}
      disabled={props.disabled}
      itemToStringLabel={itemLabel}
      isItemEqualToValue={(item, other) => itemKey(item) === itemKey(other)}
      onValueChange={props.onValueChange}
      onInputValueChange={(query, { reason }) => {
        if (reason === 'input-change' || reason === 'input-clear') props.onSearch(query)
      }}
    >
      <Base.InputGroup className="relative w-full">
        <Base.Input
          ref={props.ref}
          id={props.id}
          onKeyDown={keepChoice}
          onBlur={props.onBlur}
          placeholder={props.placeholder}
          aria-label={props['aria-label']}
          aria-describedby={props['aria-describedby']}
          aria-invalid={props.invalid || undefined}
          className={clsx(controlClass, 'h-8 pr-14 pl-2.5 pointer-coarse:text-[1rem]')}
        />
        <div className="absolute inset-y-0 right-1 flex items-center text-text-faint">
          <Base.Clear
            aria-label={t('clearChoice')}
            className="flex size-6 items-center justify-center rounded-[4px] hover:text-text"
          >
            <X aria-hidden className="size-3.5" />
          </Base.Clear>
          <Base.Trigger
            aria-label={t('showChoices')}
            className="flex size-6 items-center justify-center rounded-[4px] hover:text-text"
          >
            <ChevronsUpDown aria-hidden className="size-3.5" />
          </Base.Trigger>
        </div>
      </Base.InputGroup>
      <ComboboxPopup
        itemKey={itemKey}
        itemLabel={itemLabel}
        isSearching={isSearching}
        searching={
          <>
            <Spinner className="size-3.5" />
            {t('searching')}
          </>
        }
        status={props.status}
        empty={props.empty}
      />
    </Base.Root>
  )
}
