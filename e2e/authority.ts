import './simulator/reflect-metadata.ts'
import { createHash } from 'node:crypto'
import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { Agent, setGlobalDispatcher } from 'undici'

/** A certificate with its private key, both PEM. */
export interface Issued {
  cert: string
  key: string
}

/** A certificate authority of a test, and what it issued for one host. */
export interface Authority {
  ca: string
  site: Issued
  /** SHA-256 of the authority's public key in Base64, as Chromium's switch wants it. */
  keyHash: string
}

const day = 86_400_000
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const newKeys = () => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])

/** A private authority as a company has one, and its certificate for `host`. */
export async function createAuthority(host: string): Promise<Authority> {
  const life = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + 30 * day) }
  const [caKeys, keys] = await Promise.all([newKeys(), newKeys()])
  const ca = await X509CertificateGenerator.createSelfSigned({
    ...life,
    name: 'CN=Authority of a test',
    keys: caKeys,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
    ],
  })
  const site = await X509CertificateGenerator.create({
    ...life,
    subject: `CN=${host}`,
    issuer: ca.subject,
    publicKey: keys.publicKey,
    signingKey: caKeys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([{ type: 'dns', value: host }]),
    ],
  })
  const exported = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
  const lines = exported.toString('base64').replace(/.{64}/g, '$&\n')
  return {
    ca: ca.toString('pem'),
    site: {
      // With its authority, as a server sends it.
      cert: `${site.toString('pem')}\n${ca.toString('pem')}\n`,
      key: `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`,
    },
    keyHash: createHash('sha256').update(Buffer.from(ca.publicKey.rawData)).digest('base64'),
  }
}

/** The authorities that the clients of this process believe besides the usual ones. */
export const trusted: string[] = []

/** Names below `localhost` are loopback's (RFC 6761 §6.3), which browsers know and resolvers often do not. */
const lookupLoopback: LookupFunction = (hostname, options, done) =>
  lookup(hostname.endsWith('.localhost') ? 'localhost' : hostname, options, done)

/** From now on every client of this process believes this authority too. */
export function trust(ca: string): void {
  trusted.push(ca)
  const connect = { ca: [...trusted], lookup: lookupLoopback }
  setGlobalDispatcher(new Agent({ connect }))
}
