import 'server-only'
import * as client from 'openid-client'
import { now } from '../clock.ts'
import { type Config, config, oauthConfig } from '../config.ts'
import { perProcess } from '../per-process.ts'
import { Secret } from '../secret.ts'
import type { Tokens } from '../store/session-row.ts'
import { OAuthFailure, oauthFailure } from './oauth-failure.ts'
import { fetchFromGitLab } from './oauth-fetch.ts'

/** GitLab's tokens live two hours (gitlab-api.md §9); used when an answer does not tell. */
const defaultLifetimeS = 7_200

/** A failed discovery is not asked for again at once, however many want to sign in. */
const discoveryPauseMs = 1_000

const redirectUri = ({ appOrigin }: Config) => `${appOrigin}/auth/callback`

/** Plain http needs leave; config.ts accepts it on loopback only. */
const isPlain = ({ gitlab }: Config) => gitlab.url.startsWith('http:')

async function discover(settings: Config): Promise<client.ServerMetadata> {
  const { gitlab } = settings
  const oauth = oauthConfig()
  const found = await client.discovery(new URL(gitlab.url), oauth.clientId, undefined, undefined, {
    [client.customFetch]: fetchFromGitLab(settings),
    timeout: oauth.timeoutMs / 1000,
    ...(isPlain(settings) ? { execute: [client.allowInsecureRequests] } : {}),
  })
  const { issuer, authorization_endpoint, token_endpoint, revocation_endpoint } =
    found.serverMetadata()
  const expected = new URL(gitlab.url).origin
  for (const endpoint of [authorization_endpoint, token_endpoint, revocation_endpoint]) {
    if (URL.parse(endpoint ?? '')?.origin !== expected) throw new OAuthFailure('misconfigured')
  }
  return { issuer, authorization_endpoint, token_endpoint, revocation_endpoint }
}

/** What GitLab tells about its OAuth endpoints; asked once, and again after a failure. */
async function metadata(): Promise<client.ServerMetadata> {
  const known = perProcess(
    'oauth-metadata',
    (): { found: Promise<client.ServerMetadata> | null } => ({
      found: null,
    }),
  )
  known.found ??= discover(config())
  const attempt = known.found
  try {
    return await attempt
  } catch (error) {
    setTimeout(() => {
      if (known.found === attempt) known.found = null
    }, discoveryPauseMs).unref()
    throw error
  }
}

/** Made anew each time: the library knows only configurations of its own copy, and a process holds several. */
async function gitlabClient(): Promise<client.Configuration> {
  const settings = config()
  const { clientId, clientSecret, timeoutMs } = oauthConfig()
  const secret = client.ClientSecretPost(clientSecret.unwrap())
  const gitlab = new client.Configuration(await metadata(), clientId, undefined, secret)
  gitlab.timeout = timeoutMs / 1000
  gitlab[client.customFetch] = fetchFromGitLab(settings)
  if (isPlain(settings)) client.allowInsecureRequests(gitlab)
  return gitlab
}

/** Runs one exchange with GitLab's OAuth endpoints; throws `OAuthFailure` and nothing else. */
async function exchange<T>(work: (gitlab: client.Configuration) => Promise<T>): Promise<T> {
  try {
    return await work(await gitlabClient())
  } catch (error) {
    throw oauthFailure(error)
  }
}

function tokensOf(answer: client.TokenEndpointResponse, previous?: Tokens): Tokens {
  const refresh = answer.refresh_token
  const issuedAt = now()
  if (refresh === undefined && previous === undefined) throw new OAuthFailure('unavailable')
  return {
    access: new Secret(answer.access_token),
    refresh: refresh === undefined && previous ? previous.refresh : new Secret(refresh ?? ''),
    issuedAt,
    expiresAt: issuedAt + (answer.expires_in ?? defaultLifetimeS) * 1000,
    scopes: answer.scope?.split(' ') ?? previous?.scopes ?? oauthConfig().scopes,
  }
}

/** A fresh PKCE verifier and state (43 characters each), and where to send the browser (gitlab-api.md §9). */
export function beginAuthorization() {
  return exchange(async (gitlab) => {
    const verifier = client.randomPKCECodeVerifier()
    const state = client.randomState()
    const url = client.buildAuthorizationUrl(gitlab, {
      redirect_uri: redirectUri(config()),
      scope: oauthConfig().scopes.join(' '),
      state,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    return { verifier, state, url }
  })
}

/** Whether the callback's query can be GitLab's: nothing twice, and no other issuer (RFC 9207). */
function isAnswerOf(gitlab: client.Configuration, query: URLSearchParams): boolean {
  const issuer = query.get('iss')
  return (
    new Set(query.keys()).size === query.size &&
    (issuer === null || issuer === gitlab.serverMetadata().issuer)
  )
}

/** Changes the code that came back for tokens. The callback's URL is built from APP_ORIGIN, never from the request. */
export function redeemCode(
  query: URLSearchParams,
  expected: { state: string; verifier: string },
): Promise<Tokens> {
  return exchange(async (gitlab) => {
    if (!isAnswerOf(gitlab, query)) throw new OAuthFailure('invalid_grant', { code: 'TAMPERED' })
    const url = new URL(redirectUri(config()))
    url.search = query.toString()
    const checks = { expectedState: expected.state, pkceCodeVerifier: expected.verifier }
    return tokensOf(await client.authorizationCodeGrant(gitlab, url, checks))
  })
}

/** Uses up the refresh token; the answer's tokens take the place of both (gitlab-api.md §9). */
export function refreshTokens(tokens: Tokens): Promise<Tokens> {
  return exchange(async (gitlab) => {
    const parameters = { redirect_uri: redirectUri(config()) }
    const refresh = tokens.refresh.unwrap()
    return tokensOf(await client.refreshTokenGrant(gitlab, refresh, parameters), tokens)
  })
}

/** Revokes one token; GitLab answers 200 for unknown ones too. */
export function revokeToken(token: Secret): Promise<void> {
  return exchange((gitlab) => client.tokenRevocation(gitlab, token.unwrap()))
}
