'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { ConfirmModal } from '#components/modal/confirm-modal.tsx'
import { DeleteProblem } from '#components/modal/delete-problem.tsx'
import { shownName, spelledName } from '#components/ui/shown-name.ts'
import { useToasts } from '#components/ui/toaster.tsx'
import { clusterQueries, useDeleteCluster } from '#lib/client/clusters.ts'
import type { ClusterSummary } from '#lib/contract/cluster.ts'
import type { Scope } from '#lib/contract/scope.ts'
import { ClusterDeleteFacts } from './cluster-delete-facts.tsx'
import { clusterToast } from './cluster-toast.ts'

interface ClusterDeleteModalProps {
  scope: Scope
  cluster: Pick<ClusterSummary, 'id' | 'name' | 'environment_scope'>
  open: boolean
  onClose: () => void
  /** Called once the record is gone, such as to leave its page. */
  onDeleted?: () => void
  /** Finds what takes the focus once the record is gone, and with it what opened the dialog. */
  findLanding?: () => HTMLElement | null
}

/**
 * Deletes a cluster after its name was typed. Reads the record when it opens, shows that reading, and deletes on
 * condition that GitLab's record is no newer (`If-Unmodified-Since`). Every failure stays in the dialog.
 */
export function ClusterDeleteModal({
  scope,
  cluster,
  onDeleted,
  findLanding,
  ...modal
}: ClusterDeleteModalProps) {
  const t = useTranslations('clusters')
  const toasts = useToasts()
  const landing = useRef<HTMLElement>(null)
  const remove = useDeleteCluster(scope, cluster.id)
  const reading = useQuery({
    ...clusterQueries.detail(scope, cluster.id),
    enabled: modal.open,
    staleTime: 0,
    refetchOnMount: 'always',
    // What is shown is what is deleted: it changes only when asked to.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const isFresh = reading.isFetchedAfterMount && reading.isSuccess && !reading.isFetching
  const fresh = isFresh ? reading.data : null
  const { name, environment_scope } = fresh ?? cluster

  function lookAgain() {
    remove.reset()
    void reading.refetch()
  }

  async function confirm() {
    // Whoever types faster than GitLab answers waits for the reading; a failed one is shown by itself.
    const { data, isSuccess } = fresh ? reading : await reading.refetch({ cancelRefetch: false })
    if (!isSuccess || remove.isSuccess) return
    try {
      await remove.mutateAsync({ seenAt: data.console.as_of })
    } catch {
      // Shown in the dialog, by the state of the mutation.
      return
    }
    toasts.add({
      id: clusterToast(scope, cluster.id),
      tone: 'good',
      title: t('deletion.done', { name: shownName(name) }),
      description: t('deletion.doneText'),
    })
    landing.current = findLanding?.() ?? null
    modal.onClose()
    onDeleted?.()
  }

  return (
    <ConfirmModal
      {...modal}
      finalFocus={landing}
      title={t('deletion.title', { name: shownName(name) })}
      description={t('deletion.text')}
      lost={[
        t('deletion.lostRecord'),
        t('deletion.lostToken'),
        t.rich(`deletion.lostDeployments.${scope.kind}`, {
          scope: shownName(environment_scope),
          code: (chunks) => <code className="text-table break-all">{chunks}</code>,
        }),
      ]}
      kept={[t('deletion.keptKubernetes'), t('deletion.keptOthers')]}
      name={spelledName(name)}
      confirmLabel={t('deletion.confirm')}
      busy={remove.isPending}
      onConfirm={confirm}
      error={
        remove.error ? (
          <DeleteProblem
            error={remove.error}
            changed={{ title: t('deletion.changed'), text: t('deletion.changedText') }}
            onLookAgain={lookAgain}
            isReading={reading.isFetching}
          />
        ) : (
          reading.isError && (
            <ProblemView
              error={reading.error}
              onRetry={lookAgain}
              isRetrying={reading.isFetching}
            />
          )
        )
      }
    >
      <ClusterDeleteFacts cluster={fresh} />
    </ConfirmModal>
  )
}
