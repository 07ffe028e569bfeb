'use client'
import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import clsx from 'clsx'
import { Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { Kbd } from '#components/ui/kbd.tsx'
import { popupClass } from '#components/ui/menu.tsx'
import { Spinner } from '#components/ui/spinner.tsx'

interface PaletteFrameProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Name of the dialog, and of what closes it. */
  label: string
  closeLabel: string
  children: ReactNode
}

/** A search over the page whose hits are chosen by arrow keys or a press. */
export function PaletteFrame({
  open,
  onOpenChange,
  label,
  closeLabel,
  children,
}: PaletteFrameProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-50 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Viewport className="fixed inset-0 z-50 flex items-start justify-center p-2 pt-[max(0.5rem,12dvh)]">
          <Dialog.Popup
            aria-label={label}
            className={clsx(
              popupClass,
              'flex max-h-[min(32rem,76dvh)] w-full max-w-xl flex-col overflow-hidden p-0!',
            )}
          >
            {children}
            <Dialog.Close className="sr-only">{closeLabel}</Dialog.Close>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** The field that is typed into, in an `Autocomplete.Root`. */
export function PaletteInput({ hint, isSearching }: { hint: string; isSearching: boolean }) {
  return (
    <div className="flex items-center gap-2.5 border-b border-line px-4">
      <Search aria-hidden className="size-4 shrink-0 text-text-faint" />
      <Autocomplete.Input
        aria-label={hint}
        placeholder={hint}
        className="h-12 min-w-0 flex-1 bg-transparent text-body outline-none pointer-coarse:text-[1rem]"
      />
      {isSearching ? <Spinner className="text-text-faint" /> : <Kbd>Esc</Kbd>}
    </div>
  )
}
