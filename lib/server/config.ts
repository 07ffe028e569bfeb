import 'server-only'
import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { modeProblems, oauthOf, ssoOf } from './config-auth.ts'
import { metricsOf, scanOf, scanProblems } from './config-metrics.ts'
import { tracesOf } from './config-traces.ts'
import { type Variables, variablesSchema } from './config-variables.ts'
import { perProcess } from './per-process.ts'
import { Secret } from './secret.ts'

/** Every bad variable with what is expected instead; never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((line) => `  ${line}`).join('\n')}`)
    this.problems = problems
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/** The text of each variable: from NAME, or from the file that NAME_FILE names. An empty one counts as not set. */
function readVariables(env: Environment, names: readonly string[]) {
  const texts: Record<string, string> = {}
  const problems = new Map<string, string>()
  for (const name of names) {
    const text = env[name]?.trim()
    const file = env[`${name}_FILE`]?.trim()
    if (text && file) problems.set(name, `${name}: expected only one of ${name} and ${name}_FILE`)
    if (text) texts[name] = text
    if (!file) continue
    try {
      texts[name] = readFileSync(file, 'utf8').trim()
    } catch {
      problems.set(name, `${name}_FILE: expected the path of a readable file`)
    }
  }
  return { texts, problems }
}

/**
 * Reads and checks a whole environment. Throws `ConfigError` with every bad variable in it.
 */
export function readConfig(env: Environment) {
  const { data, texts, problems } = read(env, variablesSchema)
  for (const [name, problem] of [...modeProblems(texts), ...scanProblems(texts)]) {
    if (!problems.has(name)) problems.set(name, `${name}: ${problem}`)
  }
  if (data !== undefined && data.DRAIN_S >= data.STOP_S) {
    problems.set('DRAIN_S', 'DRAIN_S: expected less than STOP_S')
  }
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
    const line = 'NODE_TLS_REJECT_UNAUTHORIZED: expected not to be 0; name a CA in GITLAB_CA_FILE'
    problems.set('NODE_TLS_REJECT_UNAUTHORIZED', line)
  }
  if (data === undefined || problems.size > 0) throw new ConfigError([...problems.values()])
  return shape(data)
}

const storeVariables = variablesSchema.pick({
  STORE_URL: true,
  STORE_MIGRATE_URL: true,
  STORE_BUSY_MS: true,
  STORE_TIMEOUT_MS: true,
  AUDIT_KEY: true,
})

/** What a command needs that works on the store alone. Throws `ConfigError`. */
export function readStoreConfig(env: Environment) {
  const { data, problems } = read(env, storeVariables)
  if (data === undefined || problems.size > 0) throw new ConfigError([...problems.values()])
  return { store: storeOf(data), auditKey: auditKeyOf(data) }
}

function read<T extends z.ZodObject>(env: Environment, schema: T) {
  const { texts, problems } = readVariables(env, Object.keys(schema.shape))
  const parsed = schema.safeParse(texts)
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0])
    if (!problems.has(name)) problems.set(name, `${name}: expected ${issue.message}`)
  }
  return { data: parsed.data, texts, problems }
}

const auditKeyOf = (env: Pick<Variables, 'AUDIT_KEY'>) =>
  new Secret(env.AUDIT_KEY.toString('base64'), { pinned: true })

function storeOf(env: z.output<typeof storeVariables>) {
  const { STORE_URL: where, STORE_MIGRATE_URL: migrateUrl } = env
  if (where.engine === 'sqlite') {
    return { engine: where.engine, file: where.file, busyMs: env.STORE_BUSY_MS }
  }
  return {
    engine: where.engine,
    url: new Secret(where.url, { pinned: true }),
    migrateUrl: migrateUrl === undefined ? null : new Secret(migrateUrl, { pinned: true }),
    timeoutMs: env.STORE_TIMEOUT_MS,
  }
}

