import 'server-only'
import { z } from 'zod'
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
} from './config-values.ts'

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const oneOf = <T extends string>(values: readonly T[]) =>
  variable(`one of ${values.join(', ')}`, (text) => values.find((value) => value === text))

/** Every variable of the environment that has an effect, each with its default; docs/configuration.md is its table. */
export const variablesSchema = z.object({
  APP_ORIGIN: origin,
  GITLAB_URL: baseUrl,
  GITLAB_CA: certificates.optional(),
  AUTH_MODE: variable('oauth', (text) => (text === 'oauth' ? text : undefined)),
  GITLAB_OAUTH_CLIENT_ID: plain('the application ID of the OAuth application'),
  GITLAB_OAUTH_CLIENT_SECRET: clientSecret,
  GITLAB_OAUTH_SCOPES: oauthScopes.prefault('api'),
  SESSION_KEYS: keyring,
  AUDIT_KEY: singleKey,
  STORE_URL: storeUrl.prefault('sqlite:./data/console.db'),
  STORE_MIGRATE_URL: migrateUrl.optional(),
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
  INTENT_SECOND_LOOK_MS: milliseconds.prefault('2000'),
  INTENT_THIRD_LOOK_MS: milliseconds.prefault('10000'),
  INTENT_LOOK_TIMEOUT_MS: milliseconds.prefault('5000'),
  INTENT_SETTLE_MS: milliseconds.prefault('120000'),
  INTENT_LEASE_MS: milliseconds.prefault('45000'),
  INTENT_RESOLVE_MS: milliseconds.prefault('10000'),
  INTENT_HOLD_MS: milliseconds.prefault('30000'),
  INTENT_KEEP_S: seconds.prefault('2592000'),
  TOKEN_DISPLAY_S: seconds.prefault('300'),
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
export type Variables = z.output<typeof variablesSchema>
