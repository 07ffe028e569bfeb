import type { FleetRow } from '#lib/contract/fleet.ts'
import { fleetKey } from '#lib/contract/fleet.ts'
import { type Finding, findingOf } from './finding.ts'
import type { CertificatePlace, Radar, RadarCertificate } from './radar.ts'

type Family = 'ca' | 'client'

const familyOf = ({ use }: CertificatePlace): Family => (use === 'agent_client' ? 'client' : 'ca')
const keysOf = (places: readonly CertificatePlace[]) => [
  ...new Set(places.map(({ row }) => fleetKey(row))),
]

/** One finding for each certificate and fault, however many rows hold it. */
export function certificateFindings({ certificates, unreadable }: Radar): Finding[] {
  return [
    ...certificates.flatMap((one) => [...expiryFindings(one), ...faultFindings(one)]),
    ...unreadable.map(({ row, use, readable }) =>
      findingOf(use === 'agent_client' ? 'client_unreadable' : 'ca_unreadable', {
        at: fleetKey(row),
        subjects: [fleetKey(row)],
        evidence: { readable },
      }),
    ),
  ]
}

function expiryFindings({ certificate, band, days, places }: RadarCertificate): Finding[] {
  if (band === 'later') return []
  const { subject, sha256, not_after } = certificate
  return (['ca', 'client'] as const).flatMap((family) => {
    const subjects = keysOf(places.filter((place) => familyOf(place) === family))
    if (subjects.length === 0) return []
    const rule =
      band === 'expired' ? (`${family}_expired` as const) : (`${family}_expires_${band}` as const)
    const evidence = { subject, sha256, not_after, days }
    return [findingOf(rule, { at: sha256, subjects, evidence })]
  })
}

function faultFindings({ certificate, faults, places }: RadarCertificate): Finding[] {
  const { subject, sha256, key, signature_algorithm: algorithm } = certificate
  const found = { at: sha256, subjects: keysOf(places) }
  const findings: Finding[] = []
  if (faults.includes('weak_key')) {
    findings.push(findingOf('weak_key', { ...found, evidence: { subject, sha256, ...key } }))
  }
  if (faults.includes('weak_signature')) {
    findings.push(
      findingOf('weak_signature', {
        ...found,
        evidence: { subject, sha256, algorithm: algorithm ?? '' },
        // Nobody checks the signature that an anchor of trust puts under itself.
        ...(certificate.self_signed && { severity: 'notice' }),
      }),
    )
  }
  if (faults.includes('not_a_ca')) {
    findings.push(findingOf('ca_not_a_ca', { ...found, evidence: { subject, sha256 } }))
  }
  return findings
}

/** A cluster that has no CA although it is reached over TLS: GitLab trusts its own list of authorities then. */
export const missingCa = (row: Extract<FleetRow, { type: 'cluster' }>): Finding[] => {
  const { api_url } = row.platform_kubernetes
  if (row.console.ca !== null || !/^https:/i.test(api_url)) return []
  const at = fleetKey(row)
  return [findingOf('ca_missing', { at, subjects: [at], evidence: { api_url } })]
}
