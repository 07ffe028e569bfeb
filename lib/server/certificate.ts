import 'server-only'
import { type KeyObject, X509Certificate } from 'node:crypto'
import type { Ca, Certificate, Inspection, KeyState } from '#lib/contract/certificate.ts'
import { gitlabNow } from './gitlab/gitlab-clock.ts'
import { readPrivateKey } from './private-key.ts'

/** More than any real bundle; a field of 64 KiB could hold 200, each made to be slow. */
const maxCertificates = 20
const maxTextLength = 1_000
const beginning = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/g
const block = /-----BEGIN ((?:X509 |TRUSTED )?CERTIFICATE)-----[^-]*-----END \1-----/g

/** Names in certificates are chosen by strangers: one line, no control or direction characters, not endless. */
const oneLine = (text: string): string =>
  text
    .replace(/\n/g, ', ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .slice(0, maxTextLength)

/**
 * `DNS:a.example, IP Address:10.0.0.1`. Node writes a name like JSON when it holds something unusual, so that a comma
 * always separates.
 */
function subjectAltNames(text: string | undefined): string[] {
  const names = text?.split(', ') ?? []
  return names.map((name) => {
    const [, kind, quoted] = /^([^:]+:)(".*")$/.exec(name) ?? []
    if (kind === undefined || quoted === undefined) return oneLine(name)
    return oneLine(`${kind}${JSON.parse(quoted)}`)
  })
}

const curveBits: Record<string, number> = {
  secp224r1: 224,
  prime256v1: 256,
  secp256k1: 256,
  secp384r1: 384,
  secp521r1: 521,
}
const fixedBits: Record<string, number> = { ed25519: 256, ed448: 456 }

function keyOf(key: KeyObject | null): Certificate['key'] {
  const type = key?.asymmetricKeyType
  if (key === null || type === undefined) return { type: 'unknown', bits: null }
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {}
  return { type, bits: modulusLength ?? curveBits[namedCurve ?? ''] ?? fixedBits[type] ?? null }
}

/** The public key; null when OpenSSL does not know its kind. */
function publicKey(certificate: X509Certificate): KeyObject | null {
  try {
    return certificate.publicKey
  } catch {
    return null
  }
}

/**
 * By the names and key identifiers alone. Checking the signature would tell no more to a person, and strangers can make
 * keys of which each check stops the whole process for milliseconds.
 */
const isSelfSigned = (certificate: X509Certificate): boolean => certificate.checkIssued(certificate)

function factsOf(certificate: X509Certificate): Certificate {
  const key = publicKey(certificate)
  return {
    subject: oneLine(certificate.subject ?? ''),
    issuer: oneLine(certificate.issuer ?? ''),
    serial_number: certificate.serialNumber,
    not_before: certificate.validFromDate.toISOString(),
    not_after: certificate.validToDate.toISOString(),
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    subject_alt_names: subjectAltNames(certificate.subjectAltName),
    is_ca: certificate.ca,
    self_signed: isSelfSigned(certificate),
    key: keyOf(key),
    signature_algorithm: certificate.signatureAlgorithm ?? null,
  }
}

function readOne(pem: string): { x509: X509Certificate; certificate: Certificate } | null {
  try {
    const x509 = new X509Certificate(pem)
    return { x509, certificate: factsOf(x509) }
  } catch {
    return null
  }
}

function read(pem: string) {
  const blocks = pem.match(block)?.slice(0, maxCertificates) ?? []
  const found = blocks.map(readOne)
  const known = found.filter((one) => one !== null)
  const begun = pem.match(beginning)?.length ?? 0
  const certificates = known.map(({ certificate }) => certificate)
  const [first, ...others] = certificates
  const soonest = others.reduce(
    (before, next) => (before && next.not_after < before.not_after ? next : before),
    first,
  )
  const ca: Ca = {
    readable: known.length > 0 && known.length === begun,
    certificates,
    not_after: soonest?.not_after ?? null,
    sha256: soonest?.sha256 ?? null,
  }
  return { ca, x509: known[0]?.x509 }
}

/**
 * What a cluster's CA field says; null when it is empty. `readable` is false as soon as one certificate of a bundle
 * cannot be read; the others are given all the same. `not_after` and `sha256` are of the first one to expire.
 */
export const inspectCa = (pem: string | null): Ca | null =>
  pem === null || pem.trim() === '' ? null : read(pem).ca

/** How a private key (PEM) stands to a certificate. */
function keyState(certificate: X509Certificate | undefined, pem: string): KeyState {
  const key = readPrivateKey(pem)
  if (typeof key === 'string') return key
  if (certificate === undefined) return 'no_certificate'
  try {
    return certificate.checkPrivateKey(key) ? 'matches' : 'mismatch'
  } catch {
    return 'mismatch'
  }
}

/** Inspects pasted certificates and, if given, a key for the first of them. The key leaves no trace in the answer. */
export function inspect(pem: string, key?: string): Inspection {
  const { ca, x509 } = read(pem)
  const isAsked = key !== undefined && key.trim() !== ''
  return {
    ...ca,
    key: isAsked ? keyState(x509, key) : null,
    as_of: gitlabNow().toISOString(),
  }
}
