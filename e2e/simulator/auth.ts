import type { ApiRequest } from './api-request.ts'
import { forbidden, tokenError, unauthorized } from './errors.ts'
import { isOAuthTokenExpired, type OAuthToken, revokePreviousToken } from './oauth-tokens.ts'
import type { Simulation } from './simulation.ts'
import type { PersonalAccessToken, User } from './state.ts'

export type Credential =
  | { kind: 'personal'; token: PersonalAccessToken }
  | { kind: 'oauth'; token: OAuthToken }

/** Who makes a call, and with which token. */
export interface Identity {
  user: User
  credential: Credential
  /** Administrator and, with Admin Mode on, the token has `admin_mode` (gitlab-api.md §1.4). */
  isAdmin: boolean
}

/** In an endpoint's extra scopes: a token of any scope may read it. */
export const ANY_SCOPE = '*'

/** The token string of a request, whatever way it came (§1.3), or null. */
export function readToken(request: ApiRequest): string | null {
  const [scheme = '', value = ''] = (request.headers.authorization ?? '').split(/ +/, 2)
  if (scheme.toLowerCase() === 'bearer' && value !== '') return value
  if (scheme.toLowerCase() === 'basic') {
    const decoded = Buffer.from(value, 'base64').toString('utf8')
    return decoded.slice(decoded.indexOf(':') + 1)
  }
  const query = new URLSearchParams(request.search)
  return request.headers['private-token'] ?? query.get('private_token') ?? query.get('access_token')
}

/** Finds the token that a request carries; null when there is none or GitLab does not know it. */
export function findCredential(sim: Simulation, request: ApiRequest): Credential | null {
  const value = readToken(request)
  if (value === null) return null
  const personal = sim.world.personalAccessTokens.find((token) => token.value === value)
  if (personal !== undefined) return { kind: 'personal', token: personal }
  const oauth = sim.oauth.tokens.find((token) => token.accessToken === value)
  return oauth === undefined ? null : { kind: 'oauth', token: oauth }
}

/**
 * Finds out who makes a call. Order: expired, revoked, scope, state of the user (§1.3).
 * @returns null without credentials
 * @throws 401 for an unknown, expired or revoked token, 403 for scope or a blocked user
 */
export function authenticate(
  sim: Simulation,
  request: ApiRequest,
  extraReadScopes: readonly string[],
): Identity | null {
  if (readToken(request) === null) return null
  const credential = findCredential(sim, request)
  if (credential === null) throw unauthorized()
  const now = sim.clock.now()
  if (credential.kind === 'oauth') revokePreviousToken(sim.oauth, credential.token, now)
  checkUsable(credential, now)
  checkScope(credential.token.scopes, request.method, extraReadScopes)
  const user = sim.world.users.get(credential.token.userId)
  if (user === undefined) throw unauthorized()
  checkUserState(user)
  if (credential.kind === 'personal') credential.token.lastUsedAt = now
  return { user, credential, isAdmin: isElevated(sim, user, credential.token.scopes) }
}

function checkUsable(credential: Credential, now: number): void {
  const isExpired =
    credential.kind === 'personal'
      ? credential.token.expiresAt <= now
      : isOAuthTokenExpired(credential.token, now)
  if (isExpired) {
    throw tokenError(
      401,
      'invalid_token',
      'Token is expired. You can either do re-authorization or token refresh.',
    )
  }
  const isRevoked =
    credential.kind === 'personal' ? credential.token.revoked : credential.token.revokedAt !== null
  if (isRevoked) {
    throw tokenError(
      401,
      'invalid_token',
      'Token was revoked. You have to re-authorize from the user.',
    )
  }
}

function checkScope(
  scopes: readonly string[],
  method: string,
  extraReadScopes: readonly string[],
): void {
  const isRead = method === 'GET' || method === 'HEAD'
  const sufficient = isRead ? ['api', 'read_api', ...extraReadScopes] : ['api']
  if (extraReadScopes.includes(ANY_SCOPE)) return
  if (scopes.some((scope) => sufficient.includes(scope))) return
  throw tokenError(
    403,
    'insufficient_scope',
    'The request requires higher privileges than provided by the access token.',
    [...extraReadScopes, 'api', 'read_api'].join(' '),
  )
}

/** Why somebody who is not active gets nothing; the reference has the words for a blocked one alone (§1.3). */
export const refusalOf = ({ state }: User): string =>
  `Your account has been ${state === 'deactivated' ? 'deactivated by your administrator' : 'blocked'}.`

function checkUserState(user: User): void {
  if (user.state !== 'active') throw forbidden(refusalOf(user))
}

const isElevated = (sim: Simulation, user: User, scopes: readonly string[]) =>
  user.isAdmin && (!sim.settings.admin_mode || scopes.includes('admin_mode'))
