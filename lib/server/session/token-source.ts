import 'server-only'
import { now } from '../clock.ts'
import { config } from '../config.ts'
import type { TokenSource } from '../gitlab/gitlab.ts'
import { perProcess } from '../per-process.ts'
import { ServerProblem } from '../problem.ts'
import { hasTokens, type OAuthSession } from '../store/session-row.ts'
import { type Store, store } from '../store/store.ts'
import { refreshTokens } from './oauth.ts'
import { type RefreshOutcome, refreshOnce } from './refresher.ts'
import { revokeSoon } from './revoker.ts'
import { recordEnds } from './session-rows.ts'

const retryAfterS = 5

/** Sessions whose refresh just failed → when to try again; until then the old access token does. */
const pauses = () => perProcess('refresh-pauses', () => new Map<string, number>())

/** The access token of a session for one request, refreshed when it is about to expire or was rejected. */
export function tokenSourceOf(session: OAuthSession): TokenSource {
  let current = session
  return {
    async current() {
      current = await fresh(current)
      return current.tokens.access.unwrap()
    },
    async renew(rejected) {
      current = await renewed(current, rejected)
      return current.tokens.access.unwrap()
    },
  }
}

/**
 * When to refresh, in epoch milliseconds: a few minutes before the end, at another moment for each session, and not
 * before half of a short life has passed.
 */
export function refreshDueAt(
  session: OAuthSession,
  { beforeS, jitterS }: { beforeS: number; jitterS: number },
): number {
  const { issuedAt, expiresAt } = session.tokens
  const share = Number.parseInt(session.key.slice(0, 4), 16) / 0xffff
  const earlyMs = (beforeS + jitterS * (2 * share - 1)) * 1000
  return expiresAt - Math.min(earlyMs, (expiresAt - issuedAt) / 2)
}

async function fresh(session: OAuthSession): Promise<OAuthSession> {
  const at = now()
  if (at < refreshDueAt(session, config().refresh)) return session
  const isUsable = at < session.tokens.expiresAt
  if (isUsable && at < (pauses().get(session.key) ?? 0)) return session
  const outcome = await refreshNow(session)
  if ((outcome.kind === 'unavailable' || outcome.kind === 'misconfigured') && isUsable) {
    for (const [key, until] of pauses()) if (until < at) pauses().delete(key)
    pauses().set(session.key, at + config().refresh.pauseS * 1000)
    return session
  }
  return sessionOf(outcome)
}

async function renewed(session: OAuthSession, rejected: string): Promise<OAuthSession> {
  const { sessions } = await store()
  const latest = await sessions.find(session.key)
  if (latest === null || !hasTokens(latest)) throw new ServerProblem('reauth_required')
  if (latest.tokens.access.unwrap() !== rejected) return latest
  return sessionOf(await refreshNow(latest))
}

async function refreshNow(session: OAuthSession): Promise<RefreshOutcome> {
  const { sessions, revocations }: Store = await store()
  const { leaseS, waitMs } = config().refresh
  const outcome = await refreshOnce(session, {
    sessions,
    revocations,
    refresh: refreshTokens,
    onRefused: (ended) =>
      recordEnds([ended], { action: 'session.reject', result: 'reauth_required' }),
    now,
    leaseMs: leaseS * 1000,
    waitMs,
  })
  // Tokens that came too late for their session do not wait for the sweeper.
  if (outcome.kind === 'ended') revokeSoon()
  return outcome
}

function sessionOf(outcome: RefreshOutcome): OAuthSession {
  switch (outcome.kind) {
    case 'refreshed':
      return outcome.session
    case 'ended':
      throw new ServerProblem('reauth_required')
    case 'misconfigured':
      throw new ServerProblem('misconfigured')
    case 'unavailable':
      throw new ServerProblem('busy', { retryAfterS })
  }
}
