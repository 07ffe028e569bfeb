import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureFromPackage } from '../lib/cli/distribution-package.ts'
import { root, stop } from '../lib/cli/process.ts'
import type { Issued } from './authority.ts'
import { send } from './person.ts'

export interface Nginx {
  stop: () => Promise<void>
}

/** The program; null when there is none on this machine. */
function findNginx(): string | null {
  const folders = ['/usr/sbin', ...(process.env.PATH ?? '').split(':')]
  const folder = folders.find((candidate) => existsSync(join(candidate, 'nginx')))
  return folder === undefined ? null : join(folder, 'nginx')
}

/** The files of the documents with the addresses of a test. */
async function site(port: number, consolePorts: readonly number[]): Promise<string> {
  const [upstream = '', console = ''] = await Promise.all(
    ['upstream.conf', 'cluster-console.conf'].map((file) =>
      readFile(join(root, 'docs', 'deploy', 'nginx', file), 'utf8'),
    ),
  )
  const replicas = consolePorts.reduce(
    (text, real, i) => text.replace(`127.0.0.1:${3000 + i} `, `127.0.0.1:${real} `),
    upstream,
  )
  return (replicas + console)
    .replaceAll('listen 443 ', `listen 127.0.0.1:${port} `)
    .replaceAll('/etc/ssl/clusters.example.com', 'site')
    .replace('server_name clusters.example.com;', 'server_name console.localhost;')
}

/** Asks until there is an answer; the certificate is checked as always. */
async function waitForTls(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    const status = await send('GET', url).then(
      (answer) => answer.status,
      (error: unknown) => String(error),
    )
    if (typeof status === 'number') return
    if (child.exitCode !== null || !status.includes('ECONNREFUSED')) throw new Error(status)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/**
 * Starts nginx with docs/deploy/nginx before two consoles, on a port of the loopback interface, with TLS. Installs the
 * distribution's package when there is none; throws when it does not start.
 */
export async function startNginx(
  port: number,
  consolePorts: readonly [number, number],
  { cert, key }: Issued,
): Promise<Nginx> {
  const program = ensureFromPackage('nginx', findNginx)
  const folder = await mkdtemp(join(tmpdir(), 'cluster-console-nginx-'))
  await writeFile(join(folder, 'site.conf'), await site(port, consolePorts))
  await writeFile(join(folder, 'site.pem'), cert)
  await writeFile(join(folder, 'site.key'), key, { mode: 0o600 })
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${kind};`)
    .join(' ')
  // Workers of a server that root starts would be another user, who may not look into the folder.
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  await writeFile(
    join(folder, 'nginx.conf'),
    `${user} daemon off; worker_processes 1; pid nginx.pid; error_log stderr warn;
     events { worker_connections 4096; } http { access_log off; ${temporary} include site.conf; }`,
  )
  const child = spawn(program, ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4_000)
  })
  await waitForTls(`https://console.localhost:${port}/healthz`, child).catch((error) => {
    throw new Error(`${error}\n${said}`)
  })
  return {
    async stop() {
      await stop(child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}
