'use client'
import clsx from 'clsx'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { fleetHref } from '#components/fleet/fleet-hrefs.ts'
import { migrationGuideUrl } from '#components/layout/migration-guide.ts'
import { shownName } from '#components/ui/shown-name.ts'
import { ExternalTextLink } from '#components/ui/text-link.tsx'
import { findingAction } from './finding-action.ts'
import { useFindingList } from './finding-list-context.ts'
import { countScopes, type FindingRow } from './finding-row.ts'
import { SeverityBadge } from './severity-badge.tsx'
import { useSnoozeDay } from './use-snooze-day.ts'

interface CellProps {
  row: FindingRow
}

const linkClass =
  'block w-fit max-w-full truncate rounded-[3px] text-left underline-offset-[3px] hover:underline'
const faintIf = (row: FindingRow) => (row.snooze ? 'text-text-faint' : 'text-text')

export function RuleCell({ row }: CellProps) {
  const t = useTranslations('findings')
  const { onDetails } = useFindingList()
  const { text, subjects } = row
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-label={t('details', { rule: text.rule, name: shownName(subjects[0]?.name ?? '') })}
      title={text.rule}
      className={clsx(linkClass, 'font-medium', faintIf(row))}
      onClick={() => onDetails(row)}
    >
      {text.rule}
    </button>
  )
}

export function SeverityCell({ row: { finding, snooze } }: CellProps) {
  return <SeverityBadge severity={finding.severity} isSnoozed={snooze !== null} />
}

/** The object, or the first of several. */
export function ObjectCell({ row }: CellProps) {
  const t = useTranslations('findings')
  const [first] = row.subjects
  if (first === undefined) return null
  const others = row.subjects.length - 1
  return (
    <span className="flex min-w-0 items-center gap-x-1.5 max-sm:flex-wrap">
      <Link
        href={fleetHref(first)}
        prefetch={false}
        title={shownName(first.name)}
        className={clsx(linkClass, faintIf(row), 'hover:text-accent-text')}
      >
        {shownName(first.name)}
      </Link>
      {others > 0 && (
        <span className="shrink-0 text-meta text-text-faint">{t('more', { count: others })}</span>
      )}
    </span>
  )
}

export function ScopeCell({ row }: CellProps) {
  const t = useTranslations('findings')
  const [first] = row.subjects
  if (first === undefined) return null
  const count = countScopes(row)
  const path = first.scope.path === null ? t('instance') : shownName(first.scope.path)
  const words = count > 1 ? t('places', { count }) : path
  return (
    <span title={words} className="block text-text-soft sm:truncate">
      {words}
    </span>
  )
}

export function EvidenceCell({ row: { text } }: CellProps) {
  return (
    <span title={text.evidence} className="block text-text-soft sm:truncate">
      {text.evidence}
    </span>
  )
}

export function ActionCell({ row }: CellProps) {
  const t = useTranslations('findings')
  const action = findingAction(row)
  const className = clsx(linkClass, 'leading-6 font-medium text-accent-text')
  if (action === null) return null
  if (action.kind === 'guide') {
    return (
      <ExternalTextLink href={migrationGuideUrl} className="no-underline hover:underline">
        {t('actions.guide')}
      </ExternalTextLink>
    )
  }
  return (
    <Link href={action.href} prefetch={false} className={className}>
      {t(`actions.${action.kind}`)}
      <span className="sr-only">: {shownName(row.subjects[0]?.name ?? '')}</span>
    </Link>
  )
}

export function StateCell({ row: { snooze } }: CellProps) {
  const t = useTranslations('findings')
  const dayWords = useSnoozeDay()
  if (snooze === null) return <span className="text-text-faint">{t('state.open')}</span>
  const words = t('snoozedUntil', {
    day: dayWords(snooze.until),
    username: shownName(snooze.created_by.username),
  })
  return (
    <span title={words} className="block text-text-soft sm:truncate">
      {words}
    </span>
  )
}

export function KindCell({ row: { finding } }: CellProps) {
  const t = useTranslations('findings.kind')
  return t(finding.subjects[0]?.startsWith('agent-') ? 'agent' : 'cluster')
}
