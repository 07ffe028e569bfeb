import { createHash, randomBytes } from 'node:crypto'

export interface OAuthToken {
  accessToken: string
  refreshToken: string
  userId: number
  scopes: readonly string[]
  createdAt: number
  expiresInS: number
  revokedAt: number | null
  /** Set while rotation is `on_use`: revoked when this token's access token is first used. */
  previousRefreshToken: string | null
}

export interface Grant {
  code: string
  userId: number
  redirectUri: string
  scopes: readonly string[]
  createdAt: number
  isUsed: boolean
  challenge: { value: string; method: 'S256' | 'plain' } | null
}

export interface OAuthState {
  tokens: OAuthToken[]
  grants: Grant[]
  expiresInS: number
  /** When a refresh ends the old pair: at once, or when the new access token is first used. */
  rotation: 'immediate' | 'on_use'
  /** Username that the authorize page lets in without asking. */
  autoLogin: string | null
}

export const GRANT_LIFETIME_S = 600

/** The OAuth server's state at start: two-hour tokens, immediate rotation (gitlab-api.md §9). */
export const createOAuthState = (): OAuthState => ({
  tokens: [],
  grants: [],
  expiresInS: 7200,
  rotation: 'immediate',
  autoLogin: null,
})

/** A secret of 64 hexadecimal digits, the form of Doorkeeper's codes and tokens. */
export const randomSecret = () => randomBytes(32).toString('hex')

/** Issues an access token with its refresh token and keeps it. */
export function issueToken(
  state: OAuthState,
  token: Pick<OAuthToken, 'userId' | 'scopes'>,
  now: number,
  previousRefreshToken: string | null = null,
): OAuthToken {
  const issued: OAuthToken = {
    accessToken: randomSecret(),
    refreshToken: randomSecret(),
    userId: token.userId,
    scopes: token.scopes,
    createdAt: now,
    expiresInS: state.expiresInS,
    revokedAt: null,
    previousRefreshToken,
  }
  state.tokens.push(issued)
  return issued
}

/** Whether the access token's life is over; its refresh token outlives it (§9). */
export const isOAuthTokenExpired = (token: OAuthToken, now: number) =>
  now >= token.createdAt + token.expiresInS * 1000

/** First use of a refreshed access token: ends the pair it came from (`on_use` rotation). */
export function revokePreviousToken(state: OAuthState, token: OAuthToken, now: number): void {
  if (token.previousRefreshToken === null) return
  for (const previous of state.tokens) {
    if (previous.refreshToken === token.previousRefreshToken) previous.revokedAt ??= now
  }
  token.previousRefreshToken = null
}

/** Whether a PKCE verifier answers a grant's challenge (§9: base64url(SHA-256), no padding). */
export function isVerifierRight(challenge: NonNullable<Grant['challenge']>, verifier: string) {
  const answer =
    challenge.method === 'S256'
      ? createHash('sha256').update(verifier).digest('base64url')
      : verifier
  return answer === challenge.value
}
