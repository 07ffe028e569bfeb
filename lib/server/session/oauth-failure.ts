import 'server-only'
import * as client from 'openid-client'

/**
 * How an exchange with GitLab's OAuth endpoints failed.
 * - `invalid_grant`: the code or refresh token is used up, revoked or expired, or the callback was tampered with
 * - `misconfigured`: GitLab does not accept our client, or its URL is not the one it calls itself
 * - `unavailable`: no usable answer; another try may work
 */
export type OAuthFailureKind = 'invalid_grant' | 'misconfigured' | 'unavailable'

export class OAuthFailure extends Error {
  override readonly name = 'OAuthFailure'
  readonly kind: OAuthFailureKind
  /** For the log. */
  readonly code: string | undefined

  constructor(
    kind: OAuthFailureKind,
    options: { code?: string | undefined; cause?: unknown } = {},
  ) {
    super(kind, { cause: options.cause })
    this.kind = kind
    this.code = options.code ?? kind
  }
}

const kindOf: Record<string, OAuthFailureKind> = {
  invalid_grant: 'invalid_grant',
  invalid_client: 'misconfigured',
  unauthorized_client: 'misconfigured',
  invalid_scope: 'misconfigured',
  invalid_request: 'misconfigured',
  unsupported_grant_type: 'misconfigured',
  // GitLab's discovery names another issuer than GITLAB_URL, or plain http.
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: 'misconfigured',
  OAUTH_HTTP_REQUEST_FORBIDDEN: 'misconfigured',
}

/** The error of an OAuth answer (RFC 6749 §5.2), also when it stands in `WWW-Authenticate`; else the library's code. */
function codeOf(error: unknown): string | undefined {
  if (error instanceof client.ResponseBodyError) return error.error
  if (error instanceof client.WWWAuthenticateChallengeError) {
    const named = error.cause.find(({ parameters }) => parameters.error !== undefined)
    return named?.parameters.error ?? 'invalid_client'
  }
  return error instanceof client.ClientError ? error.code : undefined
}

/** Any error of an exchange as the one kind that callers know. */
export function oauthFailure(error: unknown): OAuthFailure {
  if (error instanceof OAuthFailure) return error
  const code = codeOf(error)
  return new OAuthFailure(kindOf[code ?? ''] ?? 'unavailable', { code, cause: error })
}
