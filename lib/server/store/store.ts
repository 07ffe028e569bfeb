import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Config, config } from '../config.ts'
import { perProcess } from '../per-process.ts'
import { ServerProblem } from '../problem.ts'
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
import { watched } from './watched.ts'

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
  perProcess('store', (): { ready: Store | null; opening: Promise<Store> | null } => ({
    ready: null,
    opening: null,
  }))

/** Opening may have to wait for a process that changes the tables, or for a server that is silent; nobody else does. */
const openWaitMs = 2_500

/**
 * The store of this process. Throws `store_unavailable`, also when it takes long to open; the next call then tries again,
 * or goes on waiting.
 */
export async function store(): Promise<Store> {
  const state = opened()
  if (state.ready !== null) return state.ready
  state.opening ??= open()
    .then((made) => {
      state.ready = made
      return made
    })
    .finally(() => {
      state.opening = null
    })
  const tooLong = new AbortController()
  try {
    return await Promise.race([state.opening, refuseAfter(openWaitMs, tooLong.signal)])
  } finally {
    tooLong.abort()
  }
}

async function refuseAfter(waitMs: number, signal: AbortSignal): Promise<never> {
  await sleep(waitMs, undefined, { signal })
  throw new ServerProblem('store_unavailable', { retryAfterS: 5 })
}

/** Closes the store of this process; what is under way in it is finished before. Whoever asks it after that fails. */
export async function closeStore(): Promise<void> {
  await opened().ready?.close()
}

/** The database that a configuration names, with its tables up to date. Throws `store_unavailable`. */
export const openDatabase = (where: Config['store']): Promise<Database> =>
  where.engine === 'sqlite' ? openSqlite(where) : openPostgres(where)

async function open(): Promise<Store> {
  const { store: where, sessionKeys, auditKey } = config()
  const database = watched(await openDatabase(where))
  return createStore(database, createKeyring(sessionKeys), createLink(auditKey))
}
