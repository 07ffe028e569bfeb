'use client'
'use no memo'
import { zodResolver } from '@hookform/resolvers/zod'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { applyProblem } from '#components/form/apply-problem.ts'
import { ErrorSummary } from '#components/form/error-summary.tsx'
import { Form } from '#components/form/form.tsx'
import { FormActions } from '#components/form/form-actions.tsx'
import { FormProblem } from '#components/form/form-problem.tsx'
import { SubmitButton } from '#components/form/submit-button.tsx'
import { useLeaveGuard } from '#components/form/use-leave-guard.ts'
import { MayNotPanel } from '#components/layout/may-not.tsx'
import { usePageCrumb } from '#components/layout/page-crumb.ts'
import { clustersHref } from '#components/layout/places.ts'
import { useKeptLeave, useMay } from '#components/layout/use-may.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { useToasts } from '#components/ui/toaster.tsx'
import { clusterQueries, useCreateCluster } from '#lib/client/clusters.ts'
import { isOutcomeUnknown } from '#lib/client/failure-rules.ts'
import { unsaved } from '#lib/client/unsaved.ts'
import type { Scope } from '#lib/contract/scope.ts'
import { changedFields, snapshotOf } from './cluster-changes.ts'
import { ClusterDetailSkeleton } from './cluster-detail-skeleton.tsx'
import { ClusterFields } from './cluster-fields.tsx'
import {
  type ClusterFormValues,
  clusterFormSchema,
  newClusterValues,
  toCreate,
} from './cluster-form-values.ts'
import { clusterHref } from './cluster-hrefs.ts'
import { useClusterLabels } from './cluster-labels.ts'
import { ClusterListProblem } from './cluster-list-problem.tsx'
import { clusterToast } from './cluster-toast.ts'
import type { KubeconfigContext } from './kubeconfig.ts'
import { KubeconfigImport } from './kubeconfig-import.tsx'
import { OutcomeUnknown } from './outcome-unknown.tsx'
import { useProjectPaths } from './project-paths.ts'

/**
 * The page that adds an existing Kubernetes cluster to a scope. Where GitLab does not give the list it takes no new
 * cluster either, and says why in the same words.
 */
export function ClusterAdd({ scope }: { scope: Scope }) {
  const t = useTranslations('clusterForm')
  const { data, error, isPending, refetch, isFetching } = useQuery(clusterQueries.list(scope))
  const leave = useKeptLeave(useMay(scope)('write_clusters'))
  if (isPending || (data && leave === 'asking'))
    return <ClusterDetailSkeleton label={t('loading')} />
  // Once the form is there it stays, whatever becomes of a later reading.
  if (data && leave === 'granted') return <AddForm scope={scope} />
  if (data) {
    return (
      <>
        <PageHeader title={t('addTitle')} />
        <MayNotPanel
          scope={scope}
          leave={leave}
          actions={<ButtonLink href={clustersHref(scope)}>{t('detail.toList')}</ButtonLink>}
        />
      </>
    )
  }
  return (
    <>
      <PageHeader title={t('addTitle')} />
      <ClusterListProblem
        scope={scope}
        error={error}
        onRetry={() => void refetch()}
        isRetrying={isFetching}
      />
    </>
  )
}

function AddForm({ scope }: { scope: Scope }) {
  const t = useTranslations('clusterForm')
  const router = useRouter()
  const toasts = useToasts()
  const labels = useClusterLabels()
  const create = useCreateCluster(scope)
  const projects = useProjectPaths(null)
  const [attempt, setAttempt] = useState(0)
  const page = useRef<HTMLDivElement>(null)
  const [isAdded, setAdded] = useState(false)
  const form = useForm({
    resolver: zodResolver(clusterFormSchema(scope.kind, null)),
    defaultValues: newClusterValues,
    mode: 'onTouched',
    shouldFocusError: false,
  })
  const isTouched = useWatch({
    control: form.control,
    compute: (values: ClusterFormValues) =>
      changedFields(snapshotOf(newClusterValues, scope.kind), snapshotOf(values, scope.kind))
        .length > 0,
  })
  useLeaveGuard(isTouched ? t('unsaved.add') : null)
  usePageCrumb(t('addTitle'))
  const tryAgain = () => setAttempt((count) => count + 1)

  async function send(values: ClusterFormValues) {
    try {
      const { id, name } = await create.mutateAsync(toCreate(values, scope.kind))
      setAdded(true)
      // Of a kubeconfig that was pasted too, nothing is wanted any more.
      unsaved.releaseAll()
      // Nothing of the token stays behind in memory.
      form.reset(newClusterValues)
      create.reset()
      toasts.add({
        id: clusterToast(scope, id),
        tone: 'good',
        title: t('added', { name: shownName(name) }),
        description: t('addedText'),
      })
      router.push(clusterHref(scope, id))
    } catch (error) {
      if (error instanceof Error && applyProblem(form, error)) tryAgain()
    }
  }

  function fill(context: KubeconfigContext) {
    const options = { shouldDirty: true, shouldTouch: true, shouldValidate: true }
    const platform = 'platform_kubernetes_attributes'
    if (context.apiUrl) form.setValue(`${platform}.api_url`, context.apiUrl, options)
    if (context.caCert) form.setValue(`${platform}.ca_cert`, context.caCert, options)
    if (context.token) form.setValue(`${platform}.token`, context.token, options)
    if (form.getValues('name').trim() === '') form.setValue('name', context.clusterName, options)
    page.current?.querySelector<HTMLElement>('form input')?.focus()
  }

  return (
    <div ref={page} className="max-w-160">
      <PageHeader title={t('addTitle')} fact={t(`addFact.${scope.kind}`)} />
      <KubeconfigImport onFill={fill} />
      <Form label={t('addTitle')} onSubmit={(event) => form.handleSubmit(send, tryAgain)(event)}>
        <FormProblem error={isOutcomeUnknown(create.error) ? null : create.error} />
        <ErrorSummary control={form.control} labels={labels} attempt={attempt} />
        <ClusterFields control={form.control} scope={scope} cluster={null} projects={projects} />
        <OutcomeUnknown error={create.error} scope={scope} />
        <FormActions>
          <ButtonLink href={clustersHref(scope)}>{t('cancel')}</ButtonLink>
          <SubmitButton busy={create.isPending || isAdded}>{t('add')}</SubmitButton>
        </FormActions>
      </Form>
    </div>
  )
}
