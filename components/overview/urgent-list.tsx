'use client'
import clsx from 'clsx'
import { ChevronRight, CircleCheck, CircleDashed } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { SeverityBadge } from '#components/findings/severity-badge.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { type Finding, findingRules } from '#lib/contract/findings/finding.ts'
import type { FleetRow } from '#lib/contract/fleet.ts'
import { findingsHref, ruleHref } from './overview-links.ts'
import { type Urgent, urgentFindings } from './urgent-findings.ts'

interface UrgentListProps {
  rows: readonly FleetRow[]
  /** Those that nobody snoozed, in the order of their urgency. */
  findings: readonly Finding[]
  /** Whether the rows are all that the person may see. */
  isWhole: boolean
}

/** The five most urgent things in words, each a link to what it is about. */
export function UrgentList({ rows, findings, isWhole }: UrgentListProps) {
  const t = useTranslations('overview')
  const urgent = urgentFindings(rows, findings)
  return (
    <section aria-labelledby="urgent" className="pb-6">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="urgent" className="text-section font-semibold">
          {t('urgent')}
        </h2>
        {findings.length > 0 && (
          <Link
            href={findingsHref}
            className="text-table font-medium text-accent-text underline-offset-2 hover:underline"
          >
            {t('urgentMore', { count: findings.length })}
          </Link>
        )}
      </div>
      {urgent.length === 0 ? (
        <NothingUrgent rows={rows} isWhole={isWhole} />
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {urgent.map((one) => (
            <li key={one.rule}>
              <UrgentRow urgent={one} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function NothingUrgent({ rows, isWhole }: Pick<UrgentListProps, 'rows' | 'isWhole'>) {
  const t = useTranslations('overview')
  const part = useTranslations('findings.scan')
  const Icon = isWhole ? CircleCheck : CircleDashed
  return (
    <p className="flex items-center gap-2 border-y border-line py-3 text-body">
      <Icon
        aria-hidden
        className={clsx('size-4 shrink-0', isWhole ? 'text-good-text' : 'text-text-faint')}
      />
      <span>
        <span className="font-medium">{isWhole ? t('urgentNone') : part('partCare')}</span>{' '}
        <span className="text-text-soft">
          {t('urgentNoneText', { rules: findingRules.length, rows: rows.length })}{' '}
          {!isWhole && part('partText')}
        </span>
      </span>
    </p>
  )
}

function UrgentRow({ urgent: { rule, severity, rows, more } }: { urgent: Urgent }) {
  const t = useTranslations()
  const format = useFormatter()
  const names = format.list(
    rows.map(({ name }) => shownName(name)),
    { type: 'unit' },
  )
  return (
    <Link
      href={ruleHref(rule)}
      className="grid grid-cols-[6.5rem_minmax(0,16rem)_minmax(0,1fr)_1rem] items-center gap-x-4 py-2 text-body outline-offset-[-2px] hover:bg-hover max-sm:grid-cols-[minmax(0,1fr)_1rem] sm:px-2"
    >
      <SeverityBadge severity={severity} />
      <span className="min-w-0 font-medium max-sm:col-start-1">{t(`findings.rules.${rule}`)}</span>
      <span className="min-w-0 truncate text-text-soft max-sm:col-start-1">
        {t('overview.urgentNames', { names, more })}
      </span>
      <ChevronRight
        aria-hidden
        className="size-4 text-text-faint max-sm:col-start-2 max-sm:row-start-1"
      />
    </Link>
  )
}
