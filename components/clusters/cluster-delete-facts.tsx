'use client'
import { useTranslations } from 'next-intl'
import { Fact, Facts } from '#components/ui/facts.tsx'
import { MiddleTruncate } from '#components/ui/middle-truncate.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Time } from '#components/ui/time.tsx'
import type { Cluster } from '#lib/contract/cluster.ts'
import { StatusCell } from './cluster-cells.tsx'

/** The record about to be deleted as GitLab has it at this moment; null while it is being read. */
export function ClusterDeleteFacts({ cluster }: { cluster: Cluster | null }) {
  const t = useTranslations('clusters')
  const wait = <Skeleton className="my-1 h-3 w-40" />
  return (
    <section aria-busy={cluster === null} aria-label={t('deletion.facts')}>
      {cluster === null && <p className="sr-only">{t('deletion.reading')}</p>}
      <Facts>
        <Fact term={t('columns.api_url')}>
          {cluster ? (
            <MiddleTruncate
              text={cluster.platform_kubernetes.api_url}
              className="font-mono text-table"
            />
          ) : (
            wait
          )}
        </Fact>
        <Fact term={t('columns.status')}>{cluster ? <StatusCell cluster={cluster} /> : wait}</Fact>
        <Fact term={t('columns.environment_scope')}>
          {cluster ? (
            <code className="text-table break-all">{shownName(cluster.environment_scope)}</code>
          ) : (
            wait
          )}
        </Fact>
        <Fact term={t('columns.created_at')}>
          {cluster ? (
            <>
              <Time iso={cluster.created_at} now={cluster.console.as_of} />
              {cluster.user && ` · ${shownName(cluster.user.name)}`}
            </>
          ) : (
            wait
          )}
        </Fact>
      </Facts>
    </section>
  )
}
