'use client'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { durationWords } from '#components/ui/time-words.ts'
import type { Instance } from '#lib/contract/instance.ts'
import {
  checkCertificateClusters,
  checkConnection,
  checkKas,
  checkReceptiveAgents,
  checkVersion,
} from './doctor-checks.ts'
import { DoctorPersonRows } from './doctor-person-rows.tsx'
import { DoctorProblems } from './doctor-problems.tsx'
import { DoctorRow, DoctorSection } from './doctor-row.tsx'

const mono = (chunks: ReactNode) => <span className="font-mono text-table">{chunks}</span>

/** Everything the console knows about GitLab and about the signed-in person's rights. */
export function DoctorReport({ instance }: { instance: Instance }) {
  const t = useTranslations('settings')
  return (
    <div className="space-y-6 pt-1">
      <DoctorProblems instance={instance} />
      <DoctorSection title={t('gitlab')}>
        <ConnectionRows instance={instance} />
      </DoctorSection>
      <DoctorSection title={t('integrations')}>
        <IntegrationRows instance={instance} />
      </DoctorSection>
      <DoctorSection title={t('you')}>
        <DoctorPersonRows instance={instance} />
      </DoctorSection>
    </div>
  )
}

function ConnectionRows({ instance }: { instance: Instance }) {
  const t = useTranslations('settings')
  const { url, version, enterprise } = instance.gitlab
  const edition = enterprise === null ? t('editionUnknown') : t(enterprise ? 'ee' : 'ce')
  const locale = useLocale()
  const offset = instance.clock_offset_ms
  const side = Math.abs(offset) < 500 ? 'same' : offset > 0 ? 'ahead' : 'behind'
  return (
    <>
      <DoctorRow
        gitlabUrl={url}
        finding={checkConnection(instance)}
        check="connection"
        title={t('connection.title')}
        evidence={
          <>
            {t.rich('connection.evidence', { url, mono })}
            {' · '}
            {t('connection.clock', { duration: durationWords(offset, locale), side })}
          </>
        }
      />
      <DoctorRow
        gitlabUrl={url}
        finding={checkVersion(instance)}
        check="version"
        title={t('version.title')}
        evidence={
          version === null
            ? t('version.unknown')
            : t.rich('version.evidence', { version, edition, mono })
        }
      />
    </>
  )
}

function IntegrationRows({ instance }: { instance: Instance }) {
  const t = useTranslations('settings')
  const { url } = instance.gitlab
  const { kas } = instance
  return (
    <>
      <DoctorRow
        gitlabUrl={url}
        finding={checkCertificateClusters(instance)}
        check="certificateClusters"
        title={t('certificateClusters.title')}
        evidence={t(`certificateClusters.${instance.certificate_based_clusters}`)}
      />
      <DoctorRow
        gitlabUrl={url}
        finding={checkKas(instance)}
        check="kas"
        title={t('kas.title')}
        evidence={
          kas?.enabled
            ? t.rich('kas.on', {
                url: kas.external_url ?? t('notTold'),
                version: kas.version ?? t('notTold'),
                mono,
              })
            : t(kas === null ? 'kas.unknown' : 'kas.off')
        }
      />
      <DoctorRow
        gitlabUrl={url}
        finding={checkReceptiveAgents(instance)}
        check="receptive"
        title={t('receptive.title')}
        evidence={t(`receptive.${instance.receptive_agents}`)}
      />
    </>
  )
}
