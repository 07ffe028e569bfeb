import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/*
 * The keys of a company's SSO, which stands beside GitLab: it publishes them as a JWK set and signs whatever claims a test
 * asks for, with every defect that a test can think of. Built on node:crypto alone, so that it is a witness of its own.
 */
type Kind = 'RS256' | 'ES256'
export const KEY_KINDS = ['RS256', 'ES256'] as const satisfies readonly Kind[]

interface Key {
  kid: string
  kind: Kind
  privateKey: KeyObject
  publicKey: KeyObject
}

export interface Sso {
  /** What the JWK set shows, the oldest first. */
  published: Key[]
  /** Keys that can sign: the published ones, those that were taken away, and `foreign`, which never was published. */
  all: Map<string, Key>
  isDown: boolean
  /** How often the JWK set was asked for, also while it was down. */
  fetches: number
  count: number
}

const FOREIGN_KID = 'foreign'

function makeKey(kid: string, kind: Kind): Key {
  const pair =
    kind === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { kid, kind, ...pair }
}

/** An SSO with one published key of each kind: `key-1` (RS256) and `key-2` (ES256). */
export function createSso(): Sso {
  const foreign = makeKey(FOREIGN_KID, 'RS256')
  const sso: Sso = {
    published: [],
    all: new Map([[FOREIGN_KID, foreign]]),
    isDown: false,
    fetches: 0,
    count: 0,
  }
  for (const kind of KEY_KINDS) addKey(sso, kind)
  return sso
}

/** Publishes one more key; gives its id. */
export function addKey(sso: Sso, kind: Kind): string {
  sso.count += 1
  const key = makeKey(`key-${sso.count}`, kind)
  sso.published.push(key)
  sso.all.set(key.kid, key)
  return key.kid
}

/** Takes a key out of the JWK set; it can still sign. False when it is not in it. */
export function removeKey(sso: Sso, kid: string): boolean {
  const before = sso.published.length
  sso.published = sso.published.filter((key) => key.kid !== kid)
  return sso.published.length < before
}

export const keySetOf = ({ published }: Sso) => ({
  keys: published.map(({ kid, kind, publicKey }) => ({
    ...publicKey.export({ format: 'jwk' }),
    kid,
    alg: kind,
    use: 'sig',
  })),
})

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

export interface SigningRequest {
  claims: Record<string, unknown>
  /** Which key signs; default the newest published one of RS256. */
  kid?: string | undefined
  /** Added to the protected header, or put in the place of what is in it; null takes a parameter away. */
  header?: Record<string, unknown> | undefined
  /** `none`: without a signature. `hmac`: HS256 with the text of the public key, as a confused verifier would accept. */
  defect?: 'none' | 'hmac' | undefined
}

/** A compact JWS of the claims; null when there is no such key. */
export function signClaims(sso: Sso, request: SigningRequest): string | null {
  const newest = sso.published.findLast(({ kind }) => kind === 'RS256')
  const key = request.kid === undefined ? newest : sso.all.get(request.kid)
  if (key === undefined) return null
  const alg =
    request.defect === undefined ? key.kind : { none: 'none', hmac: 'HS256' }[request.defect]
  const header = Object.entries({ alg, kid: key.kid, typ: 'JWT', ...request.header }).filter(
    ([, value]) => value !== null,
  )
  const input = `${encode(Object.fromEntries(header))}.${encode(request.claims)}`
  return `${input}.${signatureOf(input, key, request.defect)}`
}

function signatureOf(input: string, key: Key, defect: SigningRequest['defect']): string {
  if (defect === 'none') return ''
  if (defect === 'hmac') {
    const pem = key.publicKey.export({ format: 'pem', type: 'spki' })
    return createHmac('sha256', pem).update(input).digest('base64url')
  }
  const signature = sign('sha256', Buffer.from(input), {
    key: key.privateKey,
    // JWS wants both numbers of an ECDSA signature side by side (RFC 7518 §3.4), not as ASN.1.
    dsaEncoding: 'ieee-p1363',
  })
  return signature.toString('base64url')
}
