'use client'
import { useTranslations } from 'next-intl'
import { useManagement } from '#components/clusters/cluster-status-badge.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Fact, Facts } from '#components/ui/facts.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { Time } from '#components/ui/time.tsx'
import type { FleetCluster } from '#lib/contract/fleet.ts'
import type { FleetItem } from './fleet-item.ts'
import { PanelCertificate } from './panel-certificate.tsx'
import { PanelPerson } from './panel-person.tsx'

interface ClusterPanelFactsProps {
  item: FleetItem
  row: FleetCluster
}

export function ClusterPanelFacts({ item, row }: ClusterPanelFactsProps) {
  const t = useTranslations('fleet')
  const clusters = useTranslations('clusters')
  const managementOf = useManagement()
  const { as_of: now, ca } = row.console
  const { api_url: url, namespace, authorization_type: authorization } = row.platform_kubernetes
  const optional = (value: string | null) =>
    value ? (
      <code className="text-table break-all">{shownName(value)}</code>
    ) : (
      <span className="text-text-faint">{clusters('notSet')}</span>
    )
  return (
    <>
      <Facts>
        <Fact term={t('columns.environment_scope')}>{optional(row.environment_scope)}</Fact>
        <Fact term={t('columns.api_url')} hint={item.isDuplicate && t('panel.duplicate')}>
          <span className="flex items-start gap-1">
            <code className="min-w-0 text-table break-all">{url}</code>
            <CopyButton text={url} label={clusters('copyApiUrl', { name: shownName(row.name) })} />
          </span>
        </Fact>
        <Fact term={t('panel.ca')}>
          {ca ? (
            <PanelCertificate ca={ca} now={now} />
          ) : (
            <span className="text-text-faint">{clusters('notSet')}</span>
          )}
        </Fact>
        <Fact term={clusters('columns.provider')}>{clusters(`provider.${row.provider_type}`)}</Fact>
        <Fact term={t('panel.management')}>{managementOf(row)}</Fact>
        <Fact term={clusters('columns.domain')}>{optional(row.domain)}</Fact>
        <Fact term={clusters('columns.namespace')}>{optional(namespace)}</Fact>
        <Fact term={clusters('columns.authorization_type')}>
          {authorization === null ? optional(null) : clusters(`authorization.${authorization}`)}
        </Fact>
        <Fact term={clusters('columns.management_project')}>
          {optional(row.management_project?.path_with_namespace ?? null)}
        </Fact>
        <Fact term={t('columns.creator')}>
          <PanelPerson person={row.user} />
        </Fact>
        <Fact term={t('columns.created_at')}>
          <Time iso={row.created_at} now={now} show="day" /> ·{' '}
          <Time iso={row.created_at} now={now} />
        </Fact>
        <Fact term={t('columns.id')}>
          <span className="tabular-nums">{row.id}</span>
        </Fact>
      </Facts>
      <p className="text-meta text-text-faint">{t('panel.deprecated')}</p>
    </>
  )
}
