'use client'
import clsx from 'clsx'
import { ArrowRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CaValue } from '#components/certificates/ca-value.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import type { Ca } from '#lib/contract/certificate.ts'
import type { ClusterField, FieldChange, FieldValue } from './cluster-changes.ts'
import { apiName, useClusterLabels } from './cluster-labels.ts'
import type { Review } from './cluster-review-state.ts'
import { isUntold } from './cluster-status.ts'
import { ConflictChoice } from './conflict-choice.tsx'
import type { ProjectPaths } from './project-paths.ts'

/** Characters above which two values stand one under the other. */
const longText = 28

interface ClusterReviewRowProps {
  change: FieldChange
  review: Review
  projects: ProjectPaths
  choice: 'mine' | 'theirs' | undefined
  /** True after a save was tried without a choice. */
  isMissing: boolean
  onChoose: (choice: 'mine' | 'theirs') => void
}

/** One changed field: before and after, or both values where two people changed it. */
export function ClusterReviewRow({ change, review, projects, ...props }: ClusterReviewRowProps) {
  const t = useTranslations('clusterForm.review')
  const { field, by } = change
  const isLong = [review.mine[field], review.theirs[field]].some(
    (side) => typeof side === 'string' && side.length > longText,
  )
  const value = (of: 'mine' | 'theirs') => (
    <Value
      field={field}
      value={review[of][field]}
      storedCa={of === 'theirs' ? review.record.console.ca : null}
      isUntold={of === 'theirs' && isUntold(review.record, field)}
      projects={projects}
    />
  )
  if (field === 'platform_kubernetes_attributes.token') {
    return (
      <Row field={field}>
        <span className="font-medium">{t('replaced')}</span>
      </Row>
    )
  }
  if (by === 'mine') {
    return (
      <Row field={field}>
        <Pair before={value('theirs')} after={value('mine')} isStacked={isLong} />
      </Row>
    )
  }
  if (by === 'theirs') {
    return (
      <Row field={field}>
        <p className="text-meta text-text-soft">{t('theirs')}</p>
        {value('theirs')}
      </Row>
    )
  }
  return (
    <Row field={field}>
      <ConflictChoice {...props} mine={value('mine')} theirs={value('theirs')} />
    </Row>
  )
}

/** A field that a save sends or leaves as it is. */
export function KeptRow({ field, children }: { field: ClusterField; children: ReactNode }) {
  return (
    <Row field={field}>
      <span className="text-text-soft">{children}</span>
    </Row>
  )
}

function Row({ field, children }: { field: ClusterField; children: ReactNode }) {
  const labels = useClusterLabels()
  return (
    <div className="grid gap-x-6 gap-y-1 py-2.5 sm:grid-cols-[13rem_minmax(0,1fr)]">
      <dt>
        <span className="block font-medium">{labels[field]}</span>
        <code className="block text-[0.6875rem] leading-4 break-all text-text-faint">
          {apiName(field)}
        </code>
      </dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}

interface PairProps {
  before: ReactNode
  after: ReactNode
  /** One under the other, for values that two columns would break. */
  isStacked: boolean
}

function Pair({ before, after, isStacked }: PairProps) {
  const t = useTranslations('clusterForm.review')
  return (
    <div
      className={clsx(
        'grid items-start gap-x-3 gap-y-1',
        !isStacked && 'md:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]',
      )}
    >
      <div className="min-w-0 text-text-soft">
        <span className="sr-only">{t('before')} </span>
        {before}
      </div>
      <ArrowRight
        aria-hidden
        className={clsx('mt-0.5 size-4 rotate-90 text-text-faint', !isStacked && 'md:rotate-0')}
      />
      <div className="min-w-0 font-medium">
        <span className="sr-only">{t('after')} </span>
        {after}
      </div>
    </div>
  )
}

interface ValueProps {
  field: ClusterField
  value: FieldValue
  /** What is known of the certificates when the value is the stored one. */
  storedCa: Ca | null
  /** True when GitLab did not tell it; `value` is then the form's stand-in. */
  isUntold: boolean
  projects: ProjectPaths
}

function Value({ field, value, storedCa, isUntold: isUnknown, projects }: ValueProps) {
  const t = useTranslations('clusterForm.review')
  if (isUnknown) return <span className="text-text-faint">{t('untold')}</span>
  if (value === '' || value === null) return <span className="text-text-faint">{t('empty')}</span>
  if (typeof value === 'boolean') return t(value ? 'on' : 'off')
  if (typeof value === 'number')
    return <span className="break-all">{shownName(projects.pathOf(value))}</span>
  if (field === 'platform_kubernetes_attributes.ca_cert') {
    return <CaValue pem={value} stored={storedCa} />
  }
  const isProse = field === 'name'
  return (
    <span className={clsx('break-all', !isProse && 'font-mono text-table')}>
      {shownName(value)}
    </span>
  )
}
