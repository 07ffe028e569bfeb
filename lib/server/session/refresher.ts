import 'server-only'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { describeError, log } from '../log.ts'
import { metrics } from '../metrics/registry.ts'
import { perProcess } from '../per-process.ts'
import { finishing } from '../shutdown.ts'
import type { RevocationStore } from '../store/revocations.ts'
import { hasTokens, type OAuthSession, type Tokens } from '../store/session-row.ts'
import type { SessionStore } from '../store/sessions.ts'
import { OAuthFailure } from './oauth-failure.ts'

/** `ended`: the session is gone, a new sign-in is needed. `unavailable`: the session is kept, another try may work. */
export type RefreshOutcome =
  | { kind: 'refreshed'; session: OAuthSession }
  | { kind: 'ended' }
  | { kind: 'misconfigured' }
  | { kind: 'unavailable' }

export interface RefresherOptions {
  sessions: SessionStore
  revocations: RevocationStore
  /** One exchange with GitLab, which uses up the refresh token; throws `OAuthFailure`. */
  refresh: (tokens: Tokens) => Promise<Tokens>
  /** GitLab refused, so the session is over: told once. */
  onRefused: (session: OAuthSession) => Promise<void>
  now: () => number
  /** How long one refresh may hold the right to it; longer than the exchange may take. */
  leaseMs: number
  /** How long a caller waits for somebody else's refresh. */
  waitMs: number
}

const pollMs = { min: 50, spread: 150 }
const commit = { everyMs: 500, forMs: 60_000 }

/**
 * Refreshes a session's tokens exactly once, however many requests and processes ask: GitLab's refresh tokens are
 * single-use, so a second refresh would end the session (security design 2a). Nothing here listens to the request
 * that asks: a closed tab must not lose the new tokens.
 */
export async function refreshOnce(
  session: OAuthSession,
  options: RefresherOptions,
): Promise<RefreshOutcome> {
  const running = perProcess('refreshes', () => new Map<string, Promise<RefreshOutcome>>())
  let run = running.get(session.key)
  if (run === undefined) {
    run = finishing(refresh(session, options)).finally(() => running.delete(session.key))
    running.set(session.key, run)
  }
  const tooLong = new AbortController()
  const limit = sleep(options.waitMs, { kind: 'unavailable' } as const, { signal: tooLong.signal })
  limit.catch(() => undefined)
  try {
    return await Promise.race([run, limit])
  } finally {
    tooLong.abort()
  }
}

async function counted(run: Promise<RefreshOutcome>): Promise<RefreshOutcome> {
  let outcome: RefreshOutcome['kind'] = 'unavailable'
  try {
    const result = await run
    outcome = result.kind
    return result
  } finally {
    metrics().refreshes.inc({ outcome })
  }
}

async function refresh(known: OAuthSession, options: RefresherOptions): Promise<RefreshOutcome> {
  const { sessions, now } = options
  const end = now() + options.waitMs
  while (now() < end) {
    const current = await sessions.find(known.key)
    if (current === null || !hasTokens(current)) return { kind: 'ended' }
    if (current.version > known.version) return { kind: 'refreshed', session: current }
    const lease = { key: known.key, version: current.version, owner: randomUUID() }
    if (await sessions.takeLease(lease, now(), now() + options.leaseMs)) {
      return counted(withLease(lease, current, options))
    }
    await sleep(pollMs.min + Math.random() * pollMs.spread)
  }
  return { kind: 'unavailable' }
}

type Lease = Parameters<SessionStore['commitRefresh']>[0]

async function withLease(
  lease: Lease,
  current: OAuthSession,
  options: RefresherOptions,
): Promise<RefreshOutcome> {
  let tokens: Tokens
  try {
    tokens = await options.refresh(current.tokens)
  } catch (error) {
    const kind = error instanceof OAuthFailure ? error.kind : 'unavailable'
    log.warn('refresh failed', { session: lease.key.slice(0, 8), error: describeError(error) })
    if (kind === 'invalid_grant') return refused(lease, current, options)
    await options.sessions.dropLease(lease.key, lease.owner)
    return { kind }
  }
  return keep(lease, current, tokens, options)
}

/** GitLab knows the refresh token no longer: unless another process was faster, the session is over. */
async function refused(
  lease: Lease,
  current: OAuthSession,
  options: RefresherOptions,
): Promise<RefreshOutcome> {
  const latest = await options.sessions.find(lease.key)
  if (latest !== null && hasTokens(latest) && latest.version > lease.version)
    return { kind: 'refreshed', session: latest }
  if (await options.sessions.end(lease.key, options.now())) await options.onRefused(current)
  return { kind: 'ended' }
}

/** Stores the new tokens; the old ones are spent, so a store that is down is waited for. */
async function keep(
  lease: Lease,
  current: OAuthSession,
  tokens: Tokens,
  options: RefresherOptions,
): Promise<RefreshOutcome> {
  const end = options.now() + commit.forMs
  for (;;) {
    try {
      if (await options.sessions.commitRefresh(lease, tokens)) {
        return { kind: 'refreshed', session: { ...current, tokens, version: lease.version + 1 } }
      }
      break
    } catch (error) {
      if (options.now() > end) throw error
      await sleep(commit.everyMs)
    }
  }
  // The session ended meanwhile: nobody must be left holding working tokens.
  await options.revocations.add([tokens.refresh, tokens.access], options.now())
  return { kind: 'ended' }
}
