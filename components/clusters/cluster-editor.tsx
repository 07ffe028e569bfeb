'use client'
'use no memo'
import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useForm, useWatch } from 'react-hook-form'
import { applyProblem } from '#components/form/apply-problem.ts'
import { ErrorSummary } from '#components/form/error-summary.tsx'
import { Form } from '#components/form/form.tsx'
import { FormActions } from '#components/form/form-actions.tsx'
import { SubmitButton } from '#components/form/submit-button.tsx'
import { useLeaveGuard } from '#components/form/use-leave-guard.ts'
import { Button } from '#components/ui/button.tsx'
import { useToasts } from '#components/ui/toaster.tsx'
import { clusterQueries, useUpdateCluster } from '#lib/client/clusters.ts'
import type { Cluster } from '#lib/contract/cluster.ts'
import type { ClusterUpdate } from '#lib/contract/cluster-input.ts'
import type { Scope } from '#lib/contract/scope.ts'
import { changedFields, snapshotOf } from './cluster-changes.ts'
import { ClusterFields } from './cluster-fields.tsx'
import { type ClusterFormValues, clusterFormSchema, valuesOf } from './cluster-form-values.ts'
import { useClusterLabels } from './cluster-labels.ts'
import { ClusterReview } from './cluster-review.tsx'
import { type Review, reviewOf, withTheirs } from './cluster-review-state.ts'
import { useProjectPaths } from './project-paths.ts'

interface ClusterEditorProps {
  scope: Scope
  cluster: Cluster
}

/** The form of a stored cluster: edit, review against the record as it is now, save what changed. */
export function ClusterEditor({ scope, cluster }: ClusterEditorProps) {
  const t = useTranslations('clusterForm')
  const queryClient = useQueryClient()
  const toasts = useToasts()
  const labels = useClusterLabels()
  const projects = useProjectPaths(cluster)
  const update = useUpdateCluster(scope, cluster.id)
  const [opened, setOpened] = useState(() => valuesOf(cluster))
  const [review, setReview] = useState<Review | null>(null)
  const [attempt, setAttempt] = useState(0)
  const form = useForm({
    resolver: zodResolver(clusterFormSchema(scope.kind, opened)),
    defaultValues: opened,
    mode: 'onTouched',
    shouldFocusError: false,
  })
  const values = useWatch({ control: form.control, compute: (all: ClusterFormValues) => all })
  const changed = changedFields(
    snapshotOf(opened, scope.kind),
    snapshotOf(values, scope.kind),
  ).length
  const guard = useLeaveGuard(
    changed > 0 ? t('unsaved.edit', { count: changed, name: cluster.name }) : null,
  )
  const actions = useRef<HTMLDivElement>(null)
  const tryAgain = () => setAttempt((count) => count + 1)

  const read = useMutation({
    mutationFn: () =>
      queryClient.fetchQuery({ ...clusterQueries.detail(scope, cluster.id), staleTime: 0 }),
    onSuccess: (record) => {
      update.reset()
      const next = reviewOf(opened, form.getValues(), record, scope.kind)
      setOpened(withTheirs(opened, next))
      form.reset(withTheirs(form.getValues(), next), { keepErrors: true, keepIsSubmitted: true })
      setReview(next)
    },
  })

  function adopt(record: Cluster) {
    setOpened(valuesOf(record))
    form.reset(valuesOf(record))
    update.reset()
    setReview(null)
    setAttempt(0)
  }

  function back() {
    flushSync(() => setReview(null))
    actions.current?.querySelector<HTMLElement>('[type=submit]')?.focus()
  }

  function save(body: ClusterUpdate) {
    update.mutate(body, {
      onSuccess: (record) => {
        guard.release()
        adopt(record)
        toasts.add({ tone: 'good', title: t('saved', { name: record.name }) })
      },
      onError: (error) => {
        if (!applyProblem(form, error)) return
        setReview(null)
        tryAgain()
      },
    })
  }

  // A record read again in the background replaces a form in which nothing was typed; typing is never overwritten.
  const isUntouched = changed === 0 && review === null
  useEffect(() => {
    if (!isUntouched) return
    setOpened(valuesOf(cluster))
    form.reset(valuesOf(cluster))
  }, [cluster, form, isUntouched])

  return (
    <>
      {review && (
        <ClusterReview
          key={`${review.record.console.as_of}`}
          review={review}
          projects={projects}
          onBack={back}
          onSave={save}
          onAdopt={adopt}
          onReadAgain={() => read.mutate()}
          isSaving={update.isPending}
          isReading={read.isPending}
          error={update.error}
        />
      )}
      <Form
        label={t('editTitle', { name: cluster.name })}
        hidden={review !== null}
        onSubmit={(event) => void form.handleSubmit(() => read.mutate(), tryAgain)(event)}
      >
        <ErrorSummary control={form.control} labels={labels} attempt={attempt} />
        <ClusterFields control={form.control} scope={scope} cluster={cluster} projects={projects} />
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
      </Form>
    </>
  )
}
