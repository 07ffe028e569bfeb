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

/** From where somebody signs in; the browser's name is cut, because it may say anything. */
const originOf = (request: Request) => ({
  ip: clientIp(request, config().clientIpHops),
  userAgent: request.headers.get('user-agent')?.slice(0, maxUserAgent) ?? null,
})

/**
 * Stores a session under a new id in the place of the browser's old one, and of `replaces`. Ends the oldest ones of the
 * person beyond five. Gives the key and the cookie.
 */
export async function newSession(
  request: Request,
  { user, tokens }: { user: SessionUser; tokens: Tokens | null },
  replaces: string | null = null,
): Promise<{ key: string; user: SessionUser; cookie: string }> {
  const { sessions } = await store()
  const id = newSessionId()
  const key = sessionKey(id)
  const { replaced, evicted } = await sessions.create(
    { key, user, tokens, origin: originOf(request) },
    {
      now: now(),
      replaces: [replaces, sessionKeyOf(request)].filter((old) => old !== null),
      maxPerUser: maxSessionsPerUser,
    },
  )
  await recordEnds(replaced, { action: 'session.end', request })
  await recordEnds(evicted, { action: 'session.evict', request })
  return { key, user, cookie: setSessionCookie(id) }
}
