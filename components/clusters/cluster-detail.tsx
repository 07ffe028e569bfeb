'use client'
import { useQuery } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { GoneNotice } from '#components/layout/gone-notice.tsx'
import { StaleNotice } from '#components/layout/list-notices.tsx'
import { MayNotLine } from '#components/layout/may-not.tsx'
import { usePageCrumb } from '#components/layout/page-crumb.ts'
import { clustersHref } from '#components/layout/places.ts'
import { useSession } from '#components/layout/session-gate.tsx'
import { useKeptLeave, useMay } from '#components/layout/use-may.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { clockStyle } from '#components/ui/time-words.ts'
import { clusterQueries } from '#lib/client/clusters.ts'
import { isRecordGone, isSessionLost } from '#lib/client/failure-rules.ts'
import type { Cluster } from '#lib/contract/cluster.ts'
import type { Scope } from '#lib/contract/scope.ts'
import { ClusterDetailProblem } from './cluster-detail-problem.tsx'
import { ClusterDetailSkeleton } from './cluster-detail-skeleton.tsx'
import { ClusterEditor } from './cluster-editor.tsx'
import { ClusterFacts } from './cluster-facts.tsx'
import { ClusterReading } from './cluster-reading.tsx'
import { ClusterStatusBadge, useManagement } from './cluster-status-badge.tsx'

/** The page of one cluster: what it is, the form that changes it, what takes it out of use. */
export function ClusterDetail({ scope, id }: { scope: Scope; id: number }) {
  const t = useTranslations('clusterForm.detail')
  const session = useSession()
  const reading = useQuery(clusterQueries.detail(scope, id))
  const { data, error, isPending, isFetching, refetch } = reading
  const leave = useKeptLeave(useMay(scope)('write_clusters'))
  usePageCrumb(data?.name ?? null)
  if (isPending || (data && leave === 'asking'))
    return <ClusterDetailSkeleton label={t('loading')} />
  const isGone = isRecordGone(error)
  const retry = () => void refetch()
  if (!data) {
    return (
      <ClusterDetailProblem scope={scope} error={error} onRetry={retry} isRetrying={isFetching} />
    )
  }
  return (
    <>
      <PageHeader
        title={<span title={shownName(data.name)}>{shownName(data.name)}</span>}
        fact={
          <HeaderFact
            cluster={data}
            isOlder={error !== null}
            onRefresh={retry}
            isReading={isFetching}
          />
        }
      />
      {isGone && (
        <GoneNotice
          title={t('gone')}
          text={t('goneText')}
          href={clustersHref(scope)}
          linkText={t('toList')}
        />
      )}
      {error && !isGone && !isSessionLost(error) && (
        <StaleNotice
          error={error}
          readAt={reading.dataUpdatedAt}
          failedAt={reading.errorUpdatedAt}
          onRetry={retry}
          isRetrying={isFetching}
        />
      )}
      <div className="grid grid-cols-[minmax(0,40rem)] gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,40rem)_minmax(18rem,24rem)]">
        <aside
          aria-label={t('facts')}
          data-older={error !== null || undefined}
          className="xl:order-2"
        >
          <div className="xl:sticky xl:top-20">
            <ClusterFacts cluster={data} gitlabUrl={session?.gitlab.url} />
          </div>
        </aside>
        <div className="min-w-0 xl:order-1">
          {leave === 'granted' ? (
            <ClusterEditor scope={scope} cluster={data} isGone={isGone} />
          ) : (
            <div className="space-y-3">
              <MayNotLine scope={scope} leave={leave} />
              <ClusterReading cluster={data} />
            </div>
          )}
        </div>
      </div>
    </>
  )
}

interface HeaderFactProps {
  cluster: Cluster
  isOlder: boolean
  onRefresh: () => void
  isReading: boolean
}

function HeaderFact({ cluster, isOlder, onRefresh, isReading }: HeaderFactProps) {
  const t = useTranslations('clusterForm.detail')
  const managementOf = useManagement()
  const format = useFormatter()
  return (
    <span data-older={isOlder || undefined} className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <ClusterStatusBadge cluster={cluster} />
      <span>{managementOf(cluster)}</span>
      <span aria-hidden>·</span>
      <code className="text-table break-all">{shownName(cluster.environment_scope)}</code>
      <span aria-hidden>·</span>
      <span className="tabular-nums">
        {t('asOf', {
          time: format.dateTime(new Date(cluster.console.as_of), clockStyle),
        })}
        <IconButton
          icon={RotateCw}
          label={t('refresh')}
          size="sm"
          busy={isReading}
          onClick={onRefresh}
          className="-my-1 ml-0.5 align-middle"
        />
      </span>
    </span>
  )
}
