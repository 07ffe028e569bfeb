'use client'
import { useTranslations } from 'next-intl'
import { type FindingRow, findingCounts } from './finding-row.ts'

/** How it stands, in a sentence. */
export function FindingSummary({ rows }: { rows: readonly FindingRow[] }) {
  const t = useTranslations('findings.summary')
  const { critical, warning, notice, snoozed } = findingCounts(rows)
  const isQuiet = critical + warning + notice === 0
  return (
    <p role="status" className="pb-3 text-body">
      {isQuiet ? t('none') : t('open', { critical, warning, notice })}{' '}
      {snoozed > 0 && <span className="text-text-soft">{t('snoozed', { count: snoozed })}</span>}
    </p>
  )
}
