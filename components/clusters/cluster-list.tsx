'use client'
import { Boxes, Plus, RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ListNotices } from '#components/layout/list-notices.tsx'
import { problemInstead } from '#components/layout/list-problem.tsx'
import { StatePanel } from '#components/layout/state-panel.tsx'
import { DataTable } from '#components/table/data-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import type { ClusterSummary } from '#lib/contract/cluster.ts'
import type { Scope } from '#lib/contract/scope.ts'
import { ClusterActions } from './cluster-actions.tsx'
import { clusterTable } from './cluster-columns.tsx'
import { newClusterHref } from './cluster-hrefs.ts'
import { useClusterList } from './cluster-list-context.ts'
import { ClusterListProblem } from './cluster-list-problem.tsx'
import type { ListQuery } from './cluster-list-query.ts'

const clusterId = (cluster: ClusterSummary) => String(cluster.id)

/** What stands under the title: the table, or which of the other states it is, and what to do about it. */
export function ClusterList({ scope, list }: { scope: Scope; list: ListQuery }) {
  const t = useTranslations('clusters')
  const { canWrite } = useClusterList()
  const refetch = () => void list.refetch()
  const problem = problemInstead(list)
  if (problem) {
    return (
      <ClusterListProblem
        scope={scope}
        error={problem}
        onRetry={refetch}
        isRetrying={list.isFetching}
      />
    )
  }
  return (
    <>
      <ListNotices list={list} incompleteText={(count) => t('incompleteText', { count })} />
      {list.data?.items.length === 0 ? (
        <StatePanel
          icon={Boxes}
          title={t('empty.title')}
          text={
            <>
              <p>{t(`empty.text.${scope.kind}`)}</p>
              <p>{t('empty.agent')}</p>
            </>
          }
          actions={
            canWrite && (
              <ButtonLink icon={Plus} href={newClusterHref(scope)}>
                {t('add')}
              </ButtonLink>
            )
          }
        />
      ) : (
        <div data-older={list.isError || undefined}>
          <DataTable
            definition={clusterTable}
            rows={list.data?.items ?? null}
            rowId={clusterId}
            name={t('title')}
            rowActions={(cluster) => <ClusterActions cluster={cluster} />}
            toolbarEnd={
              <IconButton
                icon={RotateCw}
                variant="secondary"
                label={t('refresh')}
                busy={list.isFetching}
                onClick={refetch}
              />
            }
          />
        </div>
      )}
    </>
  )
}
