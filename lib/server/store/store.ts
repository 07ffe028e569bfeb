import 'server-only'
import { type Config, config } from '../config.ts'
import { perProcess } from '../per-process.ts'
import { createLink, type Link } from './audit-chain.ts'
import { createAuditStore } from './audit-rows.ts'
import type { Database } from './database.ts'
import { createFleetScanStore } from './fleet-scans.ts'
import { createIntentStore } from './intents.ts'
import { createKeyring, type Keyring } from './keyring.ts'
import { openPostgres } from './postgres.ts'
import { createRevocationStore } from './revocations.ts'
import { createSessionList } from './session-list.ts'
import { createSessionStore } from './sessions.ts'
import { createSignInStore } from './sign-ins.ts'
import { createSnoozeStore } from './snoozes.ts'
import { openSqlite } from './sqlite.ts'
import { createViewStore } from './views.ts'

/** Everything that outlives a request. */
export function createStore(database: Database, keyring: Keyring, link: Link) {
  return {
    sessions: createSessionStore(database, keyring),
    sessionList: createSessionList(database, keyring),
    revocations: createRevocationStore(database, keyring),
    signIns: createSignInStore(database),
    intents: createIntentStore(database),
    snoozes: createSnoozeStore(database),
    views: createViewStore(database),
    fleetScans: createFleetScanStore(database),
    audit: createAuditStore(database, link),
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

/** Closes the store of this process; what is under way in it is finished before. Whoever asks it after that fails. */
export async function closeStore(): Promise<void> {
  await (await opened().current)?.close()
}

/** The database that a configuration names, with its tables up to date. Throws `store_unavailable`. */
export const openDatabase = (where: Config['store']): Promise<Database> =>
  where.engine === 'sqlite' ? openSqlite(where) : openPostgres(where)

async function open(): Promise<Store> {
  const { store: where, sessionKeys, auditKey } = config()
  return createStore(await openDatabase(where), createKeyring(sessionKeys), createLink(auditKey))
}
