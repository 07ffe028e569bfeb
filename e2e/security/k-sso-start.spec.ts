import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoEnv } from '../../lib/cli/demo-env.ts'
import { freePort, projectEnv, startNode, stop } from '../../lib/cli/process.ts'
import { expect, test } from '../fixtures.ts'
import { SimulatorControl } from '../simulator-control.ts'
import { ssoEnv } from '../sso-stack.ts'

/** What the production server printed before it ended, and how it ended; started as an operator would. */
async function startWith(change: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'cluster-console-sso-'))
  const port = await freePort()
  const nobody = new SimulatorControl('http://127.0.0.1:1')
  const env = {
    ...demoEnv('http://127.0.0.1:1', port, join(folder, 'console.db')),
    ...ssoEnv(nobody),
    ...change,
  }
  const child = startNode(['lib/cli/start.ts'], {
    env: projectEnv(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
  }
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  await stop(child)
  await rm(folder, { recursive: true, force: true })
  return { code, printed }
}

const bad: [name: string, change: Record<string, string>, named: string[]][] = [
  ['no issuer', { SSO_JWT_ISSUER: '' }, ['SSO_JWT_ISSUER']],
  [
    'none of what is needed',
    {
      GITLAB_TOKEN: '',
      SSO_JWT_HEADER: '',
      SSO_JWT_AUDIENCE: '',
      SSO_JWT_ALGORITHMS: '',
      SSO_JWKS_URL: '',
    },
    ['GITLAB_TOKEN', 'SSO_JWT_HEADER', 'SSO_JWT_AUDIENCE', 'SSO_JWT_ALGORITHMS', 'SSO_JWKS_URL'],
  ],
  ['nobody who may come in', { SSO_ADMINS: '', SSO_VIEWERS: '' }, ['SSO_ADMINS']],
  ['a list of nobody', { SSO_ADMINS: ' , ,' }, ['SSO_ADMINS']],
  ['everybody', { SSO_VIEWERS: '*' }, ['SSO_VIEWERS']],
  ['a shared secret as signature', { SSO_JWT_ALGORITHMS: 'RS256,HS256' }, ['SSO_JWT_ALGORITHMS']],
  ['no signature', { SSO_JWT_ALGORITHMS: 'none' }, ['SSO_JWT_ALGORITHMS']],
  ['keys without TLS', { SSO_JWKS_URL: 'http://sso.example.com/certs' }, ['SSO_JWKS_URL']],
  ['a header that means something else', { SSO_JWT_HEADER: 'Cookie' }, ['SSO_JWT_HEADER']],
  ['a script where sign-out leads', { SSO_LOGOUT_URL: 'javascript:alert(1)' }, ['SSO_LOGOUT_URL']],
  [
    'both ways to sign in',
    { GITLAB_OAUTH_CLIENT_ID: 'console', GITLAB_OAUTH_CLIENT_SECRET: 'console-secret' },
    ['GITLAB_OAUTH_CLIENT_ID', 'GITLAB_OAUTH_CLIENT_SECRET'],
  ],
  ['proxies by their address', { AUTH_MODE: 'proxy-secret' }, ['AUTH_MODE']],
]
for (const [name, change, named] of bad) {
  test(`K09 with ${name} it does not start`, async () => {
    const { code, printed } = await startWith(change)
    expect(code).toBe(1)
    for (const variable of named) expect(printed).toContain(`${variable}: expected`)
    expect(printed).not.toContain('glpat-')
    expect(printed).not.toContain('console-secret')
  })
}
