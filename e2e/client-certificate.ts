import './simulator/reflect-metadata.ts'
import { SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509'

const dayMs = 86_400_000

interface CertificateOptions {
  /** Days from now until its end; negative for one that has expired. */
  days?: number
  /** Host names that it is for. */
  dns?: string[]
}

/** A fresh self-signed certificate with its private key (EC P-256), both PEM; the key as PKCS 8. */
export async function createClientCertificate(
  commonName: string,
  { days = 90, dns = [] }: CertificateOptions = {},
) {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])
  const names = dns.map((value) => ({ type: 'dns' as const, value }))
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${commonName}`,
    notBefore: new Date(Date.now() + Math.min(0, days) * dayMs - dayMs),
    notAfter: new Date(Date.now() + days * dayMs),
    keys,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: names.length > 0 ? [new SubjectAlternativeNameExtension(names)] : [],
  })
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
  const lines = key.toString('base64').replace(/.{64}/g, '$&\n')
  return {
    cert: certificate.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----`,
  }
}
