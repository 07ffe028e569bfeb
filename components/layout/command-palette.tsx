'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { PaletteFrame } from './palette-frame.tsx'
import { PaletteSearch } from './palette-search.tsx'
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
  // Opened again while it fades out, it begins anew too.
  const [round, setRound] = useState({ open, count: 0 })
  if (open !== round.open) setRound({ open, count: round.count + (open ? 1 : 0) })
  return (
    <PaletteFrame
      open={open}
      onOpenChange={onOpenChange}
      label={t('palette')}
      closeLabel={t('closePalette')}
    >
      <PaletteBody key={round.count} onDone={() => onOpenChange(false)} onShowKeys={onShowKeys} />
    </PaletteFrame>
  )
}

function PaletteBody({ onDone, onShowKeys }: { onDone: () => void; onShowKeys: () => void }) {
  const t = useTranslations('shell')
  const [query, setQuery] = useState('')
  const { groups, isSearching, isTooShort } = useCommands(query, onShowKeys)
  return (
    <PaletteSearch
      query={query}
      onQueryChange={setQuery}
      hint={t('paletteHint')}
      isSearching={isSearching}
      groups={groups}
      itemKey={(command) => command.id}
      itemLabel={(command) => command.label}
      renderItem={(command) => <CommandFace command={command} />}
      onChoose={(command) => {
        onDone()
        command.run()
      }}
      empty={
        <>
          {t('nothingFound', { query })} {isTooShort && t('typeMore')}
        </>
      }
    />
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
