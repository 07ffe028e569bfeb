'use client'
import { useTranslations } from 'next-intl'
import { CaValue } from '#components/certificates/ca-value.tsx'
import { Fact, Facts } from '#components/ui/facts.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import type { Cluster } from '#lib/contract/cluster.ts'
import { useClusterLabels } from './cluster-labels.ts'
import { isUntold, type UntoldField } from './cluster-status.ts'

const switches = ['enabled', 'managed', 'namespace_per_environment'] as const

/** The values of the form for somebody who may not change them: facts, not a form that goes nowhere. */
export function ClusterReading({ cluster }: { cluster: Cluster }) {
  const t = useTranslations('clusterForm')
  const clusters = useTranslations('clusters')
  const labels = useClusterLabels()
  const { platform_kubernetes: platform, console: own } = cluster
  const authorization = platform.authorization_type
  return (
    <Facts>
      <Fact term={labels.environment_scope}>
        <code className="text-table break-all">{shownName(cluster.environment_scope)}</code>
      </Fact>
      <Fact term={labels.domain}>
        <Optional value={cluster.domain} />
      </Fact>
      <Fact term={labels['platform_kubernetes_attributes.api_url']}>
        <code className="text-table break-all">{platform.api_url}</code>
      </Fact>
      <Fact term={labels['platform_kubernetes_attributes.ca_cert']}>
        {own.ca && platform.ca_cert ? (
          <CaValue pem={platform.ca_cert} stored={own.ca} />
        ) : (
          <Optional value={null} />
        )}
      </Fact>
      {switches.map((name) => (
        <Fact key={name} term={labels[name]}>
          <Switched cluster={cluster} name={name} />
        </Fact>
      ))}
      <Fact term={labels['platform_kubernetes_attributes.namespace']}>
        <Optional value={platform.namespace} />
      </Fact>
      <Fact term={labels['platform_kubernetes_attributes.authorization_type']}>
        {authorization === null ? (
          <Optional value={null} />
        ) : (
          clusters(`authorization.${authorization}`)
        )}
      </Fact>
      <Fact term={labels['platform_kubernetes_attributes.token']}>{t('reading.tokenText')}</Fact>
    </Facts>
  )
}

function Optional({ value }: { value: string | null | undefined }) {
  const t = useTranslations('clusters')
  if (!value) return <span className="text-text-faint">{t('notSet')}</span>
  return <span className="break-all">{shownName(value)}</span>
}

/** Whether a switch is on; an old GitLab does not tell. */
function Switched({ cluster, name }: { cluster: Cluster; name: UntoldField }) {
  const t = useTranslations('clusterForm.reading')
  if (isUntold(cluster, name)) return <span className="text-text-faint">{t('untold')}</span>
  return t(cluster[name] ? 'on' : 'off')
}
