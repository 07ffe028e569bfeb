import { z } from 'zod'

const claimsSchema = z.object({
  iss: z.string().optional(),
  sub: z.string().optional(),
  exp: z.number().optional(),
  'kubernetes.io': z
    .object({ namespace: z.string(), serviceaccount: z.object({ name: z.string() }) })
    .optional()
    .catch(undefined),
  'kubernetes.io/serviceaccount/namespace': z.string().optional(),
  'kubernetes.io/serviceaccount/service-account.name': z.string().optional(),
})
type Claims = z.infer<typeof claimsSchema>

/**
 * What a pasted token says about itself. `bound` comes from the TokenRequest API and ends at `expiresAt`; `legacy` is
 * the content of a `kubernetes.io/service-account-token` Secret and never ends; `other` is a JWT of somebody else,
 * such as an identity provider. Times are epoch milliseconds.
 */
export type TokenFacts = {
  kind: 'bound' | 'legacy' | 'other'
  issuer: string | null
  /** `namespace:serviceaccount`, or the subject of another JWT. */
  subject: string | null
  expiresAt: number | null
}

/**
 * Reads the claims of a JWT without checking its signature, in the browser, so that the value goes nowhere.
 * Null for anything that is no JWT: Kubernetes takes other bearer tokens too.
 */
export function readServiceAccountToken(token: string): TokenFacts | null {
  const claims = readClaims(token.trim())
  if (claims === null) return null
  const account = serviceAccount(claims)
  const expiresAt = claims.exp === undefined ? null : claims.exp * 1000
  return {
    kind: account === null ? 'other' : expiresAt === null ? 'legacy' : 'bound',
    issuer: claims.iss ?? null,
    subject: account ?? claims.sub ?? null,
    expiresAt,
  }
}

function readClaims(token: string): Claims | null {
  const [header, payload, signature, ...rest] = token.split('.')
  if (!header || !payload || signature === undefined || rest.length > 0) return null
  try {
    const bytes = Uint8Array.from(atob(base64(payload)), (character) => character.charCodeAt(0))
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return claimsSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

const base64 = (base64url: string) => base64url.replaceAll('-', '+').replaceAll('_', '/')

function serviceAccount(claims: Claims): string | null {
  const bound = claims['kubernetes.io']
  if (bound) return `${bound.namespace}:${bound.serviceaccount.name}`
  const namespace = claims['kubernetes.io/serviceaccount/namespace']
  const name = claims['kubernetes.io/serviceaccount/service-account.name']
  if (namespace && name) return `${namespace}:${name}`
  return /^system:serviceaccount:([^:]+:[^:]+)$/.exec(claims.sub ?? '')?.[1] ?? null
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

export type TokenUrgency = 'expired' | 'hours' | 'days' | 'fine'

/** How soon GitLab would lose the cluster with this token; a day or less is almost surely a mistake. */
export function tokenUrgency(facts: TokenFacts, now: number): TokenUrgency {
  if (facts.expiresAt === null) return 'fine'
  const left = facts.expiresAt - now
  if (left <= 0) return 'expired'
  if (left <= dayMs) return 'hours'
  return left <= 90 * dayMs ? 'days' : 'fine'
}
