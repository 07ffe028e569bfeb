import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { demoEnv } from '../lib/cli/demo-env.ts'
import { freePort, projectEnv, startNode, stop, waitForAnswer } from '../lib/cli/process.ts'

/** The production server started as an operator would, with one configuration after the other. */
async function start(change: Record<string, string | undefined>) {
  const folder = await mkdtemp(join(tmpdir(), 'cluster-console-config-'))
  const port = await freePort()
  const env = projectEnv({
    ...demoEnv('http://127.0.0.1:1', port, join(folder, 'console.db')),
    ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
  } as Record<string, string>)
  for (const [name, value] of Object.entries(change)) if (value === undefined) delete env[name]
  const child = startNode(['lib/cli/start.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
  }
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const close = async () => {
    await stop(child)
    await rm(folder, { recursive: true, force: true })
  }
  return { child, port, folder, exit, close, output: () => printed }
}

const secretKey = randomBytes(32).toString('base64')

const bad: [name: string, change: Record<string, string | undefined>, named: string[]][] = [
  ['no GitLab', { GITLAB_URL: undefined }, ['GITLAB_URL']],
  ['a GitLab that is no URL', { GITLAB_URL: 'gitlab' }, ['GITLAB_URL']],
  ['a public GitLab without TLS', { GITLAB_URL: 'http://gitlab.example.com' }, ['GITLAB_URL']],
  ['a password in the URL', { GITLAB_URL: 'https://u:p@gitlab.example.com' }, ['GITLAB_URL']],
  ['a public origin without TLS', { APP_ORIGIN: 'http://console.example.com' }, ['APP_ORIGIN']],
  ['no way to sign in', { AUTH_MODE: undefined }, ['AUTH_MODE']],
  ['an unknown way to sign in', { AUTH_MODE: 'none' }, ['AUTH_MODE']],
  ['a short session key', { SESSION_KEYS: 'a:c2hvcnQ=' }, ['SESSION_KEYS']],
  [
    'a key file that is not there',
    { AUDIT_KEY: undefined, AUDIT_KEY_FILE: '/nowhere' },
    ['AUDIT_KEY_FILE'],
  ],
  [
    'certificate checks switched off',
    { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    ['NODE_TLS_REJECT_UNAUTHORIZED'],
  ],
  [
    'several bad variables',
    { GITLAB_URL: 'x', SESSION_IDLE_S: 'soon', LOG_LEVEL: 'loud', GITLAB_OAUTH_CLIENT_ID: '' },
    ['GITLAB_URL', 'SESSION_IDLE_S', 'LOG_LEVEL', 'GITLAB_OAUTH_CLIENT_ID'],
  ],
]

for (const [name, change, named] of bad) {
  test(`with ${name} it exits 1 and names every bad variable`, async () => {
    const server = await start(change)
    expect(await server.exit).toBe(1)
    for (const variable of named) expect(server.output()).toContain(variable)
    expect(server.output()).not.toContain('console-secret')
    await server.close()
  })
}

test('a secret may come from a file', async () => {
  const server = await start({})
  await server.close()
  const folder = await mkdtemp(join(tmpdir(), 'cluster-console-secret-'))
  const file = join(folder, 'audit-key')
  await writeFile(file, `${secretKey}\n`)
  const fromFile = await start({ AUDIT_KEY: undefined, AUDIT_KEY_FILE: file })
  const answer = await waitForAnswer(`http://localhost:${fromFile.port}/readyz`, fromFile.child)
  expect(answer.status).toBe(200)
  await fromFile.close()
  await rm(folder, { recursive: true, force: true })
})
