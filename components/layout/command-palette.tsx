'use client'
import { Autocomplete } from '@base-ui/react/autocomplete'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { groupLabelClass, rowClass } from '#components/ui/menu.tsx'
import { PaletteFrame, PaletteInput, paletteListClass } from './palette-frame.tsx'
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
    <PaletteFrame
      open={open}
      onOpenChange={onOpenChange}
      label={t('palette')}
      closeLabel={t('closePalette')}
    >
      <PaletteBody onDone={() => onOpenChange(false)} onShowKeys={onShowKeys} />
    </PaletteFrame>
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
      <PaletteInput hint={t('paletteHint')} isSearching={isSearching} />
      <Autocomplete.Empty>
        <p className="px-4 py-8 text-center text-text-soft">
          {t('nothingFound', { query })} {isTooShort && t('typeMore')}
        </p>
      </Autocomplete.Empty>
      <Autocomplete.List className={paletteListClass}>
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
