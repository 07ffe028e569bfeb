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
  /** What is wrong with it; nothing by default. */
  flaw?: 'weak key' | 'sha-1' | 'no ca'
}

const HOUR_MS = 3_600_000

const certificates = new Map<string, Promise<string>>()

/**
 * Makes a self-signed CA as a Kubernetes cluster has one (EC P-256, with some flaws RSA) and gives it as PEM. Times are
 * milliseconds, cut to the hour: within one, the same request gives the same certificate, so that
 * a reset world is the world before.
 */
export function createCaCertificate(request: CertificateRequest): Promise<string> {
  const notBefore = Math.floor(request.notBefore / HOUR_MS) * HOUR_MS
  const notAfter = Math.floor(request.notAfter / HOUR_MS) * HOUR_MS
  const key = `${request.commonName} ${notBefore} ${notAfter} ${request.flaw}`
  const made = certificates.get(key) ?? generate({ ...request, notBefore, notAfter })
  certificates.set(key, made)
  return made
}

async function generate(request: CertificateRequest): Promise<string> {
  const { generated, signed } = algorithmsOf(request)
  const keys = await crypto.subtle.generateKey(generated, true, ['sign', 'verify'])
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${request.commonName}`,
    notBefore: new Date(request.notBefore),
    notAfter: new Date(request.notAfter),
    keys,
    signingAlgorithm: signed,
    extensions: [
      new BasicConstraintsExtension(request.flaw !== 'no ca', undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.digitalSignature, true),
    ],
  })
  return certificate.toString('pem')
}

function algorithmsOf({ flaw }: CertificateRequest) {
  if (flaw === undefined || flaw === 'no ca') {
    return {
      generated: { name: 'ECDSA', namedCurve: 'P-256' },
      signed: { name: 'ECDSA', hash: 'SHA-256' },
    }
  }
  const hash = flaw === 'sha-1' ? 'SHA-1' : 'SHA-256'
  const name = 'RSASSA-PKCS1-v1_5'
  const publicExponent = new Uint8Array([1, 0, 1])
  const modulusLength = flaw === 'weak key' ? 1024 : 2048
  return { generated: { name, publicExponent, modulusLength, hash }, signed: { name, hash } }
}
