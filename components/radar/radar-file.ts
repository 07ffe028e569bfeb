import { type CsvColumn, csvOf } from '#lib/client/csv.ts'
import { fileStamp, type TextFile } from '#lib/client/download.ts'
import type { CertificatePlace, RadarCertificate } from '#lib/contract/findings/radar.ts'

/** `group/project: name`, as text for files. */
export const placeText = ({ row: { name, scope } }: CertificatePlace): string =>
  `${scope.path ?? 'instance'}: ${name}`

/** Columns of the CSV file; the words are those of the HTTP interface, for tools. */
const columns: CsvColumn<RadarCertificate>[] = [
  ['subject', ({ certificate }) => certificate.subject],
  ['issuer', ({ certificate }) => certificate.issuer],
  ['not_before', ({ certificate }) => certificate.not_before],
  ['not_after', ({ certificate }) => certificate.not_after],
  ['band', ({ band }) => band],
  ['days', ({ band, days }) => (band === 'expired' ? -days : days)],
  ['key_type', ({ certificate }) => certificate.key.type],
  ['key_bits', ({ certificate }) => certificate.key.bits],
  ['signature_algorithm', ({ certificate }) => certificate.signature_algorithm],
  ['is_ca', ({ certificate }) => String(certificate.is_ca)],
  ['sha256', ({ certificate }) => certificate.sha256],
  ['faults', ({ faults }) => faults.join(' ')],
  ['uses', ({ places }) => [...new Set(places.map(({ use }) => use))].join(' ')],
  ['places_count', ({ places }) => places.length],
  ['places', ({ places }) => places.map(placeText).join('; ')],
]

/** The certificates as a CSV file, a row each, named by the moment (epoch milliseconds) of its making. */
export const radarFile = (certificates: readonly RadarCertificate[], now: number): TextFile => ({
  name: `certificates-${fileStamp(now)}.csv`,
  type: 'text/csv;charset=utf-8',
  text: csvOf(columns, certificates),
})
