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

/**
 * Makes a self-signed CA as a Kubernetes cluster has one (EC P-256) and gives it as PEM.
 * Times in milliseconds.
 */
export async function createCaCertificate(request: CertificateRequest): Promise<string> {
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
