import 'server-only'
import type { Role } from '#lib/contract/session.ts'
import { now } from '../clock.ts'
import { config } from '../config.ts'
import type { TokenSource } from '../gitlab/gitlab.ts'
import { describeError, log } from '../log.ts'
import { ServerProblem } from '../problem.ts'
import { hasTokens, type SessionUser, type StoredSession } from '../store/session-row.ts'
import { store } from '../store/store.ts'
import { sessionKeyOf } from './cookie.ts'
import { gitlabUserIdOf } from './person.ts'
import { revokeSoon } from './revoker.ts'
import { writeRefusal } from './rights.ts'
import { serviceTokenMayWrite, serviceTokens, serviceUserId } from './service-token.ts'
import { type AssertedPerson, assertedPerson } from './sso-proxy.ts'
import { tokenSourceOf } from './token-source.ts'

/** Who asks, and with which access to GitLab. */
export interface Session {
  /** SHA-256 of the session's id. */
  key: string
  user: SessionUser
  mode: 'oauth' | 'proxy-jwt'
  /** A viewer may only look; signed in through GitLab everybody is `admin` here, and GitLab decides. */
  role: Role
  /** By whom GitLab takes what this session does: the person, or the service account. Null while that is not known. */
  gitlabUserId: number | null
  /** Whether a change is worth trying: by role, `READ_ONLY` and the scopes of the access. */
  mayWrite: boolean
  /** When GitLab last said who this is, in epoch milliseconds. */
  identifiedAt: number
  /** When the session ends if nobody does anything. */
  expiresAt: Date
  /** When it ends whatever is done. */
  absoluteAt: Date
  tokens: TokenSource
}

export interface SessionLimits {
  idleS: number
  absoluteS: number
}

/** Clocks of replicas may differ by so much. */
const maxAheadMs = 60_000

/**
 * A session that ended, has run out, or was made later than now: the system's clock was set back before this process began,
 * and how long the session has lived nobody can tell.
 */
const isOver = (stored: StoredSession, at: number, limits: SessionLimits): boolean =>
  stored.endedAt !== null || at >= sessionEnd(stored, limits) || stored.createdAt - at > maxAheadMs

/** When a session ends if nobody uses it again, in epoch milliseconds. */
export const sessionEnd = (
  session: Pick<StoredSession, 'createdAt' | 'usedAt'>,
  { idleS, absoluteS }: SessionLimits,
): number => Math.min(session.usedAt + idleS * 1000, session.createdAt + absoluteS * 1000)

/**
 * The session behind a request: the only way to an identity. Null without a valid one; `store_unavailable` when it
 * cannot be told. A request that no person caused (`X-Background: 1`), or whose page shows somebody else, does not keep
 * a session alive.
 */
export const openSession = (request: Request): Promise<Session | null> => find(request, use)

/** Whether a session is good still, for work that outlives the request that began it. True while that cannot be told. */
export async function isSessionOpen(key: string): Promise<boolean> {
  try {
    const stored = await (await store()).sessions.find(key)
    return stored !== null && !isOver(stored, now(), config().session)
  } catch (error) {
    log.warn('session not read', { session: key.slice(0, 8), error: describeError(error) })
    return true
  }
}

/** Who a request would come from if it were let in; it does not keep the session alive. */
export async function peekSession(request: Request): Promise<Session | null> {
  try {
    return await find(request, async ({ usedAt }) => usedAt)
  } catch (error) {
    if (error instanceof ServerProblem && error.code === 'not_allowed') return null
    throw error
  }
}

/** Whether the page of a request shows another person than the session's: another tab may have signed in. */
export function isForeignPage(request: Request, user: Pick<SessionUser, 'id'>): boolean {
  const shown = request.headers.get('x-user-id')
  return shown !== null && shown !== encodeURIComponent(user.id)
}

/** Throws `unauthenticated` when an SSO proxy should have said who is there, and did not. */
export async function assertAsserted(request: Request): Promise<void> {
  if (config().sso !== null && (await assertedPerson(request)) === null) {
    throw new ServerProblem('unauthenticated')
  }
}

async function find(
  request: Request,
  noteUse: (stored: StoredSession, at: number, request: Request) => Promise<number>,
): Promise<Session | null> {
  // First of all: whoever is not allowed gets no further, with a session or without.
  const asserted = config().sso === null ? null : await assertedPerson(request)
  const key = sessionKeyOf(request)
  if (key === null) return null
  const { sessions } = await store()
  const stored = await sessions.find(key)
  const at = now()
  const limits = config().session
  if (stored === null || isOver(stored, at, limits)) return null
  const access = accessOf(stored, asserted)
  if (access === null) return null
  const usedAt = await noteUse(stored, at, request)
  return {
    key,
    ...access,
    mayWrite: writeRefusal(access) === null && access.mayWrite,
    identifiedAt: stored.identifiedAt,
    expiresAt: new Date(sessionEnd({ createdAt: stored.createdAt, usedAt }, limits)),
    absoluteAt: new Date(stored.createdAt + limits.absoluteS * 1000),
  }
}

/** Who it is and how GitLab is reached; null when the session is somebody else's, or of the other way to sign in. */
function accessOf(stored: StoredSession, asserted: AssertedPerson | null) {
  if (config().sso === null) {
    if (!hasTokens(stored)) return null
    return {
      user: stored.user,
      mode: 'oauth',
      role: 'admin',
      gitlabUserId: gitlabUserIdOf(stored.user.id),
      mayWrite: stored.tokens.scopes.includes('api'),
      tokens: tokenSourceOf(stored),
    } as const
  }
  if (asserted === null || asserted.user.id !== stored.user.id) return null
  return {
    ...asserted,
    mode: 'proxy-jwt',
    gitlabUserId: serviceUserId(),
    mayWrite: serviceTokenMayWrite(),
    tokens: serviceTokens(),
  } as const
}

/** Notes the use, not more often than matters: every note is a write to the disk. */
async function use(stored: StoredSession, at: number, request: Request): Promise<number> {
  const isPersons =
    request.headers.get('x-background') !== '1' && !isForeignPage(request, stored.user)
  const everyMs = Math.min(30_000, config().session.idleS * 100)
  if (!isPersons || at - stored.usedAt < everyMs) return stored.usedAt
  const { sessions } = await store()
  try {
    await sessions.touch(stored.key, at)
    return at
  } catch (error) {
    // A full disk must not end reading.
    log.warn('session not touched', {
      session: stored.key.slice(0, 8),
      error: describeError(error),
    })
    return stored.usedAt
  }
}

/**
 * Signs out: the session is gone at once, its tokens are revoked at GitLab without anybody waiting. False when it was
 * over already.
 */
export async function endSession({ key }: Pick<Session, 'key'>): Promise<boolean> {
  const { sessions } = await store()
  const isEnded = await sessions.end(key, now())
  revokeSoon()
  return isEnded
}
