import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret } from '../secret.ts'
import { createKeyring } from './keyring.ts'
import type { Tokens } from './session-row.ts'
import { openSqlite } from './sqlite.ts'
import { createStore, type Store } from './store.ts'

export const keys = [{ kid: 'a', key: new Secret(randomBytes(32).toString('base64')) }]

/** A new folder that nobody else uses. */
export const folder = () => mkdtempSync(join(tmpdir(), 'cluster-console-unit-'))

/** A store on a database file, by default one of its own. */
export async function openStore(file = join(folder(), 'data', 'console.db')) {
  const database = await openSqlite({ file, busyMs: 100 })
  return { file, database, store: createStore(database, createKeyring(keys)) }
}

export const tokens = (name: string, expiresAt = 7_200_000): Tokens => ({
  access: new Secret(`glpat-fake-access-${name}`),
  refresh: new Secret(`glpat-fake-refresh-${name}`),
  issuedAt: 0,
  expiresAt,
  scopes: ['api'],
})
export const user = (id: number) => ({
  id,
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
