'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { SidePanel } from '#components/modal/side-panel.tsx'
import { Button } from '#components/ui/button.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { ActionCell } from './finding-cells.tsx'
import type { FindingRow } from './finding-row.ts'
import { useFindingWords } from './finding-words.ts'
import { PlaceList } from './place-list.tsx'
import { SeverityBadge } from './severity-badge.tsx'
import { useSnoozeDay } from './use-snooze-day.ts'

interface FindingDetailProps {
  row: FindingRow
  open: boolean
  onClose: () => void
  /** Null where this person may not. */
  onSnooze: (() => void) | null
  onEndSnooze: (() => void) | null
}

/** One finding with everything: what it rests on, why it matters, what to do, and every place. */
export function FindingDetail({ row, open, onClose, onSnooze, onEndSnooze }: FindingDetailProps) {
  const t = useTranslations('findings')
  const words = useFindingWords()
  const dayWords = useSnoozeDay()
  const { finding, snooze, subjects, text } = row
  const advice = words.advice(finding.rule)
  return (
    <SidePanel
      open={open}
      onClose={onClose}
      title={text.rule}
      description={<SeverityBadge severity={finding.severity} isSnoozed={snooze !== null} />}
      footer={
        (onSnooze || onEndSnooze) && (
          <>
            {onEndSnooze && <Button onClick={onEndSnooze}>{t('snooze.end')}</Button>}
            {onSnooze && (
              <Button onClick={onSnooze}>{t(snooze ? 'snooze.change' : 'snooze.action')}</Button>
            )}
          </>
        )
      }
    >
      <Part title={t('columns.evidence')}>{text.evidence}</Part>
      {snooze && (
        <Part title={t('state.snoozed')}>
          {t('snoozedBy', {
            username: shownName(snooze.created_by.username),
            reason: shownName(snooze.reason),
            day: dayWords(snooze.until),
          })}
        </Part>
      )}
      <Part title={t('why')}>{advice.why}</Part>
      <Part title={t('fix')}>
        {advice.fix}
        <ActionCell row={row} />
      </Part>
      <Part title={t('where')}>
        <PlaceList rows={subjects} />
      </Part>
    </SidePanel>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="space-y-0.5">
      <h3 className="text-meta text-text-soft">{title}</h3>
      <div className="break-words">{children}</div>
    </section>
  )
}
