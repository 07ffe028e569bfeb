'use client'
import { useTranslations } from 'next-intl'
import { ConfirmModal } from '#components/modal/confirm-modal.tsx'
import { DeleteProblem } from '#components/modal/delete-problem.tsx'
import { useRecordDeletion } from '#components/modal/use-record-deletion.ts'
import { shownName, spelledName } from '#components/ui/shown-name.ts'
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
  const remove = useDeleteCluster(scope, cluster.id)
  const { seen, readError, isReading, landing, ...deletion } = useRecordDeletion({
    ...modal,
    query: clusterQueries.detail(scope, cluster.id),
    remove,
    onDeleted,
    findLanding,
  })
  const { name, environment_scope } = seen ?? cluster

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
      onConfirm={() =>
        deletion.confirm({
          id: clusterToast(scope, cluster.id),
          tone: 'good',
          title: t('deletion.done', { name: shownName(name) }),
          description: t('deletion.doneText'),
        })
      }
      error={
        <DeleteProblem
          error={remove.error}
          readError={readError}
          changed={{ title: t('deletion.changed'), text: t('deletion.changedText') }}
          onLookAgain={deletion.lookAgain}
          isReading={isReading}
        />
      }
    >
      <ClusterDeleteFacts cluster={seen ?? null} />
    </ConfirmModal>
  )
}
