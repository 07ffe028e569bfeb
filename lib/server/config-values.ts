import 'server-only'
import { X509Certificate } from 'node:crypto'
import { z } from 'zod'

const placeholder = /^(change-?me|secret|client-?secret|password|example|todo|x+|<.*>)$|example/i

/** One variable: `read` gives its value, or undefined for a bad one; `expected` completes "expected …". */
export function variable<T>(expected: string, read: (text: string) => T | undefined) {
  return z.string({ error: expected }).transform((text, ctx): T => {
    const value = read(text)
    if (value !== undefined) return value
    ctx.addIssue(expected)
    return z.NEVER
  })
}

const wholeNumber = (expected: string, min: number, max: number) =>
  variable(expected, (text) => {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
    return value >= min && value <= max ? value : undefined
  })

export const seconds = wholeNumber('a whole number of seconds, at least 1', 1, 31_536_000)
export const secondsOrNone = wholeNumber('a whole number of seconds, 0 or more', 0, 31_536_000)
export const milliseconds = wholeNumber(
  'a whole number of milliseconds, at least 1',
  1,
  2_147_483_647,
)
export const yesOrNo = variable('true or false', (text) =>
  text === 'true' ? true : text === 'false' ? false : undefined,
)
export const port = wholeNumber('a TCP port', 0, 65_535)
export const rows = wholeNumber('a whole number of rows, at least 1', 1, 10_000_000)
export const places = wholeNumber('a whole number of places, 0 or more', 0, 10_000_000)
export const calls = wholeNumber('a whole number of calls, at least 1', 1, 1_000_000)
export const hops = wholeNumber('a whole number of proxies, 0 to 10', 0, 10)

const isLoopback = (host: string) =>
  host === 'localhost' || host.endsWith('.localhost') || /^(127(\.\d+){3}|\[::1\])$/.test(host)

/** A URL without user and fragment, and without query unless that is allowed; plain http on loopback only. */
export function safeUrl(text: string, allowed = { query: false }): URL | undefined {
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.password !== '') return undefined
  if ((text.includes('?') && !allowed.query) || text.includes('#')) return undefined
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
  return isSafe ? url : undefined
}

export const origin = variable(
  'an origin such as https://clusters.example.com (no path, no user; http on loopback only)',
  (text) => {
    const url = safeUrl(text)
    return url !== undefined && url.pathname === '/' ? url.origin : undefined
  },
)

export const baseUrl = variable(
  'the URL of GitLab such as https://gitlab.example.com (no user, query or fragment; http on loopback only)',
  (text) => {
    const url = safeUrl(text)
    return url === undefined ? undefined : url.origin + url.pathname.replace(/\/+$/, '')
  },
)

/** 32 bytes of Base64; a key of one repeated byte, or of readable text, is somebody's example. */
function key(text: string): Buffer | undefined {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return undefined
  const bytes = Buffer.from(text, 'base64')
  const isRandom =
    bytes.some((byte) => byte !== bytes[0]) && bytes.some((byte) => byte < 32 || byte > 126)
  return bytes.length === 32 && isRandom ? bytes : undefined
}

export const singleKey = variable(
  '32 random bytes in Base64 (openssl rand -base64 32), not an example',
  key,
)

interface NamedKey {
  kid: string
  bytes: Buffer
}

export const keyring = variable(
  'kid:key,… with a short name of letters and digits and 32 random bytes in Base64 each (openssl rand -base64 32), not an example',
  (text) => {
    const keys: NamedKey[] = []
    for (const part of text.split(',')) {
      const [, kid, encoded] = /^\s*([A-Za-z0-9_-]{1,32}):(\S+)\s*$/.exec(part) ?? []
      const bytes = key(encoded ?? '')
      if (kid === undefined || bytes === undefined) return undefined
      if (keys.some((known) => known.kid === kid)) return undefined
      keys.push({ kid, bytes })
    }
    return keys
  },
)

export const clientSecret = variable(
  'the secret of the OAuth application, not an example',
  (text) => (text.length >= 8 && !placeholder.test(text) ? text : undefined),
)

export const plain = (expected: string) =>
  variable(expected, (text) => (/^[\x21-\x7e]{1,255}$/.test(text) ? text : undefined))

const knownScopes = ['api', 'read_api', 'read_user', 'admin_mode']

export const oauthScopes = variable(
  'scopes separated by spaces: api (or read_api to look only), and admin_mode for administrators',
  (text) => {
    const scopes = text.split(/[\s,]+/).filter((scope) => scope !== '')
    const isKnown = scopes.every((scope) => knownScopes.includes(scope))
    return isKnown && (scopes.includes('api') || scopes.includes('read_api')) ? scopes : undefined
  },
)

/** A PostgreSQL database with a person of its own; beyond loopback the server has to prove who it is. */
function databaseUrl(text: string): string | undefined {
  const url = URL.parse(text)
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol)) return undefined
  if (url.username === '' || url.hostname === '' || url.pathname.length < 2) return undefined
  if (placeholder.test(decodeURIComponent(url.password))) return undefined
  const isSafe =
    isLoopback(url.hostname) || url.searchParams.getAll('sslmode').join() === 'verify-full'
  return isSafe ? text : undefined
}

const postgresExample =
  'postgres://user:password@host/database?sslmode=verify-full (without sslmode on loopback only)'

export const migrateUrl = variable(postgresExample, databaseUrl)

export type StoreUrl = { engine: 'sqlite'; file: string } | { engine: 'postgres'; url: string }

export const storeUrl = variable(
  `sqlite: and a path, such as sqlite:./data/console.db, or ${postgresExample}`,
  (text): StoreUrl | undefined => {
    const file = /^sqlite:(.+)$/.exec(text)?.[1]
    if (file !== undefined) return file.startsWith('//') ? undefined : { engine: 'sqlite', file }
    const url = databaseUrl(text)
    return url === undefined ? undefined : { engine: 'postgres', url }
  },
)

export const certificates = variable('PEM certificates', (text) => {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g)
  try {
    for (const block of blocks ?? []) new X509Certificate(block)
  } catch {
    return undefined
  }
  return blocks === null ? undefined : blocks.join('\n')
})