function shape(env: Variables) {
  const pinned = { pinned: true }
  return {
    appOrigin: env.APP_ORIGIN,
    isHttps: env.APP_ORIGIN.startsWith('https:'),
    authMode: env.AUTH_MODE,
    oauth: oauthOf(env),
    sso: ssoOf(env),
    sessionKeys: env.SESSION_KEYS.map(({ kid, bytes }) => ({
      kid,
      key: new Secret(bytes.toString('base64'), pinned),
    })),
    auditKey: auditKeyOf(env),
    store: storeOf(env),
    session: {
      idleS: env.SESSION_IDLE_S,
      absoluteS: env.SESSION_ABSOLUTE_S,
      sweepS: env.SESSION_SWEEP_S,
      revokeRetryS: env.REVOKE_RETRY_S,
    },
    refresh: {
      beforeS: env.REFRESH_BEFORE_S,
      jitterS: env.REFRESH_JITTER_S,
      leaseS: env.REFRESH_LEASE_S,
      waitMs: env.REFRESH_WAIT_MS,
      pauseS: env.REFRESH_PAUSE_S,
    },
    recheck: {
      readS: env.RECHECK_READ_S,
      writeS: env.RECHECK_WRITE_S,
      timeoutMs: env.RECHECK_TIMEOUT_MS,
    },
    intents: {
      lookAfterMs: [0, env.INTENT_SECOND_LOOK_MS, env.INTENT_THIRD_LOOK_MS],
      lookTimeoutMs: env.INTENT_LOOK_TIMEOUT_MS,
      settleMs: env.INTENT_SETTLE_MS,
      leaseMs: env.INTENT_LEASE_MS,
      resolveMs: env.INTENT_RESOLVE_MS,
      holdMs: env.INTENT_HOLD_MS,
      keepS: env.INTENT_KEEP_S,
    },
    gitlab: {
      url: env.GITLAB_URL,
      ca: env.GITLAB_CA,
      connectMs: env.GITLAB_CONNECT_MS,
      headersMs: env.GITLAB_HEADERS_MS,
      readMs: env.GITLAB_READ_MS,
      writeMs: env.GITLAB_WRITE_MS,
      maxBodyBytes: 5 * 1024 * 1024,
      maxInFlight: 64,
      maxPerPerson: 8,
      queueMs: env.GITLAB_QUEUE_MS,
      queueLength: 128,
      queuePerPerson: 64,
      breaker: {
        windowMs: env.GITLAB_BREAKER_WINDOW_MS,
        minCalls: env.GITLAB_BREAKER_CALLS,
        openMs: env.GITLAB_BREAKER_OPEN_MS,
      },
      retryFloor: env.GITLAB_RETRY_FLOOR,
    },
    metrics: metricsOf(env),
    scan: scanOf(env),
    traces: tracesOf(env),
    fleet: {
      lingerS: env.FLEET_LINGER_S,
      keepS: env.FLEET_KEEP_S,
      maxRows: env.FLEET_MAX_ROWS,
      askMax: env.FLEET_ASK_MAX,
    },
    readOnly: env.READ_ONLY,
    tokenDisplayS: env.TOKEN_DISPLAY_S,
    shutdown: { drainMs: env.DRAIN_S * 1000, stopMs: env.STOP_S * 1000 },
    bodyTimeoutMs: env.BODY_TIMEOUT_MS,
    clientIpHops: env.CLIENT_IP_HOPS,
    logLevel: env.LOG_LEVEL,
  }
}
export type Config = ReturnType<typeof readConfig>

export type SsoConfig = NonNullable<Config['sso']>

/** The configuration of this process, read at the first call. Throws `ConfigError`. */
export function config(): Config {
  return perProcess('config', () => readConfig(process.env))
}

/** The part for sign-in through GitLab. Only code of that mode asks for it. */
export function oauthConfig(): NonNullable<Config['oauth']> {
  const { oauth } = config()
  if (oauth === null) throw new Error('AUTH_MODE is not oauth')
  return oauth
}

/** The part for the SSO proxy. Only code of that mode asks for it. */
export function ssoConfig(): SsoConfig {
  const { sso } = config()
  if (sso === null) throw new Error('AUTH_MODE is not proxy-jwt')
  return sso
}
