import './reflect-metadata.ts'
import {
  BasicConstraintsExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'

/** What is wrong with a listener's certificate, or with how it speaks; nothing with `good`. */
export const TLS_KINDS = ['good', 'self_signed', 'expired', 'wrong_name', 'old_protocol'] as const
export type TlsKind = (typeof TLS_KINDS)[number]

export interface TlsIdentity {
  key: string
  cert: string
  /** The authority that issued it, which a client is to trust; with `self_signed` one that did not. */
  ca: string
}

const DAY_MS = 86_400_000
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

interface Authority {
  keys: CryptoKeyPair
  certificate: X509Certificate
}

const makeKeys = () => crypto.subtle.generateKey(ECDSA, true, ['sign', 'verify'])

async function makeAuthority(): Promise<Authority> {
  const keys = await makeKeys()
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Simulated company CA',
    notBefore: new Date(Date.now() - 10 * DAY_MS),
    notAfter: new Date(Date.now() + 10 * DAY_MS),
    keys,
    signingAlgorithm: ECDSA,
    extensions: [new BasicConstraintsExtension(true, undefined, true)],
  })
  return { keys, certificate }
}

/** Makes a key and certificate for 127.0.0.1 and localhost, with the one flaw that `kind` names. */
export async function makeIdentity(kind: TlsKind): Promise<TlsIdentity> {
  const [authority, keys] = await Promise.all([makeAuthority(), makeKeys()])
  const isOld = kind === 'expired'
  const common = {
    subject: 'CN=gitlab.example.test',
    notBefore: new Date(Date.now() - 9 * DAY_MS),
    notAfter: new Date(Date.now() + (isOld ? -1 : 9) * DAY_MS),
    signingAlgorithm: ECDSA,
    publicKey: keys.publicKey,
    extensions: [
      new SubjectAlternativeNameExtension(
        kind === 'wrong_name'
          ? [{ type: 'dns', value: 'gitlab.example.test' }]
          : [
              { type: 'ip', value: '127.0.0.1' },
              { type: 'dns', value: 'localhost' },
            ],
      ),
    ],
  }
  const isOwn = kind === 'self_signed'
  const certificate = await X509CertificateGenerator.create({
    ...common,
    issuer: isOwn ? common.subject : authority.certificate.subject,
    signingKey: isOwn ? keys.privateKey : authority.keys.privateKey,
  })
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  return {
    key: PemConverter.encode(key, PemConverter.PrivateKeyTag),
    cert: certificate.toString('pem'),
    ca: authority.certificate.toString('pem'),
  }
}
