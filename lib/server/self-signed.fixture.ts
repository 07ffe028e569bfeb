import 'server-only'

/* Certificates for unit tests, made anew each time: no key stands in the repository. */

/** tsyringe, which @peculiar/x509 loads, wants the Reflect metadata polyfill; this is the part that it calls. */
async function x509() {
  if (!('getMetadata' in Reflect)) {
    const known = new WeakMap<object, Map<unknown, unknown>>()
    const get = (key: unknown, target: object) => known.get(target)?.get(key)
    Object.assign(Reflect, {
      getMetadata: get,
      getOwnMetadata: get,
      defineMetadata: (key: unknown, value: unknown, target: object) =>
        known.set(target, (known.get(target) ?? new Map()).set(key, value)),
    })
  }
  return import('@peculiar/x509')
}

const algorithms = {
  'ec-384': { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-256' },
  'rsa-2048': {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
}

export interface SelfSigned {
  pem: string
  /** PKCS 8 as PEM. */
  key: string
}

/** A certificate that signs itself, with its key. Times are epoch milliseconds. */
export async function selfSigned(options: {
  subject: string
  algorithm: keyof typeof algorithms
  notBefore: number
  notAfter: number
  isCa?: boolean
  dns?: string[]
  ip?: string[]
}): Promise<SelfSigned> {
  const { subject, notBefore, notAfter, isCa = false, dns = [], ip = [] } = options
  const algorithm = algorithms[options.algorithm]
  const lib = await x509()
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const names = [
    ...dns.map((value) => ({ type: 'dns' as const, value })),
    ...ip.map((value) => ({ type: 'ip' as const, value })),
  ]
  const certificate = await lib.X509CertificateGenerator.createSelfSigned({
    serialNumber: '0a',
    name: subject,
    notBefore: new Date(notBefore),
    notAfter: new Date(notAfter),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      ...(isCa ? [new lib.BasicConstraintsExtension(true, undefined, true)] : []),
      ...(names.length > 0 ? [new lib.SubjectAlternativeNameExtension(names)] : []),
    ],
  })
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
  const lines = key.toString('base64').replace(/.{64}/g, '$&\n')
  return {
    pem: certificate.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`,
  }
}
