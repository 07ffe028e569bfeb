import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'
import { fakeEnvironment, ssoEnvironment } from './fake-environment.fixture.ts'

type Change = Record<string, string | undefined>
const good = fakeEnvironment()
const read = (change: Change = {}) => readConfig({ ...good, ...change })

function problems(change: Change): readonly string[] {
  try {
    read(change)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
  }
  return []
}
const namesOf = (lines: readonly string[]) => lines.map((line) => line.split(':')[0])

test('a good environment gives a typed configuration', () => {
  expect(read()).toMatchObject({
    appOrigin: 'http://localhost:3000',
    isHttps: false,
    oauth: { clientId: 'fake-client', scopes: ['api'], timeoutMs: 10_000 },
    session: { idleS: 1800, absoluteS: 28_800, sweepS: 30 },
    gitlab: { url: 'http://127.0.0.1:9', connectMs: 3000, readMs: 11_500, ca: undefined },
    clientIpHops: 0,
  })
})

const accepted: [name: string, value: string, path: string[], result: unknown][] = [
  ['GITLAB_URL', 'https://gitlab.example.com/', ['gitlab', 'url'], 'https://gitlab.example.com'],
  ['GITLAB_URL', 'https://x.test/gitlab/', ['gitlab', 'url'], 'https://x.test/gitlab'],
  ['GITLAB_URL', 'http://[::1]:8080', ['gitlab', 'url'], 'http://[::1]:8080'],
  ['APP_ORIGIN', 'https://clusters.example.com/', ['appOrigin'], 'https://clusters.example.com'],
  ['APP_ORIGIN', 'http://console.localhost:3000', ['appOrigin'], 'http://console.localhost:3000'],
  ['GITLAB_OAUTH_SCOPES', 'api admin_mode', ['oauth', 'scopes'], ['api', 'admin_mode']],
  ['GITLAB_OAUTH_SCOPES', 'read_api', ['oauth', 'scopes'], ['read_api']],
  ['STORE_URL', 'sqlite:/var/lib/console.db', ['store', 'file'], '/var/lib/console.db'],
  ['STORE_URL', 'postgres://u:fake-pw@127.0.0.1:5432/console', ['store', 'engine'], 'postgres'],
  [
    'STORE_URL',
    'postgresql://u:fake-pw@db.test/c?sslmode=verify-full',
    ['store', 'engine'],
    'postgres',
  ],
  ['REFRESH_JITTER_S', '0', ['refresh', 'jitterS'], 0],
  ['CLIENT_IP_HOPS', '', ['clientIpHops'], 0],
]
test.each(accepted)('%s=%s', (name, value, path, result) => {
  const found = path.reduce<unknown>(
    (current, key) => (current as Record<string, unknown>)[key],
    read({ [name]: value }),
  )
  expect(found).toEqual(result)
})

