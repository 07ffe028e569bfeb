import 'server-only'
import { z } from 'zod'
import type { Secret } from '../secret.ts'
import type { Keyring } from './keyring.ts'

/** GitLab's tokens of one session. Times are epoch milliseconds. */
export interface Tokens {
  access: Secret
  refresh: Secret
  issuedAt: number
  expiresAt: number
  scopes: readonly string[]
}

export interface SessionUser {
  id: number
  username: string
  name: string
  is_admin: boolean
}

/** From where somebody signed in, as far as it is known. */
export interface SessionOrigin {
  ip: string | null
  userAgent: string | null
}

/** A session as the store holds it. `key` is the SHA-256 of its id; `version` counts the refreshes. */
export interface StoredSession {
  key: string
  user: SessionUser
  createdAt: number
  usedAt: number
  /** When GitLab last said whose tokens these are. */
  identifiedAt: number
  tokens: Tokens
  version: number
  /** Set while an ended session is held back to settle open intents; nobody is signed in by it any more. */
  endedAt: number | null
}

const sessionRowSchema = z.object({
  key: z.string(),
  user_id: z.number(),
  username: z.string(),
  name: z.string(),
  is_admin: z.number(),
  scopes: z.string(),
  created_at: z.number(),
  used_at: z.number(),
  access_token: z.string(),
  refresh_token: z.string(),
  token_issued_at: z.number(),
  token_expires_at: z.number(),
  version: z.number(),
  ended_at: z.number().nullable(),
  identified_at: z.number(),
})

type Column = 'access_token' | 'refresh_token'
const context = (key: string, column: Column, version: number) =>
  `session.${key}.${column}.${version}`

/** The two encrypted columns, bound to their row and version. */
export function sealTokens(keyring: Keyring, key: string, version: number, tokens: Tokens) {
  return [
    keyring.seal(tokens.access, context(key, 'access_token', version)),
    keyring.seal(tokens.refresh, context(key, 'refresh_token', version)),
  ] as const
}

/** The session behind a row; null when no key opens its tokens. */
export function openRow(
  keyring: Keyring,
  row: unknown,
): { session: StoredSession; isCurrent: boolean } | null {
  const r = sessionRowSchema.parse(row)
  const access = keyring.open(r.access_token, context(r.key, 'access_token', r.version))
  const refresh = keyring.open(r.refresh_token, context(r.key, 'refresh_token', r.version))
  if (access === null || refresh === null) return null
  const session: StoredSession = {
    key: r.key,
    user: { id: r.user_id, username: r.username, name: r.name, is_admin: r.is_admin === 1 },
    createdAt: r.created_at,
    usedAt: r.used_at,
    identifiedAt: r.identified_at,
    version: r.version,
    endedAt: r.ended_at,
    tokens: {
      access: access.secret,
      refresh: refresh.secret,
      issuedAt: r.token_issued_at,
      expiresAt: r.token_expires_at,
      scopes: r.scopes.split(' '),
    },
  }
  return { session, isCurrent: access.isCurrent && refresh.isCurrent }
}
