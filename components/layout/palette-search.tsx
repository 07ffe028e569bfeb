'use client'
import { Autocomplete } from '@base-ui/react/autocomplete'
import type { Key, ReactNode } from 'react'
import { groupLabelClass, rowClass } from '#components/ui/menu.tsx'
import { PaletteInput } from './palette-frame.tsx'

interface Group<T> {
  /** The words above it. */
  value: string
  items: readonly T[]
}

interface PaletteSearchProps<T> {
  query: string
  onQueryChange: (query: string) => void
  hint: string
  isSearching: boolean
  groups: readonly Group<T>[]
  itemKey: (item: T) => Key
  itemLabel: (item: T) => string
  renderItem: (item: T) => ReactNode
  onChoose: (item: T) => void
  /** Shown when nothing was found. */
  empty: ReactNode
  /** Between the field and what it found. */
  children?: ReactNode
}

/** What stands in a `PaletteFrame`: the field and what it found, in groups. */
export function PaletteSearch<T>({
  query,
  onQueryChange,
  hint,
  isSearching,
  groups,
  itemKey,
  itemLabel,
  renderItem,
  onChoose,
  empty,
  children,
}: PaletteSearchProps<T>) {
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
        if (reason !== 'item-press') onQueryChange(next)
      }}
      itemToStringValue={itemLabel}
    >
      <PaletteInput hint={hint} isSearching={isSearching} />
      {children}
      <Autocomplete.Empty>
        {empty && <p className="px-4 py-8 text-center text-text-soft">{empty}</p>}
      </Autocomplete.Empty>
      <Autocomplete.List className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5 outline-none empty:hidden">
        {(group: Group<T>) => (
          <Autocomplete.Group key={group.value} items={group.items} className="not-first:mt-1.5">
            <Autocomplete.GroupLabel className={groupLabelClass}>
              {group.value}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(item: T) => (
                <Autocomplete.Item
                  key={itemKey(item)}
                  value={item}
                  className={rowClass}
                  onClick={() => onChoose(item)}
                >
                  {renderItem(item)}
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  )
}