const bad: [name: string, value: string | undefined][] = [
  ['APP_ORIGIN', undefined],
  ['APP_ORIGIN', 'http://clusters.example.com'],
  ['APP_ORIGIN', 'https://clusters.example.com/console'],
  ['APP_ORIGIN', 'https://user:pass@clusters.example.com'],
  ['APP_ORIGIN', 'clusters.example.com'],
  ['GITLAB_URL', undefined],
  ['GITLAB_URL', 'http://gitlab.example.com'],
  ['GITLAB_URL', 'http://localhost.evil.example'],
  ['GITLAB_URL', 'https://user@gitlab.example.com'],
  ['GITLAB_URL', 'https://gitlab.example.com/?a=b'],
  ['GITLAB_URL', 'ftp://gitlab.example.com'],
  ['GITLAB_CA', 'not a certificate'],
  ['AUTH_MODE', undefined],
  ['AUTH_MODE', 'oauth,proxy-jwt'],
  ['AUTH_MODE', 'demo'],
  ['GITLAB_OAUTH_CLIENT_ID', ''],
  ['GITLAB_OAUTH_CLIENT_SECRET', 'changeme'],
  ['GITLAB_OAUTH_CLIENT_SECRET', 'short'],
  ['GITLAB_OAUTH_SCOPES', 'read_user'],
  ['GITLAB_OAUTH_SCOPES', 'api openid'],
  ['SESSION_KEYS', undefined],
  ['SESSION_KEYS', 'a:c2hvcnQ='],
  ['SESSION_KEYS', Buffer.alloc(32, 1).toString('base64')],
  ['SESSION_KEYS', `a:${Buffer.alloc(32).toString('base64')}`],
  ['SESSION_KEYS', `a:${Buffer.from('change-me-change-me-change-me-32').toString('base64')}`],
  ['SESSION_KEYS', `${good.SESSION_KEYS},new:${good.AUDIT_KEY}`],
  ['AUDIT_KEY', Buffer.alloc(31, 'fake').toString('base64')],
  ['STORE_URL', 'postgres://localhost/console'],
  ['STORE_URL', 'postgres://console:fake-pw@db.test/console'],
  ['STORE_URL', 'postgres://console:fake-pw@db.test/console?sslmode=require'],
  ['STORE_URL', 'postgres://console:fake-pw@db.test/console?sslmode=verify-full&sslmode=disable'],
  ['STORE_URL', 'postgres://console:fake-pw@localhost/'],
  ['STORE_URL', 'postgres://console:changeme@localhost/console'],
  ['STORE_URL', 'mysql://console:fake-pw@localhost/console'],
  ['STORE_MIGRATE_URL', 'sqlite:./data/console.db'],
  ['STORE_URL', 'sqlite:'],
  ['SESSION_IDLE_S', 'soon'],
  ['SESSION_IDLE_S', '0'],
  ['SESSION_IDLE_S', '-1'],
  ['SESSION_IDLE_S', '1.5'],
  ['GITLAB_READ_MS', '99999999999'],
  ['CLIENT_IP_HOPS', '11'],
  ['PORT', '70000'],
  ['LOG_LEVEL', 'loud'],
  ['METRICS_TOKEN', 'short'],
  ['METRICS_TOKEN', 'changeme-changeme'],
  ['NODE_TLS_REJECT_UNAUTHORIZED', '0'],
]
test.each(bad)('%s=%s is refused', (name, value) => {
  const found = problems({ [name]: value })
  expect(namesOf(found)).toEqual([name])
  expect(found[0]).toContain('expected')
})

describe('behind an SSO', () => {
  const sso = ssoEnvironment('https://sso.test/certs?p=1')
  const problemsOf = (change: Change) => namesOf(problems({ ...sso, ...change })).sort()

  test('it is typed too', () => {
    const { oauth, sso: settings } = readConfig({ ...sso, SSO_ADMINS: 'ann, group:ops,B@c.test' })
    expect(oauth).toBeNull()
    expect(settings).toMatchObject({
      jwt: {
        header: 'x-jwt',
        issuer: 'https://sso.test',
        audience: 'console',
        algorithms: ['ES256'],
      },
      jwks: { url: 'https://sso.test/certs?p=1', pauseMs: 30_000, staleMs: 86_400_000 },
      admins: [{ name: 'ann' }, { group: 'ops' }, { name: 'B@c.test' }],
      viewers: [],
      logoutUrl: null,
    })
    expect(JSON.stringify(settings)).not.toContain('glpat-')
  })

  const refused: [change: Change, names: string[]][] = [
    [{ SSO_JWT_ISSUER: '' }, ['SSO_JWT_ISSUER']],
    [{ SSO_JWT_AUDIENCE: undefined, GITLAB_TOKEN: '' }, ['GITLAB_TOKEN', 'SSO_JWT_AUDIENCE']],
    [{ SSO_ADMINS: '' }, ['SSO_ADMINS']],
    [{ SSO_ADMINS: ', ,' }, ['SSO_ADMINS']],
    [{ SSO_ADMINS: 'group:' }, ['SSO_ADMINS']],
    [{ SSO_VIEWERS: '*@corp.test' }, ['SSO_VIEWERS']],
    [{ SSO_JWT_ALGORITHMS: 'HS256' }, ['SSO_JWT_ALGORITHMS']],
    [{ SSO_JWT_ALGORITHMS: 'ES256,none' }, ['SSO_JWT_ALGORITHMS']],
    [{ SSO_JWT_HEADER: 'x_jwt' }, ['SSO_JWT_HEADER']],
    [{ SSO_JWT_HEADER: 'X-Forwarded-For' }, ['SSO_JWT_HEADER']],
    [{ SSO_JWKS_URL: 'http://sso.test/certs' }, ['SSO_JWKS_URL']],
    [{ SSO_JWKS_URL: 'https://u:p@sso.test/certs' }, ['SSO_JWKS_URL']],
    [{ SSO_LOGOUT_URL: '//evil.test' }, ['SSO_LOGOUT_URL']],
    [{ SSO_LOGOUT_URL: 'javascript:alert(1)' }, ['SSO_LOGOUT_URL']],
    [{ GITLAB_TOKEN: 'changeme' }, ['GITLAB_TOKEN']],
    [{ GITLAB_OAUTH_CLIENT_ID: 'x' }, ['GITLAB_OAUTH_CLIENT_ID']],
    [{ GITLAB_OAUTH_SCOPES: 'api' }, ['GITLAB_OAUTH_SCOPES']],
  ]
  test.each(refused)('%j is refused', (change, names) => {
    expect(problemsOf(change)).toEqual(names)
  })
  test.each(['/oauth2/sign_out?rd=%2F', 'https://sso.test/logout?x=1'])(
    'sign-out may lead to %s',
    (url) => {
      expect(readConfig({ ...sso, SSO_LOGOUT_URL: url }).sso?.logoutUrl).toBe(url)
    },
  )
  test('its variables are refused where people sign in at GitLab', () => {
    expect(namesOf(problems({ SSO_ADMINS: 'ann' }))).toEqual(['SSO_ADMINS'])
  })
})

