'use client'
import { useTranslations } from 'next-intl'
import { type StoredPem, useInspection } from '#components/certificates/pem-inspection.tsx'
import { caStatus } from '#lib/contract/certificate.ts'
import { code } from './code-tag.tsx'
import { endpointMatch } from './endpoint-name.ts'
import { FieldVerdict } from './field-verdict.tsx'

interface CertificateVerdictsProps {
  pem: string
  stored: StoredPem | null
  /** The name that the agent's certificate must be for; null where that does not matter. */
  name: string | null
}

/** What will go wrong with the certificates of a field: their end, and the name that they are for. */
export function CertificateVerdicts({ pem, stored, name }: CertificateVerdictsProps) {
  const t = useTranslations('urlConfigurations.names')
  const inspection = useInspection(pem, stored)
  if (inspection === null || typeof inspection === 'string') return null
  const status = caStatus(inspection.ca, Date.parse(inspection.asOf))
  const match = endpointMatch(inspection.ca.certificates, name)
  return (
    <>
      {status === 'expired' && <FieldVerdict tone="bad">{t('expired')}</FieldVerdict>}
      {status === 'expiring' && <FieldVerdict tone="warn">{t('expiresSoon')}</FieldVerdict>}
      {match !== null && (
        <FieldVerdict tone={match === 'valid' ? 'good' : 'warn'}>
          {t.rich(`match.${match}`, { name: name ?? '', code })}
        </FieldVerdict>
      )}
    </>
  )
}
