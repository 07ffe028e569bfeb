import type { ApiRequest } from './api-request.ts'
import { readToken } from './auth.ts'
import { application, isApplication, requestedScopes } from './oauth-application.ts'
import { missingParameter, noStore, oauthError } from './oauth-errors.ts'
import {
  GRANT_LIFETIME_S,
  isOAuthTokenExpired,
  issueToken,
  isVerifierRight,
  type OAuthToken,
} from './oauth-tokens.ts'
import { json, type Reply } from './reply.ts'
import { parseBody } from './request-params.ts'
import type { Simulation } from './simulation.ts'

type Params = (name: string) => string | null

/** `POST /oauth/token`: authorization_code with PKCE, or refresh_token (gitlab-api.md §9). */
export async function exchangeToken(sim: Simulation, request: ApiRequest): Promise<Reply> {
  const params = await readParams(request)
  const grantType = params('grant_type')
  if (grantType === null) return missingParameter('grant_type')
  if (grantType !== 'authorization_code' && grantType !== 'refresh_token') {
    return oauthError('unsupported_grant_type')
  }
  if (!isClientKnown(request, params)) return oauthError('invalid_client')
  return grantType === 'authorization_code' ? redeemCode(sim, params) : refresh(sim, params)
}

function redeemCode(sim: Simulation, params: Params): Reply {
  const code = params('code')
  if (code === null) return missingParameter('code')
  const grant = sim.oauth.grants.find((candidate) => candidate.code === code)
  const redirectUri = params('redirect_uri')
  const verifier = params('code_verifier')
  if (grant?.challenge && verifier === null) return missingParameter('code_verifier')
  if (redirectUri === null) return missingParameter('redirect_uri')
  const now = sim.clock.now()
  if (
    grant === undefined ||
    grant.isUsed ||
    now >= grant.createdAt + GRANT_LIFETIME_S * 1000 ||
    grant.redirectUri !== redirectUri
  ) {
    return oauthError('invalid_grant')
  }
  if ((grant.challenge === null) !== (verifier === null)) return oauthError('invalid_grant')
  if (grant.challenge !== null && !isVerifierRight(grant.challenge, verifier ?? '')) {
    return oauthError('invalid_grant')
  }
  grant.isUsed = true
  return tokenReply(sim, issueToken(sim.oauth, grant, now))
}

function refresh(sim: Simulation, params: Params): Reply {
  const value = params('refresh_token')
  if (value === null) return missingParameter('refresh_token')
  const old = sim.oauth.tokens.find((token) => token.refreshToken === value)
  if (old === undefined || old.revokedAt !== null) return oauthError('invalid_grant')
  const scope = params('scope')
  const scopes = scope === null ? old.scopes : requestedScopes(scope)
  if (scopes === null || !scopes.every((name) => old.scopes.includes(name))) {
    return oauthError('invalid_scope')
  }
  const now = sim.clock.now()
  const isImmediate = sim.oauth.rotation === 'immediate'
  if (isImmediate) old.revokedAt = now
  const issued = issueToken(
    sim.oauth,
    { userId: old.userId, scopes },
    now,
    isImmediate ? null : value,
  )
  return tokenReply(sim, issued)
}

function tokenReply({ secrets }: Simulation, token: OAuthToken): Reply {
  secrets.given(token.accessToken, token.refreshToken)
  return json(
    200,
    {
      access_token: token.accessToken,
      token_type: 'Bearer',
      expires_in: token.expiresInS,
      refresh_token: token.refreshToken,
      scope: token.scopes.join(' '),
      created_at: Math.floor(token.createdAt / 1000),
    },
    noStore,
  )
}

/** `POST /oauth/revoke`: 200 `{}` whether the token existed or not; ends the whole pair (§9). */
export async function revokeToken(sim: Simulation, request: ApiRequest): Promise<Reply> {
  const params = await readParams(request)
  if (!isClientKnown(request, params)) return oauthError('unauthorized_client')
  const value = params('token')
  for (const token of sim.oauth.tokens) {
    if (token.accessToken === value || token.refreshToken === value) {
      token.revokedAt ??= sim.clock.now()
    }
  }
  return json(200, {})
}

/** `GET /oauth/token/info`: what an OAuth token is good for (§7). 401 when it is not. */
export function showTokenInfo(sim: Simulation, request: ApiRequest): Reply {
  const value = readToken(request)
  const now = sim.clock.now()
  const token = sim.oauth.tokens.find(({ accessToken }) => accessToken === value)
  if (token === undefined || token.revokedAt !== null || isOAuthTokenExpired(token, now)) {
    return oauthError('invalid_token')
  }
  const expiresIn = Math.floor((token.createdAt + token.expiresInS * 1000 - now) / 1000)
  return json(200, {
    resource_owner_id: token.userId,
    scope: token.scopes,
    expires_in: expiresIn,
    application: { uid: application.clientId },
    created_at: Math.floor(token.createdAt / 1000),
    scopes: token.scopes,
    expires_in_seconds: expiresIn,
  })
}

async function readParams(request: ApiRequest): Promise<Params> {
  const body = await parseBody(request.headers['content-type'] ?? '', request.body)
  const query = new URLSearchParams(request.search)
  return (name) => {
    const value = body[name] ?? query.get(name)
    return typeof value === 'string' && value !== '' ? value : null
  }
}

function isClientKnown(request: ApiRequest, params: Params): boolean {
  const [scheme = '', encoded = ''] = (request.headers.authorization ?? '').split(' ')
  if (scheme.toLowerCase() !== 'basic') {
    return isApplication(params('client_id') ?? '', params('client_secret') ?? '')
  }
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return isApplication(decodeURIComponent(id), decodeURIComponent(secret))
}
