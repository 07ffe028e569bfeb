'use client'
import type { LucideIcon } from 'lucide-react'
import { CircleCheck, CircleHelp, CircleSlash } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge, type BadgeProps, type Tone } from '#components/ui/badge.tsx'
import type { ClusterSummary } from '#lib/contract/cluster.ts'
import { type ClusterStatus, clusterStatus } from './cluster-status.ts'

const looks = {
  enabled: { tone: 'good', icon: CircleCheck },
  disabled: { tone: 'neutral', icon: CircleSlash },
  unknown: { tone: 'neutral', icon: CircleHelp },
} satisfies Record<ClusterStatus, { tone: Tone; icon: LucideIcon }>

interface ClusterStatusBadgeProps extends Pick<BadgeProps, 'variant'> {
  cluster: Pick<ClusterSummary, 'enabled'>
}

/** Whether GitLab uses the cluster. */
export function ClusterStatusBadge({ cluster, variant }: ClusterStatusBadgeProps) {
  const t = useTranslations('clusters.status')
  const status = clusterStatus(cluster)
  return (
    <Badge variant={variant} {...looks[status]}>
      {t(status)}
    </Badge>
  )
}

/** Whether GitLab makes namespaces and service accounts in the cluster; an old GitLab does not tell. */
export function useManagement(): (cluster: Pick<ClusterSummary, 'managed'>) => string {
  const t = useTranslations('clusters')
  return ({ managed }) => {
    if (managed === null) return t('managementUnknown')
    return t(managed ? 'managed' : 'unmanaged')
  }
}
