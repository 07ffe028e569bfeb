import 'server-only'
import { safeUrl, variable } from './config-values.ts'

/** Algorithms of RFC 7518 and 8037 whose verifying key is public; with `none` and HS… anybody could sign. */
const asymmetric = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512']
const signatureAlgorithms = [...asymmetric, 'EdDSA', 'Ed25519']

const parts = (text: string, separator: RegExp) =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')

export const jwtAlgorithms = variable(
  `one or more of ${signatureAlgorithms.join(', ')}, separated by commas`,
  (text) => {
    const names = parts(text, /[\s,]+/)
    return names.every((name) => signatureAlgorithms.includes(name)) ? names : undefined
  },
)

/** Headers that mean something else to the console or to HTTP. */
const otherHeaders =
  /^(accept.*|connection|content-.*|cookie|host|idempotency-key|if-.*|next-.*|origin|referer|rsc|sec-.*|te|trailer|transfer-encoding|upgrade|user-agent|x-background|x-csrf|x-user-id|x-forwarded-(for|host|port|prefix|proto|server))$/

/** In lower case, as headers are looked up. */
export const jwtHeader = variable(
  'the name of the header that carries the JWT, such as Cf-Access-Jwt-Assertion or Authorization (letters, digits and hyphens)',
  (text) => {
    const name = text.toLowerCase()
    return /^[a-z0-9-]{1,64}$/.test(name) && !otherHeaders.test(name) ? name : undefined
  },
)

/** Issuers and audiences are compared as they are, whatever they look like. */
export const exactText = (expected: string) =>
  variable(expected, (text) => (/^[\x21-\x7e]{1,1000}$/.test(text) ? text : undefined))

export const jwksUrl = variable(
  'the URL of the JWK set such as https://sso.example.com/certs (no user, no fragment; http on loopback only)',
  (text) => safeUrl(text, { query: true })?.href,
)

export const logoutUrl = variable(
  'where sign-out leads: a URL (http on loopback only) or a path of this origin such as /oauth2/sign_out',
  (text) => {
    if (/^\/(?![/\\])[\x21-\x7e]*$/.test(text)) return text
    return safeUrl(text, { query: true })?.href
  },
)

/** Whom an entry of `SSO_ADMINS` or `SSO_VIEWERS` means: a group, or a subject or e-mail address. */
export type Allowed = { group: string } | { name: string }

export const allowList = variable(
  'subjects, e-mail addresses or group:NAME, separated by commas (no wildcards)',
  (text): Allowed[] | undefined => {
    const entries = parts(text, /,/)
    const isUsable = entries.every((entry) => entry.length <= 320 && !/[*\p{Cc}]/u.test(entry))
    if (entries.length === 0 || !isUsable || entries.includes('group:')) return undefined
    return entries.map((entry) =>
      entry.startsWith('group:') ? { group: entry.slice('group:'.length) } : { name: entry },
    )
  },
)

export const serviceToken = variable(
  'an access token of GitLab for a service account, not an example',
  (text) =>
    /^[\x21-\x7e]{8,255}$/.test(text) && !/^(change-?me.*|<.*>|glpat-x+)$/i.test(text)
      ? text
      : undefined,
)
