'use client'
'use no memo'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { applyProblem } from '#components/form/apply-problem.ts'
import { ErrorSummary } from '#components/form/error-summary.tsx'
import { Form } from '#components/form/form.tsx'
import { FormActions } from '#components/form/form-actions.tsx'
import { FormProblem } from '#components/form/form-problem.tsx'
import { SubmitButton } from '#components/form/submit-button.tsx'
import { useLeaveGuard } from '#components/form/use-leave-guard.ts'
import { Button } from '#components/ui/button.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { useToasts } from '#components/ui/toaster.tsx'
import { clusterQueries, useUpdateCluster } from '#lib/client/clusters.ts'
import type { Cluster } from '#lib/contract/cluster.ts'
import type { ClusterUpdate } from '#lib/contract/cluster-input.ts'
import type { Scope } from '#lib/contract/scope.ts'
import { ClusterDanger } from './cluster-danger.tsx'
import { ClusterFields } from './cluster-fields.tsx'
import { useClusterLabels } from './cluster-labels.ts'
import { ClusterReview } from './cluster-review.tsx'
import { type Review, reviewOf, withTheirs } from './cluster-review-state.ts'
import { clusterToast } from './cluster-toast.ts'
import { useProjectPaths } from './project-paths.ts'
import { useClusterEditForm } from './use-cluster-edit-form.ts'

interface ClusterEditorProps {
  scope: Scope
  cluster: Cluster
  /** Somebody deleted it: what was typed can be read, and nothing else be done. */
  isGone: boolean
}

/** A stored cluster to work on: edit, review against the record as it is now, save what changed; or take it out of use. */
export function ClusterEditor({ scope, cluster, isGone }: ClusterEditorProps) {
  const t = useTranslations('clusterForm')
  const queryClient = useQueryClient()
  const toasts = useToasts()
  const labels = useClusterLabels()
  const projects = useProjectPaths(cluster)
  const update = useUpdateCluster(scope, cluster.id)
  const [review, setReview] = useState<Review | null>(null)
  const [attempt, setAttempt] = useState(0)
  const { form, opened, changed, ...edit } = useClusterEditForm(
    scope.kind,
    cluster,
    review !== null,
  )
  const guard = useLeaveGuard(
    changed > 0 && !isGone
      ? t('unsaved.edit', { count: changed, name: shownName(cluster.name) })
      : null,
  )
  const isReviewing = review !== null && !isGone
  const page = useRef<HTMLDivElement>(null)
  const actions = useRef<HTMLDivElement>(null)
  const tryAgain = () => setAttempt((count) => count + 1)

  const read = useMutation({
    meta: { errors: 'in-place' },
    mutationFn: () =>
      queryClient.fetchQuery({ ...clusterQueries.detail(scope, cluster.id), staleTime: 0 }),
    onSuccess: (record) => {
      update.reset()
      const next = reviewOf(opened, form.getValues(), record, scope.kind)
      edit.rebase(withTheirs(opened, next), withTheirs(form.getValues(), next))
      setReview(next)
    },
  })

  function adopt(record: Cluster) {
    edit.adopt(record)
    update.reset()
    setReview(null)
    setAttempt(0)
  }

  function back() {
    flushSync(() => setReview(null))
    actions.current?.querySelector<HTMLElement>('[type=submit]')?.focus()
  }

  async function save(body: ClusterUpdate) {
    try {
      const record = await update.mutateAsync(body)
      guard.release()
      flushSync(() => adopt(record))
      page.current?.querySelector<HTMLElement>('form input')?.focus()
      toasts.add({
        id: clusterToast(scope, cluster.id),
        tone: 'good',
        title: t('saved', { name: shownName(record.name) }),
      })
    } catch (error) {
      if (!(error instanceof Error && applyProblem(form, error))) return
      setReview(null)
      tryAgain()
    }
  }

  async function openReview() {
    await read.mutateAsync().catch(() => undefined)
  }

  return (
    <div ref={page}>
      {isReviewing && (
        <ClusterReview
          key={`${review.record.console.as_of}`}
          review={review}
          projects={projects}
          onBack={back}
          onSave={save}
          onAdopt={adopt}
          onReadAgain={openReview}
          isSaving={update.isPending}
          isReading={read.isPending}
          error={update.error}
          readError={read.error}
        />
      )}
      <Form
        label={t('editTitle', { name: shownName(cluster.name) })}
        hidden={isReviewing}
        onSubmit={(event) => form.handleSubmit(openReview, tryAgain)(event)}
      >
        <FormProblem error={isGone ? null : read.error} />
        <ErrorSummary control={form.control} labels={labels} attempt={attempt} />
        <ClusterFields control={form.control} scope={scope} cluster={cluster} projects={projects} />
        {!isGone && (
          <FormActions ref={actions}>
            {changed > 0 && (
              <Button variant="ghost" onClick={() => guard.leave(() => adopt(cluster))}>
                {t('reset')}
              </Button>
            )}
            <SubmitButton
              busy={read.isPending}
              nothingToDo={changed === 0 ? t('nothingChanged') : undefined}
            >
              {t('reviewChanges', { count: changed })}
            </SubmitButton>
          </FormActions>
        )}
      </Form>
      {!isGone && (
        <ClusterDanger
          scope={scope}
          cluster={cluster}
          onSwitched={(enabled) => form.resetField('enabled', { defaultValue: enabled })}
        />
      )}
    </div>
  )
}
