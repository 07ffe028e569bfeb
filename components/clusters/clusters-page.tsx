'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { problemInstead } from '#components/layout/list-problem.tsx'
import { MayNotLine } from '#components/layout/may-not.tsx'
import { useShellAction } from '#components/layout/shell-actions.ts'
import { useMay } from '#components/layout/use-may.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { clusterQueries } from '#lib/client/clusters.ts'
import type { ClusterSummary } from '#lib/contract/cluster.ts'
import type { Scope } from '#lib/contract/scope.ts'
import { ClusterDeleteModal } from './cluster-delete-modal.tsx'
import { newClusterHref } from './cluster-hrefs.ts'
import { ClusterList } from './cluster-list.tsx'
import { ClusterListContext } from './cluster-list-context.ts'
import { ClusterListFact } from './cluster-list-fact.tsx'
import type { ListQuery } from './cluster-list-query.ts'
import { ClusterListTrouble } from './cluster-list-trouble.tsx'

/** Where the focus goes when the row that had it is gone: the rows, or the page when none are left. */
const findTable = () =>
  document.querySelector<HTMLElement>('#content section[tabindex]') ??
  document.getElementById('content')

/** Every certificate-based cluster attached to one scope. */
export function ClustersPage({ scope }: { scope: Scope }) {
  const t = useTranslations('clusters')
  const router = useRouter()
  const [deleting, setDeleting] = useState<ClusterSummary | null>(null)
  const [isDeleteOpen, setDeleteOpen] = useState(false)
  const list = useQuery(clusterQueries.list(scope))
  const leave = useMay(scope)('write_clusters')
  const context = {
    scope,
    canWrite: leave === 'granted',
    onDelete(cluster: ClusterSummary) {
      setDeleting(cluster)
      setDeleteOpen(true)
    },
  }
  // Where the list is refused or switched off, adding would be too.
  const isListed = problemInstead(list) === null
  const canAdd = isListed && leave === 'granted'
  const addHref = newClusterHref(scope)
  useShellAction(
    canAdd
      ? { id: 'clusters.add', label: t('add'), icon: Plus, run: () => router.push(addHref) }
      : null,
  )

  return (
    <ClusterListContext value={context}>
      <PageHeader
        title={t('title')}
        fact={
          <>
            <ClusterListFact state={factOf(list)} />
            {isListed && <MayNotLine scope={scope} leave={leave} />}
            {/* The line keeps its height while the list is on its way and when all is well. */}
            <div className="min-h-6">
              {list.data && isListed && <ClusterListTrouble clusters={list.data.items} />}
            </div>
          </>
        }
        actions={
          canAdd && (
            <ButtonLink variant="primary" icon={Plus} href={addHref}>
              {t('add')}
            </ButtonLink>
          )
        }
      />
      <ClusterList scope={scope} list={list} />
      {deleting && (
        <ClusterDeleteModal
          key={deleting.id}
          scope={scope}
          cluster={deleting}
          open={isDeleteOpen}
          onClose={() => setDeleteOpen(false)}
          findLanding={findTable}
        />
      )}
    </ClusterListContext>
  )
}

function factOf(list: ListQuery) {
  if (list.isPending) return { kind: 'pending' } as const
  if (list.data === undefined || problemInstead(list)) return { kind: 'failed' } as const
  const asOf = list.data.items[0]?.console.as_of ?? new Date(list.dataUpdatedAt).toISOString()
  return { kind: 'read', count: list.data.items.length, asOf } as const
}
