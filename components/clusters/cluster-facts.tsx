'use client'
import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
import { CaStatusBadge } from '#components/certificates/ca-status-badge.tsx'
import { commonName } from '#components/certificates/certificate-facts.tsx'
import { Fact, Facts } from '#components/ui/facts.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { ExternalTextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import type { Cluster } from '#lib/contract/cluster.ts'
import { clusterCaStatus } from './cluster-status.ts'

interface ClusterFactsProps {
  cluster: Cluster
  /** GitLab's own address, for links to what the API names by path only. */
  gitlabUrl: string | undefined
}

/** What is known about a cluster and cannot be edited. */
export function ClusterFacts({ cluster, gitlabUrl }: ClusterFactsProps) {
  const t = useTranslations('clusterForm.facts')
  const list = useTranslations('clusters')
  const { console: own, user, management_project: project } = cluster
  return (
    <Facts className="sm:[&>div]:grid-cols-[8.5rem_minmax(0,1fr)]">
      <Fact term={t('type')}>{t(`types.${cluster.cluster_type}`)}</Fact>
      <Fact term={t('provider')}>{list(`provider.${cluster.provider_type}`)}</Fact>
      <Fact term={t('created')}>
        <Time iso={cluster.created_at} now={own.as_of} show="day" />
        {' · '}
        <Time iso={cluster.created_at} now={own.as_of} />
      </Fact>
      <Fact term={t('createdBy')}>
        {user?.web_url ? (
          <ExternalTextLink href={user.web_url}>{shownName(user.name)}</ExternalTextLink>
        ) : (
          ((user && shownName(user.name)) ?? (
            <span className="text-text-faint">{t('unknown')}</span>
          ))
        )}
      </Fact>
      <Fact term={t('ca')} hint={own.ca && <CaHint cluster={cluster} />}>
        <CaStatusBadge status={clusterCaStatus(cluster)} />
      </Fact>
      <Fact term={t('managementProject')}>
        {project && gitlabUrl ? (
          <ExternalTextLink href={`${gitlabUrl}/${project.path_with_namespace}`}>
            <Breakable path={shownName(project.path_with_namespace)} />
          </ExternalTextLink>
        ) : (
          ((project && shownName(project.path_with_namespace)) ?? (
            <span className="text-text-faint">{t('none')}</span>
          ))
        )}
      </Fact>
      <Fact term={t('id')}>
        <span className="tabular-nums">{cluster.id}</span>
      </Fact>
      {cluster.provider_gcp && <GcpFacts gcp={cluster.provider_gcp} />}
    </Facts>
  )
}

/** A path that breaks after its slashes, not inside its names. */
function Breakable({ path }: { path: string }) {
  return path.split('/').map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place alone, two may be alike, and none ever moves
    <Fragment key={index}>
      {index > 0 && (
        <>
          /<wbr />
        </>
      )}
      {part}
    </Fragment>
  ))
}

function CaHint({ cluster }: { cluster: Cluster }) {
  const { ca, as_of: asOf } = cluster.console
  return ca?.certificates.map((certificate) => (
    <span key={certificate.sha256} className="block">
      {commonName(certificate.subject)} · <Time iso={certificate.not_after} now={asOf} show="day" />
    </span>
  ))
}

function GcpFacts({ gcp }: { gcp: NonNullable<Cluster['provider_gcp']> }) {
  const t = useTranslations('clusterForm.facts.gcp')
  const values = [
    [t('status_name'), gcp.status_name],
    [t('gcp_project_id'), gcp.gcp_project_id],
    [t('zone'), gcp.zone],
    [t('machine_type'), gcp.machine_type],
    [t('num_nodes'), gcp.num_nodes],
    [t('endpoint'), gcp.endpoint],
  ] as const
  return values.map(
    ([term, value]) =>
      value !== null && (
        <Fact key={term} term={term}>
          <span className="break-all">{value}</span>
        </Fact>
      ),
  )
}
