'use client'
import { useTranslations } from 'next-intl'
import { type FindingRow, findingCounts } from './finding-row.ts'

interface FindingSummaryProps {
  rows: readonly FindingRow[]
  /** Whether they were found in all that the person may see. */
  isWhole: boolean
}

/** How it stands, in a sentence. */
export function FindingSummary({ rows, isWhole }: FindingSummaryProps) {
  const t = useTranslations('findings.summary')
  const part = useTranslations('findings.scan')
  const { critical, warning, notice, snoozed } = findingCounts(rows)
  const isQuiet = critical + warning + notice === 0
  const quiet = isWhole ? t('none') : part('partCare')
  return (
    <p role="status" className="pb-3 text-body">
      {isQuiet ? quiet : t('open', { critical, warning, notice })}{' '}
      {snoozed > 0 && <span className="text-text-soft">{t('snoozed', { count: snoozed })}</span>}
    </p>
  )
}
