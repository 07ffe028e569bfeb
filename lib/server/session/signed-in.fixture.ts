import { Secret } from '../secret.ts'
import type { SessionUser } from '../store/session-row.ts'
import { store } from '../store/store.ts'
import { newSessionId, sessionCookie, sessionKey } from './cookie.ts'

/** Stores a session that began at `at` (epoch milliseconds); gives its key and its cookie. */
export async function signedIn(
  user: SessionUser = { id: '7', username: 'fake', name: 'Fake', is_admin: false },
  { at = Date.now(), ip = null, userAgent = null }: Partial<{ at: number } & Origin> = {},
) {
  const id = newSessionId()
  const key = sessionKey(id)
  const tokens = {
    access: new Secret(`glpat-fake-access-${key.slice(0, 8)}`),
    refresh: new Secret(`glpat-fake-refresh-${key.slice(0, 8)}`),
    issuedAt: Date.now(),
    expiresAt: Date.now() + 7_200_000,
    scopes: ['api'],
  }
  const { sessions } = await store()
  await sessions.create(
    { key, user, tokens, origin: { ip, userAgent } },
    { now: at, replaces: [], maxPerUser: 5 },
  )
  return { key, cookie: `${sessionCookie}=${id}` }
}

interface Origin {
  ip: string | null
  userAgent: string | null
}
