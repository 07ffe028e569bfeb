import 'server-only'
import { now } from '../clock.ts'
import { config } from '../config.ts'
import { clientIp } from '../http/client-ip.ts'
import type { SessionUser, Tokens } from '../store/session-row.ts'
import { store } from '../store/store.ts'
import { newSessionId, sessionKey, sessionKeyOf, setSessionCookie } from './cookie.ts'
import { recordEnds } from './session-rows.ts'

const maxSessionsPerUser = 5
const maxUserAgent = 200

/**
 * Stores a new session in the place of the browser's old one, and of `replaces`; what it ends leaves its rows. Gives its
 * key and its cookie. Throws `store_unavailable`.
 */
export async function beginSession(
  request: Request,
  { user, tokens, replaces = null }: BeginSession,
): Promise<{ key: string; cookie: string }> {
  const { sessions } = await store()
  const id = newSessionId()
  const key = sessionKey(id)
  const origin = {
    ip: clientIp(request, config().clientIpHops),
    userAgent: request.headers.get('user-agent')?.slice(0, maxUserAgent) ?? null,
  }
  const { replaced, evicted } = await sessions.create(
    { key, user, tokens, origin },
    {
      now: now(),
      replaces: [replaces, sessionKeyOf(request)].filter((one) => one !== null),
      maxPerUser: maxSessionsPerUser,
    },
  )
  await recordEnds(replaced, { action: 'session.end', request })
  await recordEnds(evicted, { action: 'session.evict', request })
  return { key, cookie: setSessionCookie(id) }
}

interface BeginSession {
  user: SessionUser
  /** Null where one service token does everything. */
  tokens: Tokens | null
  /** Key of another session that it replaces. */
  replaces?: string | null
}
