'use client'
import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import clsx from 'clsx'
import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Kbd } from '#components/ui/kbd.tsx'
import { groupLabelClass, popupClass, rowClass } from '#components/ui/menu.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { PlaceRow } from './place-row.tsx'
import type { Command } from './use-commands.ts'
import { useCommands } from './use-commands.ts'

interface CommandPaletteProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  onShowKeys: () => void
}

/** Everything by its name: actions of the page, pages and places. */
export function CommandPalette({ open, onOpenChange, onShowKeys }: CommandPaletteProps) {
  const t = useTranslations('shell')
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-50 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Viewport className="fixed inset-0 z-50 flex items-start justify-center p-2 pt-[max(0.5rem,12dvh)]">
          <Dialog.Popup
            aria-label={t('palette')}
            className={clsx(
              popupClass,
              'flex max-h-[min(32rem,76dvh)] w-full max-w-xl flex-col overflow-hidden p-0!',
            )}
          >
            <PaletteBody onDone={() => onOpenChange(false)} onShowKeys={onShowKeys} />
            <Dialog.Close className="sr-only">{t('closePalette')}</Dialog.Close>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function PaletteBody({ onDone, onShowKeys }: { onDone: () => void; onShowKeys: () => void }) {
  const t = useTranslations('shell')
  const [query, setQuery] = useState('')
  const { groups, isSearching, isTooShort } = useCommands(query, onShowKeys)
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
        if (reason !== 'item-press') setQuery(next)
      }}
      itemToStringValue={(command: Command) => command.label}
    >
      <div className="flex items-center gap-2.5 border-b border-line px-4">
        <Search aria-hidden className="size-4 shrink-0 text-text-faint" />
        <Autocomplete.Input
          aria-label={t('paletteHint')}
          placeholder={t('paletteHint')}
          className="h-12 min-w-0 flex-1 bg-transparent text-body outline-none pointer-coarse:text-[1rem]"
        />
        {isSearching ? <Spinner className="text-text-faint" /> : <Kbd>Esc</Kbd>}
      </div>
      <Autocomplete.Empty>
        <p className="px-4 py-8 text-center text-text-soft">
          {t('nothingFound', { query })} {isTooShort && t('typeMore')}
        </p>
      </Autocomplete.Empty>
      <Autocomplete.List className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5 outline-none empty:hidden">
        {(group: (typeof groups)[number]) => (
          <Autocomplete.Group key={group.value} items={group.items} className="not-first:mt-1.5">
            <Autocomplete.GroupLabel className={groupLabelClass}>
              {group.value}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(command: Command) => (
                <Autocomplete.Item
                  key={command.id}
                  value={command}
                  className={rowClass}
                  onClick={() => {
                    onDone()
                    command.run()
                  }}
                >
                  <CommandFace command={command} />
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  )
}

function CommandFace({ command }: { command: Command }) {
  if (command.place) return <PlaceRow place={command.place} />
  const { icon: Icon } = command
  return (
    <>
      {Icon && <Icon aria-hidden className="size-4 shrink-0 text-text-faint" />}
      <span className="min-w-0 flex-1 truncate">{command.label}</span>
    </>
  )
}
