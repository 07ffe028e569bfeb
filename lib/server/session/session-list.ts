import 'server-only'
import type { SessionList } from '#lib/contract/sessions.ts'
import { now } from '../clock.ts'
import { config } from '../config.ts'
import { ServerProblem } from '../problem.ts'
import type { EndedSession } from '../store/session-ends.ts'
import { markOf, type Whose } from '../store/session-list.ts'
import { store } from '../store/store.ts'
import { revokeSoon } from './revoker.ts'
import { type Session, sessionEnd } from './session.ts'

const maxRows = 1_000

type Person = Pick<Session, 'key' | 'user'>

/** Administrators of GitLab see and end everybody's sessions, everybody else their own. */
const reachOf = ({ user }: Person): Whose => (user.is_admin ? 'everybody' : { userId: user.id })

const time = (ms: number) => new Date(ms).toISOString()

/** The sessions that a person may see, the last used first. */
export async function listSessions(person: Person): Promise<SessionList> {
  const { sessionList } = await store()
  const limits = config().session
  const at = now()
  const rows = await sessionList.list(reachOf(person), {
    usedSince: at - limits.idleS * 1000,
    createdSince: at - limits.absoluteS * 1000,
    limit: maxRows + 1,
  })
  const items = rows.slice(0, maxRows).map((row) => ({
    id: markOf(row.key),
    user: { id: row.user_id, username: row.username, name: row.name },
    created_at: time(row.created_at),
    used_at: time(row.used_at),
    expires_at: time(sessionEnd({ createdAt: row.created_at, usedAt: row.used_at }, limits)),
    ip: row.ip,
    user_agent: row.user_agent,
    current: row.key === person.key,
  }))
  return { items, complete: rows.length <= maxRows }
}

/** Ends a session by its mark. Throws `record_not_found` when there is none, or it is somebody else's. */
export async function killSession(person: Person, mark: string): Promise<EndedSession> {
  const { sessionList } = await store()
  const [ended] = await sessionList.endMarked(mark, reachOf(person), now())
  if (ended === undefined) throw new ServerProblem('record_not_found')
  revokeSoon()
  return ended
}

/** Ends all sessions of a person. Throws `forbidden` when that is somebody else, except for administrators. */
export async function killSessionsOf(person: Person, userId: string): Promise<EndedSession[]> {
  if (userId !== person.user.id && !person.user.is_admin) throw new ServerProblem('forbidden')
  const { sessionList } = await store()
  const ended = await sessionList.endAllOf({ userId }, now())
  revokeSoon()
  return ended
}
