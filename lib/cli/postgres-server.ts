import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { ensureFromPackage } from './distribution-package.ts'
import { findEmbeddedPostgres, linkLibraries } from './embedded-postgres.ts'

/** A PostgreSQL of its own for a run of tests, on loopback, that keeps nothing. */
export interface PostgresServer {
  /** The address of a database, for its owner. */
  urlOf: (database: string) => string
  stop: () => Promise<void>
}

const owner = 'console_owner'

/** The folder of the server's programs; null when there is none on this machine. */
function findPrograms(): string | null {
  const folders = (process.env.PATH ?? '').split(':')
  const packaged = '/usr/lib/postgresql'
  const versions = existsSync(packaged)
    ? readdirSync(packaged).toSorted((a, b) => Number(b) - Number(a))
    : []
  const all = [...versions.map((version) => join(packaged, version, 'bin')), ...folders]
  return all.find((folder) => existsSync(join(folder, 'initdb'))) ?? null
}

/** The server refuses to run as root: then as the user of its package. */
function serverUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

interface Programs {
  folder: string
  /** Npm's package, when the programs come from there. */
  embedded?: string
}

/** Those of this machine; else the distribution's, or npm's for whoever may not install anything. */
function ensurePrograms(): Programs {
  const folder = findPrograms()
  if (folder !== null) return { folder }
  const embedded = process.getuid?.() === 0 ? null : findEmbeddedPostgres()
  return embedded === null
    ? { folder: ensureFromPackage('postgresql', findPrograms) }
    : { folder: join(embedded, 'native', 'bin'), embedded }
}

/**
 * Starts the PostgreSQL of this machine, installed first when there is none. Throws when it does not start: a run of
 * tests fails rather than leaving one of the two engines untested.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = ensurePrograms()
  const folder = mkdtempSync(join(tmpdir(), 'cluster-console-postgres-'))
  const libraries = programs.embedded && linkLibraries(programs.embedded, join(folder, 'lib'))
  const options = {
    ...serverUser(),
    ...(libraries ? { env: { ...process.env, LD_LIBRARY_PATH: libraries } } : {}),
  }
  const password = randomBytes(16).toString('hex')
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (options.uid !== undefined && options.gid !== undefined) {
    for (const path of [folder, passwordFile]) chownSync(path, options.uid, options.gid)
  }
  const data = join(folder, 'data')
  execFileSync(
    join(programs.folder, 'initdb'),
    [
      '-D',
      data,
      '-U',
      owner,
      '-A',
      'scram-sha-256',
      '--pwfile',
      passwordFile,
      '-E',
      'UTF8',
      '--locale=C',
      '-N',
    ],
    { ...options, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const port = await freePort()
  const urlOf = (database: string) =>
    `postgres://${owner}:${password}@127.0.0.1:${port}/${database}`
  const child = spawn(
    join(programs.folder, 'postgres'),
    [
      ...['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1'],
      ...['-c', 'unix_socket_directories=', '-c', 'fsync=off', '-c', 'max_connections=200'],
    ],
    { ...options, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  await ready(child, urlOf('postgres'))
  return {
    urlOf,
    async stop() {
      // SIGINT is its fast shutdown: connections are closed, nothing is waited for.
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * Makes a database and a role that may only connect to it, on a server of tests.
 * @param serverUrl any database of it, for its owner
 * @returns the addresses of the new database, for the role and for the owner
 */
export async function createPostgresDatabase(serverUrl: string) {
  const name = `console_${randomBytes(8).toString('hex')}`
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  await client.query(`CREATE DATABASE ${name}`)
  await client.query(`CREATE ROLE ${name} LOGIN PASSWORD 'fake-password'`)
  await client.end()
  const owner = new URL(serverUrl)
  owner.pathname = name
  const role = new URL(owner)
  role.username = name
  role.password = 'fake-password'
  return { url: role.href, ownerUrl: owner.href }
}

async function ready(child: ChildProcess, url: string): Promise<void> {
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4_000)
  })
  const end = Date.now() + 20_000
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 })
    const isUp = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => undefined)
    if (isUp) return
    if (child.exitCode !== null || Date.now() > end) {
      throw new Error(`PostgreSQL did not start\n${said}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
