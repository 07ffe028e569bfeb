import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { createPostgresDatabase } from '#lib/cli/postgres-server.ts'
import { Secret } from '../secret.ts'
import { createLink } from './audit-chain.ts'
import type { AuditRow } from './audit-columns.ts'
import type { Database } from './database.ts'
import { createKeyring } from './keyring.ts'
import { openPostgres } from './postgres.ts'
import type { Tokens } from './session-row.ts'
import { openSqlite } from './sqlite.ts'
import { createStore, type Store } from './store.ts'

export const keys = [{ kid: 'a', key: new Secret(randomBytes(32).toString('base64')) }]

/** A new folder that nobody else uses. */
export const folder = () => mkdtempSync(join(tmpdir(), 'cluster-console-unit-'))

/** A place for a database that nobody else uses; `open` can be called again, for another connection or a restart. */
export interface Place {
  open: (options?: { busyMs?: number }) => Promise<Database>
}

function sqlitePlace(): Place {
  const file = join(folder(), 'data', 'console.db')
  return { open: ({ busyMs = 100 } = {}) => openSqlite({ file, busyMs }) }
}

async function postgresPlace(): Promise<Place> {
  const { ownerUrl } = await createPostgresDatabase(inject('postgresUrl'))
  const owner = new Secret(ownerUrl)
  return { open: () => openPostgres({ url: owner, migrateUrl: owner, timeoutMs: 5_000 }) }
}

/** Both engines; every test of the store runs on each of them. */
export const engines: [name: string, newPlace: () => Place | Promise<Place>][] = [
  ['SQLite', sqlitePlace],
  ['PostgreSQL', postgresPlace],
]

/** The link of the audit chain in these tests. */
export const link = createLink(new Secret(randomBytes(32).toString('base64')))

export const storeOn = (database: Database, ring = keys) =>
  createStore(database, createKeyring(ring), link)

export const tokens = (name: string, expiresAt = 7_200_000): Tokens => ({
  access: new Secret(`glpat-fake-access-${name}`),
  refresh: new Secret(`glpat-fake-refresh-${name}`),
  issuedAt: 0,
  expiresAt,
  scopes: ['api'],
})
export const user = (id: number) => ({
  id: String(id),
  username: `user${id}`,
  name: 'Fake User',
  is_admin: id === 1,
})

/** Stores a session whose key and tokens are named `key`. */
export const addSession = (
  store: Store,
  key: string,
  now: number,
  options: { replaces?: string[]; userId?: number } = {},
) =>
  store.sessions.create(
    { key, user: user(options.userId ?? 1), tokens: tokens(key) },
    { now, replaces: options.replaces ?? [], maxPerUser: 5 },
  )

/** Every token that is waiting to be revoked, sorted. */
export async function queued(store: Store, now: number): Promise<string[]> {
  const found: string[] = []
  for (;;) {
    const next = await store.revocations.take(now, now + 1)
    if (next === null) return found.sort()
    found.push(next.token.unwrap())
  }
}
/** The tokens of sessions of these names, sorted. */
export const both = (...names: string[]) =>
  names.flatMap((name) => [`glpat-fake-access-${name}`, `glpat-fake-refresh-${name}`]).sort()

/** A row of the audit trail. */
export const auditRow: AuditRow = {
  at_utc: '2026-11-20T00:00:00.000Z',
  actor_sub: '1',
  actor_name: 'root',
  auth_mode: 'oauth',
  session8: '01234567',
  ip: null,
  ua_hash: null,
  action: 'cluster.delete',
  scope: 'instance',
  object_type: 'cluster',
  object_id: '1',
  object_name: 'prod',
  changes: null,
  intent_id: 'x',
  phase: 'intent',
  result: null,
  upstream_status: null,
  upstream_request_id: null,
}
