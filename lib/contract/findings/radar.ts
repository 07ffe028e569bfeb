import type { Ca, Certificate } from '#lib/contract/certificate.ts'
import type { FleetRow } from '#lib/contract/fleet.ts'
import { isWeakKey, isWeakSignature } from './certificate-weakness.ts'
import { days, wholeDays } from './days.ts'
import type { ExpiryDays } from './finding.ts'

const limits = [7, 30, 60, 90] as const satisfies readonly ExpiryDays[]

/** How near the end of a certificate is: over, in fewer than so many days, or later. */
export const expiryBands = ['expired', '7', '30', '60', '90', 'later'] as const
export type ExpiryBand = (typeof expiryBands)[number]

/** The band at `now` (epoch milliseconds). With exactly 30 days left it is the one of 60. */
export function expiryBand(notAfter: string, now: number): ExpiryBand {
  const left = Date.parse(notAfter) - now
  if (left <= 0) return 'expired'
  const limit = limits.find((count) => left < days(count))
  return limit === undefined ? 'later' : `${limit}`
}

/** What a certificate is there for: what GitLab trusts at a cluster or an agent, or what it shows an agent. */
export type CertificateUse = 'cluster_ca' | 'agent_ca' | 'agent_client'

export interface CertificatePlace {
  row: FleetRow
  use: CertificateUse
}

export type CertificateFault = 'weak_key' | 'weak_signature' | 'not_a_ca'

/** One certificate with every place that holds it: one task, however many places there are. */
export interface RadarCertificate {
  certificate: Certificate
  band: ExpiryBand
  /** Whole days left; of an expired one since it ended. */
  days: number
  faults: readonly CertificateFault[]
  places: readonly CertificatePlace[]
}

export interface Radar {
  /** The first to expire first. */
  certificates: RadarCertificate[]
  /** Fields in which at least one certificate cannot be read, with how many could. */
  unreadable: (CertificatePlace & { readable: number })[]
}

interface Field extends CertificatePlace {
  ca: Ca
}

/** Every certificate field of a row that holds something. */
function fieldsOf(row: FleetRow): Field[] {
  const fields =
    row.type === 'cluster'
      ? [{ row, use: 'cluster_ca' as const, ca: row.console.ca }]
      : [
          { row, use: 'agent_ca' as const, ca: row.url_configuration?.ca ?? null },
          { row, use: 'agent_client' as const, ca: row.url_configuration?.client ?? null },
        ]
  return fields.flatMap(({ ca, ...place }) => (ca === null ? [] : [{ ...place, ca }]))
}

/** A field of CAs without a single one: GitLab may refuse what it is meant to prove. */
const hasNoCa = ({ use, ca }: Field) =>
  use !== 'agent_client' && ca.certificates.length > 0 && !ca.certificates.some((c) => c.is_ca)

/**
 * Every certificate that the rows hold, by fingerprint, as it stands at `now` (epoch milliseconds by GitLab's clock).
 * What GitLab does not show is not here: the API server's own certificate, and the private keys.
 */
export function radarOf(rows: readonly FleetRow[], now: number): Radar {
  const fields = rows.flatMap(fieldsOf)
  const found = new Map<string, { certificate: Certificate; fields: Field[] }>()
  for (const field of fields) {
    for (const certificate of field.ca.certificates) {
      const known = found.get(certificate.sha256)
      if (known === undefined) found.set(certificate.sha256, { certificate, fields: [field] })
      // A bundle may hold the same certificate twice.
      else if (known.fields.at(-1) !== field) known.fields.push(field)
    }
  }
  const certificates = [...found.values()].map(({ certificate, fields }): RadarCertificate => {
    const faults = {
      weak_key: isWeakKey(certificate),
      weak_signature: isWeakSignature(certificate),
      not_a_ca: fields.some(hasNoCa),
    }
    const end = Date.parse(certificate.not_after)
    return {
      certificate,
      band: expiryBand(certificate.not_after, now),
      days: wholeDays(Math.min(now, end), Math.max(now, end)),
      faults: faultNames.filter((name) => faults[name]),
      places: fields.map(({ row, use }) => ({ row, use })),
    }
  })
  return {
    certificates: certificates.sort((a, b) => soonerFirst(a.certificate, b.certificate)),
    unreadable: fields
      .filter(({ ca }) => !ca.readable)
      .map(({ row, use, ca }) => ({ row, use, readable: ca.certificates.length })),
  }
}

const faultNames = ['weak_key', 'weak_signature', 'not_a_ca'] as const

const soonerFirst = (a: Certificate, b: Certificate) =>
  Date.parse(a.not_after) - Date.parse(b.not_after) || (a.sha256 < b.sha256 ? -1 : 1)
