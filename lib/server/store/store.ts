import 'server-only'
import { config } from '../config.ts'
import { perProcess } from '../per-process.ts'
import { createAuditStore } from './audit-rows.ts'
import type { Database } from './database.ts'
import { createIntentStore } from './intents.ts'
import { createKeyring, type Keyring } from './keyring.ts'
import { createRevocationStore } from './revocations.ts'
import { createSessionStore } from './sessions.ts'
import { createSignInStore } from './sign-ins.ts'
import { openSqlite } from './sqlite.ts'

/** Everything that outlives a request. */
export function createStore(database: Database, keyring: Keyring) {
  return {
    sessions: createSessionStore(database, keyring),
    revocations: createRevocationStore(database, keyring),
    signIns: createSignInStore(database),
    intents: createIntentStore(database),
    audit: createAuditStore(database),
    /** Throws `store_unavailable` when the database does not answer. */
    ping: async (): Promise<void> => {
      await database.all('SELECT 1')
    },
    close: () => database.close(),
  }
}
export type Store = ReturnType<typeof createStore>

const opened = () =>
  perProcess('store', (): { current: Promise<Store> | null } => ({ current: null }))

/** The store of this process. Throws `store_unavailable`; the next call then tries to open it again. */
export async function store(): Promise<Store> {
  const state = opened()
  state.current ??= open()
  const attempt = state.current
  try {
    return await attempt
  } catch (error) {
    if (state.current === attempt) state.current = null
    throw error
  }
}

async function open(): Promise<Store> {
  const { store: where, sessionKeys } = config()
  return createStore(await openSqlite(where), createKeyring(sessionKeys))
}
