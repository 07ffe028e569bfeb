import type { ApiRequest } from './api-request.ts'
import { refusalOf } from './auth.ts'
import { application, isRegisteredRedirectUri, requestedScopes } from './oauth-application.ts'
import { type OAuthErrorCode, oauthErrorText } from './oauth-errors.ts'
import { authorizePage, errorPage } from './oauth-page.ts'
import { type Grant, randomSecret } from './oauth-tokens.ts'
import { html, type Reply, redirect } from './reply.ts'
import type { Simulation } from './simulation.ts'
import type { User } from './state.ts'

/** What a client asks for, as checked; it travels through the page as hidden fields. */
export interface AuthorizationRequest {
  redirectUri: string
  state: string | null
  scopes: readonly string[]
  challenge: Grant['challenge']
  /** The parameters as they came. */
  fields: Readonly<Record<string, string>>
}

const FIELDS = [
  'client_id',
  'redirect_uri',
  'response_type',
  'state',
  'scope',
  'code_challenge',
  'code_challenge_method',
] as const

/**
 * `GET /oauth/authorize`: the page with one button a user, or straight back with `auto_login`
 * (gitlab-api.md §9). Bad client or redirect URI: an error page; other faults go back to the client.
 */
export function showAuthorize(sim: Simulation, request: ApiRequest): Reply {
  const checked = checkRequest(new URLSearchParams(request.search))
  if ('status' in checked) return checked
  const { autoLogin } = sim.oauth
  if (autoLogin === null) return html(200, authorizePage(sim, checked))
  return decide(sim, checked, findUser(sim, autoLogin))
}

/** `POST /oauth/authorize`: a button of the page: 302 with a code, or with `access_denied`. */
export function submitAuthorize(sim: Simulation, request: ApiRequest): Reply {
  const form = new URLSearchParams(request.body.toString('utf8'))
  const checked = checkRequest(form)
  if ('status' in checked) return checked
  if (form.has('deny')) return backWithError(checked, 'access_denied')
  return decide(sim, checked, findUser(sim, form.get('username') ?? ''))
}

function decide(sim: Simulation, request: AuthorizationRequest, user: User | undefined): Reply {
  if (user === undefined) return html(401, errorPage('Invalid login or password.'))
  if (user.state !== 'active') return html(403, errorPage(refusalOf(user)))
  const grant: Grant = {
    code: randomSecret(),
    userId: user.id,
    redirectUri: request.redirectUri,
    scopes: request.scopes,
    createdAt: sim.clock.now(),
    isUsed: false,
    challenge: request.challenge,
  }
  sim.oauth.grants.push(grant)
  return back(request, { code: grant.code })
}

const findUser = (sim: Simulation, username: string) =>
  [...sim.world.users.values()].find((user) => user.username === username)

function checkRequest(params: URLSearchParams): AuthorizationRequest | Reply {
  const fields = Object.fromEntries(
    FIELDS.flatMap((name) => {
      const value = params.get(name)
      return value === null ? [] : [[name, value]]
    }),
  )
  if (fields.client_id !== application.clientId) {
    return html(401, errorPage(oauthErrorText.invalid_client))
  }
  const redirectUri = fields.redirect_uri ?? ''
  if (!isRegisteredRedirectUri(redirectUri)) {
    return html(400, errorPage(oauthErrorText.invalid_redirect_uri))
  }
  const scopes = requestedScopes(fields.scope ?? '')
  const request: AuthorizationRequest = {
    redirectUri,
    state: fields.state ?? null,
    scopes: scopes ?? [],
    challenge: readChallenge(fields),
    fields,
  }
  if (fields.response_type !== 'code') return backWithError(request, 'unsupported_response_type')
  if (scopes === null) return backWithError(request, 'invalid_scope')
  const method = fields.code_challenge_method
  if (method !== undefined && method !== 'S256' && method !== 'plain') {
    return backWithError(request, 'invalid_code_challenge_method')
  }
  return request
}

function readChallenge(fields: Readonly<Record<string, string>>): Grant['challenge'] {
  const value = fields.code_challenge
  if (value === undefined || value === '') return null
  return { value, method: fields.code_challenge_method === 'S256' ? 'S256' : 'plain' }
}

const backWithError = (request: AuthorizationRequest, error: OAuthErrorCode) =>
  back(request, { error, error_description: oauthErrorText[error] })

function back({ redirectUri, state }: AuthorizationRequest, answer: Record<string, string>): Reply {
  const target = new URL(redirectUri)
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value)
  if (state !== null) target.searchParams.set('state', state)
  return redirect(302, target.href)
}
