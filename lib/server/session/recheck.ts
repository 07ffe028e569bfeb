import 'server-only'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { now } from '../clock.ts'
import { config } from '../config.ts'
import { createGitLab } from '../gitlab/request.ts'
import { getCurrentUser } from '../gitlab/user.ts'
import { describeError, log } from '../log.ts'
import { perProcess } from '../per-process.ts'
import { ServerProblem } from '../problem.ts'
import type { SessionUser } from '../store/session-row.ts'
import { store } from '../store/store.ts'
import { gitlabPerson } from './person.ts'
import type { Session } from './session.ts'

/** GitLab's word that this person is not to be let in any more; everything else may pass. */
const finalCodes: ReadonlySet<ProblemCode> = new Set([
  'reauth_required',
  'account_blocked',
  'forbidden',
  'insufficient_scope',
])

/** Who it is now and since when that is known; null when GitLab could not be asked. */
type Identity = Pick<Session, 'user' | 'identifiedAt'> | null

/**
 * Asks GitLab who the person is when its last word is older than `maxAgeS`, once at a time for each session, and gives
 * the session with the answer (security design 2a). Throws `reauth_required` when GitLab refuses, or names somebody
 * else; what lies behind it is its cause. Any other failure changes nothing: what is asked for decides by itself.
 */
export async function recheckIdentity(
  session: Session,
  { maxAgeS, requestId }: { maxAgeS: number; requestId: string },
): Promise<Session> {
  const at = now()
  if (session.mode !== 'oauth' || at - session.identifiedAt < maxAgeS * 1000) return session
  if (at < (pauses().get(session.key) ?? 0)) return session
  const running = perProcess('rechecks', () => new Map<string, Promise<Identity>>())
  let run = running.get(session.key)
  if (run === undefined) {
    run = ask(session, requestId).finally(() => running.delete(session.key))
    running.set(session.key, run)
  }
  return { ...session, ...(await run) }
}

/** Sessions of which GitLab could not be asked → when to try again. */
const pauses = () => perProcess('recheck-pauses', () => new Map<string, number>())

async function ask(session: Session, requestId: string): Promise<Identity> {
  const { key, tokens } = session
  const gitlab = createGitLab({ tokens, person: session.user.id, requestId })
  let user: SessionUser
  try {
    const found = await getCurrentUser(gitlab, { budgetMs: config().recheck.timeoutMs })
    user = { ...found, id: gitlabPerson(found.id) }
  } catch (error) {
    if (error instanceof ServerProblem && finalCodes.has(error.code)) {
      throw error.code === 'reauth_required'
        ? error
        : new ServerProblem('reauth_required', { cause: error })
    }
    pause(key)
    log.warn('identity not checked', {
      request_id: requestId,
      session: key.slice(0, 8),
      error: describeError(error),
    })
    return null
  }
  if (user.id !== session.user.id) {
    throw new ServerProblem('reauth_required', { cause: new ServerProblem('session_changed') })
  }
  const identifiedAt = now()
  try {
    await (await store()).sessions.identify(key, user, identifiedAt)
  } catch (error) {
    // A full disk must not end reading.
    pause(key)
    log.warn('identity not noted', { session: key.slice(0, 8), error: describeError(error) })
  }
  return { user, identifiedAt }
}

function pause(key: string): void {
  const at = now()
  for (const [other, until] of pauses()) if (until < at) pauses().delete(other)
  pauses().set(key, at + config().refresh.pauseS * 1000)
}
