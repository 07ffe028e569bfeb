import 'server-only'
import { type Variables, variablesOfMode } from './config-variables.ts'
import { Secret } from './secret.ts'

type Mode = keyof typeof variablesOfMode

const namesOf = (mode: Mode): string[] => [
  ...variablesOfMode[mode].needed,
  ...variablesOfMode[mode].possible,
]

/** What is wrong with the variables that are set, given the way to sign in: missing ones, and those of the other way. */
export function modeProblems(texts: Readonly<Record<string, string>>): Map<string, string> {
  const problems = new Map<string, string>()
  const mode = (['oauth', 'proxy-jwt'] as const).find((known) => known === texts.AUTH_MODE)
  if (mode === undefined) return problems
  for (const name of variablesOfMode[mode].needed) {
    if (texts[name] === undefined) problems.set(name, `expected a value with AUTH_MODE=${mode}`)
  }
  for (const name of namesOf(mode === 'oauth' ? 'proxy-jwt' : 'oauth')) {
    if (texts[name] !== undefined && !namesOf(mode).includes(name)) {
      problems.set(name, `expected not to be set with AUTH_MODE=${mode}`)
    }
  }
  if (mode === 'proxy-jwt' && texts.SSO_ADMINS === undefined && texts.SSO_VIEWERS === undefined) {
    problems.set('SSO_ADMINS', 'expected somebody here or in SSO_VIEWERS; nobody else gets in')
  }
  return problems
}

/** Sign-in through GitLab; null in the other mode. */
export function oauthOf(env: Variables) {
  const { GITLAB_OAUTH_CLIENT_ID: clientId, GITLAB_OAUTH_CLIENT_SECRET: clientSecret } = env
  if (env.AUTH_MODE !== 'oauth' || clientId === undefined || clientSecret === undefined) return null
  return {
    clientId,
    clientSecret: new Secret(clientSecret, { pinned: true }),
    scopes: env.GITLAB_OAUTH_SCOPES,
    timeoutMs: env.OAUTH_TIMEOUT_MS,
    signInS: env.SIGN_IN_S,
  }
}

/** An SSO proxy asserts who it is, and one service token reaches GitLab; null in the other mode. */
export function ssoOf(env: Variables) {
  const { GITLAB_TOKEN: token, SSO_JWT_HEADER: header, SSO_JWT_ISSUER: issuer } = env
  const { SSO_JWT_AUDIENCE: audience, SSO_JWT_ALGORITHMS: algorithms, SSO_JWKS_URL: jwksUrl } = env
  if (
    env.AUTH_MODE !== 'proxy-jwt' ||
    token === undefined ||
    header === undefined ||
    issuer === undefined ||
    audience === undefined ||
    algorithms === undefined ||
    jwksUrl === undefined
  ) {
    return null
  }
  return {
    jwt: { header, issuer, audience, algorithms },
    jwks: {
      url: jwksUrl,
      timeoutMs: env.SSO_JWKS_TIMEOUT_MS,
      freshMs: env.SSO_JWKS_FRESH_S * 1000,
      pauseMs: env.SSO_JWKS_PAUSE_S * 1000,
      staleMs: env.SSO_JWKS_STALE_S * 1000,
    },
    admins: env.SSO_ADMINS ?? [],
    viewers: env.SSO_VIEWERS ?? [],
    denialMs: env.SSO_DENIAL_S * 1000,
    logoutUrl: env.SSO_LOGOUT_URL ?? null,
    serviceToken: {
      token: new Secret(token, { pinned: true }),
      checkMs: env.SERVICE_TOKEN_CHECK_S * 1000,
      retryMs: env.SERVICE_TOKEN_RETRY_S * 1000,
    },
  }
}
