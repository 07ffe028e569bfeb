import { json, type Reply } from './reply.ts'

/** Doorkeeper's texts by error code (gitlab-api.md §9; UNVERIFIED there, from Doorkeeper's locale). */
export const oauthErrorText = {
  access_denied: 'The resource owner or authorization server denied the request.',
  invalid_client:
    'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
  invalid_code_challenge_method: 'The code challenge method must be plain or S256.',
  invalid_grant:
    'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
  invalid_redirect_uri: 'The redirect URI included is not valid.',
  invalid_scope: 'The requested scope is invalid, unknown, or malformed.',
  invalid_token: 'The access token is invalid',
  unauthorized_client: 'You are not authorized to revoke this token',
  unsupported_grant_type:
    'The authorization grant type is not supported by the authorization server.',
  unsupported_response_type: 'The authorization server does not support this response type.',
} as const

export type OAuthErrorCode = keyof typeof oauthErrorText

/** Token answers and their errors are never cached. */
export const noStore = { 'Cache-Control': 'no-store', Pragma: 'no-cache' }

const statusOf: Partial<Record<OAuthErrorCode, number>> = {
  invalid_client: 401,
  invalid_token: 401,
  unauthorized_client: 403,
}

/** An error of `/oauth/token`, `/oauth/revoke` or `/oauth/token/info`. */
export function oauthError(error: OAuthErrorCode): Reply {
  const description = oauthErrorText[error]
  const status = statusOf[error] ?? 400
  const challenge = `Bearer realm="Doorkeeper", error="${error}", error_description="${description}"`
  return json(
    status,
    { error, error_description: description },
    { ...noStore, ...(status === 401 ? { 'WWW-Authenticate': challenge } : {}) },
  )
}

/** `invalid_request` names the parameter that is missing. */
export const missingParameter = (name: string): Reply =>
  json(
    400,
    { error: 'invalid_request', error_description: `Missing required parameter: ${name}.` },
    noStore,
  )
