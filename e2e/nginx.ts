import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureFromPackage } from '../lib/cli/distribution-package.ts'
import { root, stop, waitForAnswer } from '../lib/cli/process.ts'

export interface Nginx {
  stop: () => Promise<void>
}

/** The program; null when there is none on this machine. */
function findNginx(): string | null {
  const folders = ['/usr/sbin', ...(process.env.PATH ?? '').split(':')]
  const folder = folders.find((candidate) => existsSync(join(candidate, 'nginx')))
  return folder === undefined ? null : join(folder, 'nginx')
}

/** The example of the documents with the addresses of a test, over plain http: a test has no certificate. */
async function site(port: number, consolePorts: readonly number[]): Promise<string> {
  const example = await readFile(join(root, 'docs', 'nginx.example.conf'), 'utf8')
  return consolePorts
    .reduce(
      (text, real, i) => text.replace(`127.0.0.1:${3000 + i} `, `127.0.0.1:${real} `),
      example,
    )
    .replaceAll('listen 443 ssl', `listen 127.0.0.1:${port}`)
    .replaceAll(/^ *ssl_.*$/gm, '')
    .replace('server_name clusters.example.com;', 'server_name localhost;')
}

/**
 * Starts nginx with docs/nginx.example.conf before two consoles, on a port of the loopback interface. Installs the
 * distribution's package when there is none; throws when it does not start.
 */
export async function startNginx(
  port: number,
  consolePorts: readonly [number, number],
): Promise<Nginx> {
  const program = ensureFromPackage('nginx', findNginx)
  const folder = await mkdtemp(join(tmpdir(), 'cluster-console-nginx-'))
  await writeFile(join(folder, 'site.conf'), await site(port, consolePorts))
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${kind};`)
    .join(' ')
  // Workers of a server that root starts would be another user, who may not look into the folder.
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  await writeFile(
    join(folder, 'nginx.conf'),
    `${user} daemon off; worker_processes 1; pid nginx.pid; error_log stderr warn;
     events {} http { access_log off; ${temporary} include site.conf; }`,
  )
  const child = spawn(program, ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4_000)
  })
  await waitForAnswer(`http://localhost:${port}/healthz`, child).catch((error) => {
    throw new Error(`${error}\n${said}`)
  })
  return {
    async stop() {
      await stop(child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}
