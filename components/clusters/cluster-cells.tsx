'use client'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { CaStatusBadge } from '#components/certificates/ca-status-badge.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { MiddleTruncate } from '#components/ui/middle-truncate.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { Time } from '#components/ui/time.tsx'
import { relativeTime } from '#components/ui/time-words.ts'
import type { ClusterSummary } from '#lib/contract/cluster.ts'
import { clusterHref } from './cluster-hrefs.ts'
import { useClusterList } from './cluster-list-context.ts'
import { clusterCaStatus } from './cluster-status.ts'
import { ClusterStatusBadge, useManagement } from './cluster-status-badge.tsx'

interface CellProps {
  cluster: ClusterSummary
}

export function NameCell({ cluster }: CellProps) {
  const { scope } = useClusterList()
  const name = shownName(cluster.name)
  return (
    <Link
      href={clusterHref(scope, cluster.id)}
      title={name}
      prefetch={false}
      className="block w-fit max-w-full truncate rounded-[3px] font-medium text-text underline-offset-[3px] hover:text-accent-text hover:underline"
    >
      {name}
    </Link>
  )
}

/** Whether GitLab uses the cluster, and whether it makes namespaces and service accounts in it. */
export function StatusCell({ cluster }: CellProps) {
  const managementOf = useManagement()
  return (
    <span className="flex items-center gap-x-1.5 max-sm:flex-wrap">
      <ClusterStatusBadge variant="plain" cluster={cluster} />
      <span className="truncate text-meta text-text-faint">{managementOf(cluster)}</span>
    </span>
  )
}

export function EnvironmentScopeCell({ cluster }: CellProps) {
  const scope = shownName(cluster.environment_scope)
  return (
    <code title={scope} className="block text-meta sm:truncate">
      {scope}
    </code>
  )
}

export function ApiUrlCell({ cluster }: CellProps) {
  const t = useTranslations('clusters')
  const url = cluster.platform_kubernetes.api_url
  return (
    <span className="relative flex min-h-7 items-center">
      <code className="min-w-0 text-meta">
        <MiddleTruncate text={url} shown={url.replace(/^https:\/\//, '')} tail={8} />
      </code>
      {/* Shown with the row, so that the address has the whole width; always where nothing can hover. */}
      <span className="absolute -right-1 rounded-control bg-panel opacity-0 group-hover/row:opacity-100 focus-within:opacity-100 pointer-coarse:static pointer-coarse:ml-1 pointer-coarse:shrink-0 pointer-coarse:opacity-100">
        <CopyButton text={url} label={t('copyApiUrl', { name: shownName(cluster.name) })} />
      </span>
    </span>
  )
}

/** The word and the date: how long an expiring CA still lasts, and when any of them ends. */
export function CaCell({ cluster }: CellProps) {
  const locale = useLocale()
  const { ca, as_of: asOf } = cluster.console
  const status = clusterCaStatus(cluster)
  const end = status === 'unreadable' ? null : (ca?.not_after ?? null)
  return (
    <span className="flex items-center gap-x-1.5 max-sm:flex-wrap">
      <CaStatusBadge variant="plain" status={status}>
        {status === 'expiring' && end && relativeTime(end, asOf, locale)}
      </CaStatusBadge>
      {end && (
        <span className="truncate text-meta text-text-faint">
          <Time iso={end} now={asOf} show="day" />
        </span>
      )}
    </span>
  )
}

export function CreatedCell({ cluster }: CellProps) {
  return <Time iso={cluster.created_at} now={cluster.console.as_of} />
}

export function UserCell({ cluster: { user } }: CellProps) {
  const t = useTranslations('clusters')
  if (user === null) return <span className="text-text-faint">{t('unknownUser')}</span>
  return <span title={`${shownName(user.name)} @${user.username}`}>{shownName(user.name)}</span>
}

/** A value that may be missing: then it says so, quietly. */
export function OptionalCell({
  value,
  isMono = false,
}: {
  value: string | null
  isMono?: boolean
}) {
  const t = useTranslations('clusters')
  if (!value) return <span className="text-text-faint">{t('notSet')}</span>
  return (
    <span title={shownName(value)} className={isMono ? 'font-mono text-meta' : undefined}>
      {shownName(value)}
    </span>
  )
}
