'use client'
import { useTranslations } from 'next-intl'
import { CertificateFacts } from '#components/certificates/certificate-facts.tsx'
import { PlaceList } from '#components/findings/place-list.tsx'
import { SidePanel } from '#components/modal/side-panel.tsx'
import type { CertificateUse, RadarCertificate } from '#lib/contract/findings/radar.ts'
import { BandBadge, subjectName } from './radar-cells.tsx'

interface RadarPlacesProps {
  one: RadarCertificate
  /** By GitLab's clock, in epoch milliseconds. */
  now: number
  open: boolean
  onClose: () => void
}

const uses = ['cluster_ca', 'agent_ca', 'agent_client'] as const satisfies CertificateUse[]
const factsUse = { cluster_ca: 'cluster', agent_ca: 'agent', agent_client: 'client' } as const

/** One certificate with everything that is known of it, and every place that holds it. */
export function RadarPlaces({ one, now, open, onClose }: RadarPlacesProps) {
  const t = useTranslations('radar')
  const { certificate, places } = one
  const [first] = places
  return (
    <SidePanel
      open={open}
      onClose={onClose}
      title={subjectName(one)}
      description={
        <>
          <BandBadge one={one} />
          <p>{t('placesText', { count: places.length })}</p>
        </>
      }
    >
      <div className="space-y-5">
        {uses.map((use) => {
          const rows = places.filter((place) => place.use === use).map(({ row }) => row)
          return (
            rows.length > 0 && (
              <section key={use} aria-label={t(`uses.${use}`)}>
                <h3 className="pb-1 font-medium">{t(`uses.${use}`)}</h3>
                <PlaceList rows={rows} />
              </section>
            )
          )
        })}
        <CertificateFacts
          certificate={certificate}
          now={now}
          use={factsUse[first?.use ?? 'cluster_ca']}
        />
      </div>
    </SidePanel>
  )
}
