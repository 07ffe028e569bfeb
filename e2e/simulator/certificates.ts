import './reflect-metadata.ts'
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'

export interface CertificateRequest {
  commonName: string
  notBefore: number
  notAfter: number
}

const HOUR_MS = 3_600_000

const certificates = new Map<string, Promise<string>>()

/**
 * Makes a self-signed CA as a Kubernetes cluster has one (EC P-256) and gives it as PEM. Times are
 * milliseconds, cut to the hour: within one, the same request gives the same certificate, so that
 * a reset world is the world before.
 */
export function createCaCertificate(request: CertificateRequest): Promise<string> {
  const notBefore = Math.floor(request.notBefore / HOUR_MS) * HOUR_MS
  const notAfter = Math.floor(request.notAfter / HOUR_MS) * HOUR_MS
  const key = `${request.commonName} ${notBefore} ${notAfter}`
  const made = certificates.get(key) ?? generate({ ...request, notBefore, notAfter })
  certificates.set(key, made)
  return made
}

async function generate(request: CertificateRequest): Promise<string> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${request.commonName}`,
    notBefore: new Date(request.notBefore),
    notAfter: new Date(request.notAfter),
    keys,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.digitalSignature, true),
    ],
  })
  return certificate.toString('pem')
}
