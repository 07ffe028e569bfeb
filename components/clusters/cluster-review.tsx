'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useId, useRef, useState } from 'react'
import { FormActions } from '#components/form/form-actions.tsx'
import { FormProblem } from '#components/form/form-problem.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { isOutcomeUnknown } from '#lib/client/failure-rules.ts'
import type { Cluster } from '#lib/contract/cluster.ts'
import type { ClusterUpdate } from '#lib/contract/cluster-input.ts'
import { type Choices, fieldsToSend, toUpdate } from './cluster-changes.ts'
import { ClusterReviewRow, KeptRow } from './cluster-review-row.tsx'
import type { Review } from './cluster-review-state.ts'
import { isUntold } from './cluster-status.ts'
import type { ProjectPaths } from './project-paths.ts'

interface ClusterReviewProps {
  review: Review
  projects: ProjectPaths
  onBack: () => void
  onSave: (body: ClusterUpdate) => Promise<void>
  /** Nothing of the form is wanted any more: the record as it is now stands. */
  onAdopt: (record: Cluster) => void
  onReadAgain: () => Promise<void>
  isSaving: boolean
  isReading: boolean
  /** Why the last save failed, when no field is to blame. */
  error: Error | null
  /** Why reading the record again failed. */
  readError: Error | null
}

/** What a save will change, field by field, against the record as it is at this moment. Never shows the token. */
export function ClusterReview({
  review,
  projects,
  isSaving,
  error,
  readError,
  ...on
}: ClusterReviewProps) {
  const t = useTranslations('clusterForm.review')
  const [choices, setChoices] = useState<Choices>({})
  const [isAsking, setAsking] = useState(false)
  const headingId = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])

  const { changes, mine, theirs, record } = review
  const conflicts = changes.filter(({ by }) => by === 'conflict')
  const open = conflicts.filter(({ field }) => choices[field] === undefined)
  const fields = fieldsToSend(changes, choices)
  const isNothing = fields.length === 0 && open.length === 0
  const isKept = !changes.some(({ field }) => field === 'namespace_per_environment')

  async function save() {
    if (open.length > 0) setAsking(true)
    else await on.onSave(toUpdate(fields, mine, theirs))
  }

  return (
    <section aria-labelledby={headingId}>
      <h2
        id={headingId}
        ref={heading}
        tabIndex={-1}
        className="text-section font-semibold break-words outline-none"
      >
        {t('title', { name: shownName(record.name) })}
      </h2>
      <p className="mt-0.5 mb-4 text-text-soft">{t('about')}</p>
      <FormProblem error={isOutcomeUnknown(error) ? readError : (error ?? readError)} />
      {conflicts.length > 0 && (
        <Callout tone="warn" role="status" title={t('conflict')} className="mb-4">
          <p>{t('conflictText', { count: conflicts.length })}</p>
        </Callout>
      )}
      {isNothing && (
        <Callout tone="info" role="status" className="mb-4" title={t('nothing')}>
          <p>{t('nothingText')}</p>
        </Callout>
      )}
      <dl className="divide-y divide-line border-t border-line">
        {changes.map((change) => (
          <ClusterReviewRow
            key={change.field}
            change={change}
            review={review}
            projects={projects}
            choice={choices[change.field]}
            isMissing={isAsking && open.includes(change)}
            onChoose={(choice) => setChoices({ ...choices, [change.field]: choice })}
          />
        ))}
        {mine['platform_kubernetes_attributes.token'] === '' && (
          <KeptRow field="platform_kubernetes_attributes.token">{t('unchanged')}</KeptRow>
        )}
        {isKept && (
          <KeptRow field="namespace_per_environment">
            {t(isUntold(record, 'namespace_per_environment') ? 'keptUntold' : 'kept', {
              value: t(theirs.namespace_per_environment ? 'on' : 'off'),
            })}
          </KeptRow>
        )}
      </dl>
      {isOutcomeUnknown(error) && (
        <Callout
          tone="warn"
          role="alert"
          className="mt-4"
          title={t('unknown')}
          actions={
            <Button busy={on.isReading} onClick={on.onReadAgain}>
              {t('readAgain')}
            </Button>
          }
        >
          <p>{t('unknownText')}</p>
        </Callout>
      )}
      <div className={isOutcomeUnknown(error) ? 'mt-4' : undefined}>
        <FormActions>
          {isAsking && open.length > 0 && (
            <span role="alert" className="text-meta text-bad-text">
              {t('choose')}
            </span>
          )}
          <Button onClick={on.onBack} disabled={isSaving}>
            {t('back')}
          </Button>
          {isNothing ? (
            <Button variant="primary" onClick={() => on.onAdopt(record)}>
              {t('done')}
            </Button>
          ) : (
            <Button variant="primary" busy={isSaving} onClick={save}>
              {t('save', { count: fields.length + open.length })}
            </Button>
          )}
        </FormActions>
      </div>
    </section>
  )
}
