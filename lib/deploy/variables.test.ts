import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readConfig, readStoreConfig } from '#lib/server/config.ts'
import { variablesSchema } from '#lib/server/config-variables.ts'
import { deploy, documentsOf, manifest, readExample } from './manifests.fixture.ts'

type Environment = Record<string, string>

const folder = mkdtempSync(join(tmpdir(), 'cluster-console-deploy-'))

/** What openssl, GitLab and the database would have given, by the name of the file. */
const fakes: Environment = {
  'session-keys': `k1:${randomBytes(32).toString('base64')}`,
  'audit-key': randomBytes(32).toString('base64'),
  'gitlab-oauth-client-secret': 'fake-client-secret',
  'gitlab-token': 'glpat-fake-service-token',
  'store-url': 'postgres://console:fake-pw@db.example.com/console?sslmode=verify-full',
  'store-migrate-url': 'postgres://owner:fake-pw@db.example.com/console?sslmode=verify-full',
  'metrics-token': 'fake-metrics-token-of-a-test',
}

/** The same variables with files that exist: of each only its name matters. */
function withFiles(env: Environment): Environment {
  mkdirSync(folder, { recursive: true })
  const entries = Object.entries(env).map(([name, value]) => {
    if (!name.endsWith('_FILE')) return [name, value]
    const file = join(folder, basename(value))
    const text = fakes[basename(value)]
    if (text === undefined) throw new Error(`${name}: no file ${value} is made`)
    writeFileSync(file, text)
    return [name, file]
  })
  return Object.fromEntries(entries)
}

const linesOf = (text: string): Environment =>
  Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const [, name, value] = /^(?:Environment=)?([A-Z_]+)=(.+)$/.exec(line) ?? []
      return name === undefined || value === undefined || line.startsWith('EnvironmentFile')
        ? []
        : [[name, value]]
    }),
  )

const containers = z.object({
  spec: z.object({
    template: z.object({
      spec: z.object({
        containers: z.array(
          z.looseObject({ env: z.array(z.object({ name: z.string(), value: z.string() })) }),
        ),
      }),
    }),
  }),
})
const podEnvironment = (kind: string, name: string): Environment =>
  Object.fromEntries(
    manifest(containers, kind, name).spec.template.spec.containers.flatMap(({ env }) =>
      env.map((one) => [one.name, one.value]),
    ),
  )
const configMap = () =>
  manifest(z.object({ data: z.record(z.string(), z.string()) }), 'ConfigMap', 'console').data

const composeSchema = z.object({
  services: z.record(
    z.string(),
    z.looseObject({
      environment: z.record(z.string(), z.string()).optional(),
      secrets: z.array(z.string()).optional(),
      volumes: z.array(z.string()).optional(),
      networks: z.array(z.string()).optional(),
    }),
  ),
  networks: z.record(z.string(), z.unknown()),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
})
const compose = () => composeSchema.parse(documentsOf('compose', 'compose.yaml')[0])

const consoles: [name: string, env: () => Environment][] = [
  ['Kubernetes', () => ({ ...configMap(), ...podEnvironment('Deployment', 'console') })],
  ['Compose', () => compose().services['console-1']?.environment ?? {}],
  [
    'systemd',
    () => ({
      ...linesOf(readExample('systemd', 'environment')),
      ...linesOf(readExample('systemd', 'cluster-console.service')),
    }),
  ],
  ['oauth2-proxy', () => linesOf(readExample('oauth2-proxy', 'console.env'))],
]

test.each(consoles)(
  'the console would start with the variables of the example for %s',
  (_name, env) => {
    expect(Object.keys(env()).length).toBeGreaterThan(5)
    for (const name of Object.keys(env())) {
      expect(Object.keys(variablesSchema.shape)).toContain(name.replace(/_FILE$/, ''))
    }
    expect(readConfig(withFiles(env())).appOrigin).toBe('https://clusters.example.com')
  },
)

test.each([
  ['Kubernetes', () => podEnvironment('Job', 'migrate')],
  ['Compose', () => compose().services.migrate?.environment ?? {}],
])('the migrations of %s have what they need, and no more', (_name, env) => {
  const { store } = readStoreConfig(withFiles(env()))
  expect(store).toMatchObject({ engine: 'postgres', migrateUrl: expect.anything() })
  expect(Object.keys(env())).toHaveLength(3)
})

test('what Compose names is there', () => {
  const { services, networks, secrets } = compose()
  const made = readExample('compose', 'make-secrets.sh')
  for (const [name, service] of Object.entries(services)) {
    for (const secret of service.secrets ?? []) expect(Object.keys(secrets), name).toContain(secret)
    for (const network of service.networks ?? [])
      expect(Object.keys(networks), name).toContain(network)
    for (const value of Object.values(service.environment ?? {})) {
      if (value.startsWith('/run/secrets/'))
        expect(service.secrets, name).toContain(basename(value))
    }
    for (const mount of service.volumes ?? []) {
      const [source = ''] = mount.split(':')
      if (!source.startsWith('.')) continue
      const isMade = dirname(source) === './secrets'
      if (isMade) expect(made).toContain(basename(source).replace(/\..*/, ''))
      else expect(existsSync(join(deploy, 'compose', source)), source).toBe(true)
    }
  }
})

test('secrets are made once, for their owner, and the console takes them', () => {
  const place = mkdtempSync(join(tmpdir(), 'cluster-console-compose-'))
  cpSync(join(deploy, 'compose', 'make-secrets.sh'), join(place, 'make-secrets.sh'))
  const make = () =>
    execFileSync(join(place, 'make-secrets.sh'), ['clusters.example.com'], { stdio: 'pipe' })
  expect(make().toString()).toContain('gitlab-oauth-client-secret')
  const secrets = join(place, 'secrets')
  expect(statSync(secrets).mode & 0o077).toBe(0)
  writeFileSync(join(secrets, 'gitlab-oauth-client-secret'), 'fake-client-secret')
  for (const { file } of Object.values(compose().secrets)) {
    expect(existsSync(join(place, file)), file).toBe(true)
  }
  const keys = readFileSync(join(secrets, 'session-keys'), 'utf8')
  expect(make().toString()).toBe('')
  expect(readFileSync(join(secrets, 'session-keys'), 'utf8')).toBe(keys)

  const env = compose().services['console-1']?.environment ?? {}
  const there = Object.entries(env).map(([name, value]) => [
    name,
    value.replace('/run/secrets', secrets),
  ])
  expect(readConfig(Object.fromEntries(there)).store.engine).toBe('postgres')
})
