import { z } from 'zod'

/** One X.509 certificate as read by `node:crypto`. Times are ISO 8601; `sha256` is 64 lower-case hex digits. */
const certificateSchema = z.object({
  subject: z.string(),
  issuer: z.string(),
  serial_number: z.string(),
  not_before: z.string(),
  not_after: z.string(),
  sha256: z.string(),
  subject_alt_names: z.array(z.string()),
  is_ca: z.boolean(),
  self_signed: z.boolean(),
  key: z.object({ type: z.string(), bits: z.number().nullable() }),
  /** OpenSSL's name of it, such as `sha256WithRSAEncryption`; null when it knows none. */
  signature_algorithm: z.string().nullable(),
})
export type Certificate = z.infer<typeof certificateSchema>

/**
 * What a cluster's CA field holds: certificates in the order they stand in the PEM, none when nothing could be read.
 * Null beside it means that the field is empty.
 */
export const caSchema = z.object({
  readable: z.boolean(),
  certificates: z.array(certificateSchema),
  /** The first certificate to expire: the date that matters. */
  not_after: z.string().nullable(),
  sha256: z.string().nullable(),
})
export type Ca = z.infer<typeof caSchema>

/** Body of `POST /api/certificates/inspect`; a key is checked against the first certificate. */
export const inspectRequestSchema = z.strictObject({
  pem: z.string().max(48_000),
  key: z.string().max(16_000).optional(),
})
/** What becomes of a private key beside a certificate; `no_certificate` is a key that can be read, with nothing to compare. */
const keyStateSchema = z.enum(['matches', 'mismatch', 'no_certificate', 'encrypted', 'unreadable'])
export type KeyState = z.infer<typeof keyStateSchema>
/** Its answer; `key` is null when none was sent, `as_of` is the time by GitLab's clock. */
export const inspectionSchema = caSchema.extend({
  key: keyStateSchema.nullable(),
  as_of: z.string(),
})
export type Inspection = z.infer<typeof inspectionSchema>

const dayMs = 86_400_000
/** Under this many days before its end a certificate needs care. */
const expiringDays = 30

export type CaStatus = 'none' | 'unreadable' | 'expired' | 'expiring' | 'fine'

/** How a CA stands at `now` (epoch milliseconds, by GitLab's clock). */
export function caStatus(ca: Ca | null, now: number): CaStatus {
  if (ca === null) return 'none'
  if (!ca.readable || ca.not_after === null) return 'unreadable'
  const left = Date.parse(ca.not_after) - now
  if (left <= 0) return 'expired'
  return left < expiringDays * dayMs ? 'expiring' : 'fine'
}
