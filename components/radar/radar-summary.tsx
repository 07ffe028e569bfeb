'use client'
import { useTranslations } from 'next-intl'
import type { RadarCertificate } from '#lib/contract/findings/radar.ts'

/** How it stands, in a sentence. */
export function RadarSummary({ certificates }: { certificates: readonly RadarCertificate[] }) {
  const t = useTranslations('radar')
  const countOf = (...bands: RadarCertificate['band'][]) =>
    certificates.filter(({ band }) => bands.includes(band)).length
  return (
    <p role="status" className="pb-3 text-body">
      {t('summary', {
        count: certificates.length,
        places: certificates.reduce((sum, { places }) => sum + places.length, 0),
        expired: countOf('expired'),
        soon: countOf('7', '30'),
      })}
    </p>
  )
}