test('a background scan needs its own token, and somebody who reads what it found', () => {
  const scan = { SCAN_INTERVAL_S: '300' }
  expect(namesOf(problems(scan)).sort()).toEqual(['GITLAB_TOKEN', 'METRICS_TOKEN'])
  const needed = { METRICS_TOKEN: 'fake-metrics-token-1', GITLAB_TOKEN: 'glpat-fake-reading-1' }
  const settings = read({ ...scan, ...needed })
  expect(settings.scan).toMatchObject({ intervalMs: 300_000, retryMs: 60_000, leaseMs: 60_000 })
  expect(inspect(settings, { depth: 9 })).not.toMatch(/fake-metrics-token|fake-reading/)
  const sso = readConfig({ ...ssoEnvironment('https://sso.test/certs'), ...scan, ...needed })
  expect(sso.scan?.token).toBeNull()
})

test('one error lists every bad variable and no value', () => {
  const change = {
    GITLAB_URL: 'http://fake-host.test',
    SESSION_KEYS: 'x:fake-key',
    LOG_LEVEL: 'loud',
  }
  const found = problems(change)
  expect(namesOf(found).sort()).toEqual(['GITLAB_URL', 'LOG_LEVEL', 'SESSION_KEYS'])
  for (const value of Object.values(change)) expect(found.join()).not.toContain(value)
})

describe('a variable from a file', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'cluster-console-unit-')), 'secret')
  writeFileSync(file, `${good.AUDIT_KEY}\n`)

  test('is read without the line end', () => {
    const { auditKey } = read({ AUDIT_KEY: undefined, AUDIT_KEY_FILE: file })
    expect(auditKey.unwrap()).toBe(good.AUDIT_KEY)
  })
  test('is refused beside the variable itself', () => {
    expect(namesOf(problems({ AUDIT_KEY_FILE: file }))).toEqual(['AUDIT_KEY'])
  })
  test('is refused when the file is not there', () => {
    const found = problems({ AUDIT_KEY: undefined, AUDIT_KEY_FILE: '/nowhere' })
    expect(namesOf(found)).toEqual(['AUDIT_KEY_FILE'])
  })
})

test('no way of printing the configuration shows a secret', () => {
  const settings = read()
  const printed = inspect(settings, { depth: 9 }) + JSON.stringify(settings)
  for (const name of ['GITLAB_OAUTH_CLIENT_SECRET', 'AUDIT_KEY']) {
    expect(printed).not.toContain(good[name])
  }
  expect(printed).toContain('[secret]')
})
