import 'server-only'
import { z } from 'zod'
import {
  allowList,
  exactText,
  jwksUrl,
  jwtAlgorithms,
  jwtHeader,
  logoutUrl,
  serviceToken,
} from './config-sso-values.ts'
import {
  baseUrl,
  certificates,
  clientSecret,
  hops,
  keyring,
  migrateUrl,
  milliseconds,
  oauthScopes,
  origin,
  plain,
  port,
  seconds,
  secondsOrNone,
  singleKey,
  storeUrl,
  variable,
  yesOrNo,
} from './config-values.ts'

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const oneOf = <T extends string>(values: readonly T[]) =>
  variable(`one of ${values.join(', ')}`, (text) => values.find((value) => value === text))

/** Every variable of the environment that has an effect, each with its default; docs/configuration.md is its table. */
export const variablesSchema = z.object({
  APP_ORIGIN: origin,
  GITLAB_URL: baseUrl,
  GITLAB_CA: certificates.optional(),
  AUTH_MODE: oneOf(['oauth', 'proxy-jwt']),
  GITLAB_OAUTH_CLIENT_ID: plain('the application ID of the OAuth application').optional(),
  GITLAB_OAUTH_CLIENT_SECRET: clientSecret.optional(),
  GITLAB_OAUTH_SCOPES: oauthScopes.prefault('api'),
  GITLAB_TOKEN: serviceToken.optional(),
  SSO_JWT_HEADER: jwtHeader.optional(),
  SSO_JWT_ISSUER: exactText('the issuer (`iss`) of the JWT, exactly').optional(),
  SSO_JWT_AUDIENCE: exactText('the audience (`aud`) of the JWT, exactly').optional(),
  SSO_JWT_ALGORITHMS: jwtAlgorithms.optional(),
  SSO_JWKS_URL: jwksUrl.optional(),
  SSO_LOGOUT_URL: logoutUrl.optional(),
  SSO_ADMINS: allowList.optional(),
  SSO_VIEWERS: allowList.optional(),
  SESSION_KEYS: keyring,
  AUDIT_KEY: singleKey,
  STORE_URL: storeUrl.prefault('sqlite:./data/console.db'),
  STORE_MIGRATE_URL: migrateUrl.optional(),
  READ_ONLY: yesOrNo.prefault('false'),
  CLIENT_IP_HOPS: hops.prefault('0'),
  LOG_LEVEL: oneOf(logLevels).prefault('info'),
  PORT: port.prefault('3000'),
  HOST: plain('an address to listen on').prefault('127.0.0.1'),
  SESSION_IDLE_S: seconds.prefault('1800'),
  SESSION_ABSOLUTE_S: seconds.prefault('28800'),
  SESSION_SWEEP_S: seconds.prefault('30'),
  SIGN_IN_S: seconds.prefault('600'),
  REFRESH_BEFORE_S: seconds.prefault('300'),
  REFRESH_JITTER_S: secondsOrNone.prefault('30'),
  REFRESH_LEASE_S: seconds.prefault('20'),
  REFRESH_WAIT_MS: milliseconds.prefault('12000'),
  REFRESH_PAUSE_S: seconds.prefault('15'),
  REVOKE_RETRY_S: seconds.prefault('86400'),
  RECHECK_READ_S: seconds.prefault('300'),
  RECHECK_WRITE_S: seconds.prefault('60'),
  RECHECK_TIMEOUT_MS: milliseconds.prefault('2000'),
  INTENT_SECOND_LOOK_MS: milliseconds.prefault('2000'),
  INTENT_THIRD_LOOK_MS: milliseconds.prefault('10000'),
  INTENT_LOOK_TIMEOUT_MS: milliseconds.prefault('5000'),
  INTENT_SETTLE_MS: milliseconds.prefault('120000'),
  INTENT_LEASE_MS: milliseconds.prefault('45000'),
  INTENT_RESOLVE_MS: milliseconds.prefault('10000'),
  INTENT_HOLD_MS: milliseconds.prefault('30000'),
  INTENT_KEEP_S: seconds.prefault('2592000'),
  TOKEN_DISPLAY_S: seconds.prefault('300'),
  SSO_JWKS_TIMEOUT_MS: milliseconds.prefault('3000'),
  SSO_JWKS_FRESH_S: seconds.prefault('300'),
  SSO_JWKS_PAUSE_S: seconds.prefault('30'),
  SSO_JWKS_STALE_S: seconds.prefault('86400'),
  SSO_DENIAL_S: seconds.prefault('600'),
  SERVICE_TOKEN_CHECK_S: seconds.prefault('86400'),
  SERVICE_TOKEN_RETRY_S: seconds.prefault('60'),
  OAUTH_TIMEOUT_MS: milliseconds.prefault('10000'),
  BODY_TIMEOUT_MS: milliseconds.prefault('10000'),
  STORE_BUSY_MS: milliseconds.prefault('2000'),
  STORE_TIMEOUT_MS: milliseconds.prefault('5000'),
  GITLAB_CONNECT_MS: milliseconds.prefault('3000'),
  GITLAB_HEADERS_MS: milliseconds.prefault('10000'),
  GITLAB_READ_MS: milliseconds.prefault('12000'),
  GITLAB_WRITE_MS: milliseconds.prefault('20000'),
  GITLAB_QUEUE_MS: milliseconds.prefault('2000'),
})

/** What each way to sign in needs besides. Variables of the other way are refused: one of the two is a mistake. */
export const variablesOfMode = {
  oauth: {
    needed: ['GITLAB_OAUTH_CLIENT_ID', 'GITLAB_OAUTH_CLIENT_SECRET'],
    possible: ['GITLAB_OAUTH_SCOPES', 'GITLAB_TOKEN'],
  },
  'proxy-jwt': {
    needed: [
      'GITLAB_TOKEN',
      'SSO_JWT_HEADER',
      'SSO_JWT_ISSUER',
      'SSO_JWT_AUDIENCE',
      'SSO_JWT_ALGORITHMS',
      'SSO_JWKS_URL',
    ],
    possible: ['SSO_LOGOUT_URL', 'SSO_ADMINS', 'SSO_VIEWERS'],
  },
} as const satisfies Record<string, Record<'needed' | 'possible', (keyof Variables)[]>>

export type Variables = z.output<typeof variablesSchema>
