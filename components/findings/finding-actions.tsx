'use client'
import { AlarmClock, AlarmClockOff, Ellipsis, PanelRightOpen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import type { FindingRow } from './finding-row.ts'

interface FindingActionsProps {
  row: FindingRow
  onDetails: () => void
  /** Null where this person may not. */
  onSnooze: (() => void) | null
  onEndSnooze: (() => void) | null
}

/** What can be done with one finding of the list. */
export function FindingActions({ row, onDetails, onSnooze, onEndSnooze }: FindingActionsProps) {
  const t = useTranslations('findings')
  const name = shownName(row.subjects[0]?.name ?? '')
  return (
    <Menu
      trigger={
        <IconButton
          icon={Ellipsis}
          size="sm"
          label={t('actionsOf', { rule: row.text.rule, name })}
          tooltipSide="left"
        />
      }
    >
      <MenuItem icon={PanelRightOpen} onClick={onDetails}>
        {t('showDetails')}
      </MenuItem>
      {(onSnooze || onEndSnooze) && <MenuSeparator />}
      {onSnooze && (
        <MenuItem icon={AlarmClock} onClick={onSnooze}>
          {t(row.snooze ? 'snooze.change' : 'snooze.action')}
        </MenuItem>
      )}
      {onEndSnooze && (
        <MenuItem icon={AlarmClockOff} onClick={onEndSnooze}>
          {t('snooze.end')}
        </MenuItem>
      )}
    </Menu>
  )
}
