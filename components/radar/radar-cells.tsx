'use client'
import type { LucideIcon } from 'lucide-react'
import { ShieldAlert, ShieldCheck, ShieldX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { createContext, use } from 'react'
import { commonName } from '#components/certificates/certificate-facts.tsx'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { Time } from '#components/ui/time.tsx'
import type { ExpiryBand, RadarCertificate } from '#lib/contract/findings/radar.ts'

interface RadarList {
  /** By GitLab's clock, in epoch milliseconds. */
  now: number
  onPlaces: (one: RadarCertificate) => void
}

/** What the cells need to know about the list they stand in. */
export const RadarContext = createContext<RadarList | null>(null)

function useRadar(): RadarList {
  const list = use(RadarContext)
  if (list === null) throw new Error('A cell of the certificates stands outside of their list')
  return list
}

interface CellProps {
  one: RadarCertificate
}

/** The name that people know a certificate by. */
export const subjectName = ({ certificate }: RadarCertificate): string =>
  shownName(commonName(certificate.subject))

const linkClass =
  'block w-fit max-w-full truncate rounded-[3px] text-left underline-offset-[3px] hover:underline'

export function SubjectCell({ one }: CellProps) {
  const t = useTranslations('radar')
  const { onPlaces } = useRadar()
  const subject = subjectName(one)
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-label={t('showPlaces', { subject })}
      title={shownName(one.certificate.subject)}
      className={`${linkClass} font-medium text-text hover:text-accent-text`}
      onClick={() => onPlaces(one)}
    >
      {subject}
    </button>
  )
}

const looks = {
  expired: { tone: 'bad', icon: ShieldX },
  '7': { tone: 'bad', icon: ShieldAlert },
  '30': { tone: 'warn', icon: ShieldAlert },
  '60': { tone: 'info', icon: ShieldAlert },
  '90': { tone: 'neutral', icon: ShieldAlert },
  later: { tone: 'neutral', icon: ShieldCheck },
} satisfies Record<ExpiryBand, { tone: Tone; icon: LucideIcon }>

/** How near the end is: the days, in the tone of their band. */
export function BandBadge({ one: { band, days } }: CellProps) {
  const t = useTranslations('radar')
  return (
    <span className="flex items-center">
      <Badge variant="plain" {...looks[band]}>
        {t(band === 'expired' ? 'over' : 'left', { days })}
      </Badge>
    </span>
  )
}

export function EndCell({ one: { certificate } }: CellProps) {
  const { now } = useRadar()
  return <Time iso={certificate.not_after} now={now} show="day" />
}

export function IssuerCell({ one: { certificate } }: CellProps) {
  const t = useTranslations('radar')
  if (certificate.self_signed) return <span className="text-text-soft">{t('selfSigned')}</span>
  const issuer = shownName(commonName(certificate.issuer))
  return (
    <span title={shownName(certificate.issuer)} className="block text-text-soft sm:truncate">
      {issuer}
    </span>
  )
}

/** `RSA 2048`. */
export const keyText = ({ certificate: { key } }: RadarCertificate): string =>
  `${key.type.toUpperCase()} ${key.bits ?? ''}`.trim()

export function FaultCell({ one: { faults } }: CellProps) {
  const t = useTranslations('radar.faults')
  if (faults.length === 0) return <span className="text-text-faint">{t('none')}</span>
  return <span className="text-warn-text">{faults.map((fault) => t(fault)).join(' · ')}</span>
}

export function UseCell({ one: { places } }: CellProps) {
  const t = useTranslations('radar.uses')
  const uses = [...new Set(places.map(({ use }) => use))]
  const words = uses.map((use) => t(use)).join(' · ')
  return (
    <span title={words} className="block text-text-soft sm:truncate">
      {words}
    </span>
  )
}

export function PlacesCell({ one: { places } }: CellProps) {
  const t = useTranslations('radar')
  return <span className="tabular-nums">{t('placesCount', { count: places.length })}</span>
}
