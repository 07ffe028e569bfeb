import 'server-only'
import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const fakeKey = (name: string) => createHash('sha256').update(name).digest('base64')

/** A complete environment for unit tests: a GitLab where nobody listens, and a store in a new folder. */
export function fakeEnvironment(): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'cluster-console-unit-'))
  return {
    APP_ORIGIN: 'http://localhost:3000',
    GITLAB_URL: 'http://127.0.0.1:9',
    AUTH_MODE: 'oauth',
    GITLAB_OAUTH_CLIENT_ID: 'fake-client',
    GITLAB_OAUTH_CLIENT_SECRET: 'fake-client-secret',
    SESSION_KEYS: `new:${fakeKey('fake-new')},old:${fakeKey('fake-old')}`,
    AUDIT_KEY: fakeKey('fake-audit'),
    STORE_URL: `sqlite:${join(folder, 'data', 'console.db')}`,
    LOG_LEVEL: 'silent',
  }
}

/** Puts {@link fakeEnvironment} with `changes` in force for this test file. */
export function setFakeEnvironment(changes: Record<string, string> = {}): Record<string, string> {
  const env = { ...fakeEnvironment(), ...changes }
  Object.assign(process.env, env)
  return env
}

/** The same behind an SSO: its key set at `url`, its JWT in the header `X-Jwt`. */
export function ssoEnvironment(url: string): Record<string, string> {
  return {
    ...fakeEnvironment(),
    AUTH_MODE: 'proxy-jwt',
    GITLAB_OAUTH_CLIENT_ID: '',
    GITLAB_OAUTH_CLIENT_SECRET: '',
    GITLAB_TOKEN: 'glpat-fake-service-token',
    SSO_JWT_HEADER: 'X-Jwt',
    SSO_JWT_ISSUER: 'https://sso.test',
    SSO_JWT_AUDIENCE: 'console',
    SSO_JWT_ALGORITHMS: 'ES256',
    SSO_JWKS_URL: url,
    SSO_ADMINS: 'ann',
  }
}

/** Puts {@link ssoEnvironment} with `changes` in force for this test file. */
export function setSsoEnvironment(
  url: string,
  changes: Record<string, string> = {},
): Record<string, string> {
  return setFakeEnvironment({ ...ssoEnvironment(url), ...changes })
}
