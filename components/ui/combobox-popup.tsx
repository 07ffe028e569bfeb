'use client'
import { Combobox as Base } from '@base-ui/react/combobox'
import clsx from 'clsx'
import type { ReactNode } from 'react'
import { popupClass, rowClass, tick } from './menu.tsx'

interface ComboboxPopupProps<T> {
  itemKey: (item: T) => string | number
  itemLabel: (item: T) => string
  isSearching: boolean
  /** Shown while it searches. */
  searching: ReactNode
  /** Shown below the items otherwise: an error, or what to type. */
  status: ReactNode
  /** Shown when a finished search found nothing. */
  empty: ReactNode
}

/** The list under a field that is searched elsewhere, in a `Combobox.Root`. */
export function ComboboxPopup<T>({
  itemKey,
  itemLabel,
  isSearching,
  searching,
  status,
  empty,
}: ComboboxPopupProps<T>) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} collisionPadding={8} className="z-50">
        <Base.Popup
          aria-busy={isSearching || undefined}
          className={clsx(popupClass, 'w-(--anchor-width) max-w-(--available-width)')}
        >
          <Base.Empty className="text-meta text-text-soft">
            {!isSearching && !status && <div className="px-2 py-1.5">{empty}</div>}
          </Base.Empty>
          <Base.List className="max-h-[min(var(--available-height),18rem)] overflow-y-auto outline-none">
            {(item: T) => (
              <Base.Item key={itemKey(item)} value={item} className={rowClass}>
                <span className="min-w-0 flex-1 truncate">{itemLabel(item)}</span>
                <Base.ItemIndicator render={tick} />
              </Base.Item>
            )}
          </Base.List>
          {/* Below, where it moves no item that somebody is about to press. */}
          <Base.Status className="text-meta text-text-soft">
            {(isSearching || status) && (
              <span className="flex items-center gap-2 px-2 py-1.5">
                {isSearching ? searching : status}
              </span>
            )}
          </Base.Status>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}
