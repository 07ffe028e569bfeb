import 'server-only'
import { variable } from './config-values.ts'
import type { Variables } from './config-variables.ts'
import { Secret } from './secret.ts'

const placeholder = /^(change-?me|secret|token|password|example|x+|<.*>)/i

export const metricsToken = variable(
  'a secret of at least 16 characters (openssl rand -hex 32), not an example',
  (text) => (/^[\x21-\x7e]{16,255}$/.test(text) && !placeholder.test(text) ? text : undefined),
)

/** What is wrong with the variables that are set: a scan that nobody could make, or whose result nobody could read. */
export function scanProblems(texts: Readonly<Record<string, string>>): Map<string, string> {
  const problems = new Map<string, string>()
  if (texts.SCAN_INTERVAL_S === undefined) return problems
  for (const name of ['METRICS_TOKEN', 'GITLAB_TOKEN']) {
    if (texts[name] === undefined) problems.set(name, 'expected a value with SCAN_INTERVAL_S')
  }
  return problems
}

/** `/metrics`; null where it is switched off. */
export const metricsOf = ({ METRICS_TOKEN: token }: Variables) =>
  token === undefined ? null : { token: new Secret(token, { pinned: true }) }

/** The background scan; null where there is none. `token` is null where the service token serves. */
export function scanOf(env: Variables) {
  const { SCAN_INTERVAL_S: intervalS, GITLAB_TOKEN: token } = env
  if (intervalS === undefined) return null
  return {
    intervalMs: intervalS * 1000,
    retryMs: env.SCAN_RETRY_S * 1000,
    leaseMs: env.SCAN_LEASE_S * 1000,
    token:
      env.AUTH_MODE === 'proxy-jwt' || token === undefined
        ? null
        : new Secret(token, { pinned: true }),
  }
}
