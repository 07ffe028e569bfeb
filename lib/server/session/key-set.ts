import 'server-only'
import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose'
import type { SsoConfig } from '../config.ts'
import { describeError, log } from '../log.ts'
import { ServerProblem } from '../problem.ts'
import type { PublicKeys } from './jwks-fetch.ts'

/** Without any key nobody gets in, so that a first reading that failed is tried again sooner. */
const firstPauseMs = 5_000

interface KeySetOptions extends Pick<SsoConfig['jwks'], 'freshMs' | 'pauseMs' | 'staleMs'> {
  load: () => Promise<PublicKeys>
  now: () => number
}

/**
 * Finds the key that a JWT names among the SSO's keys, which are read when they are older than `freshMs`, and for an
 * unknown key id, but never more often than every `pauseMs`. While they cannot be read the known ones do, for `staleMs`
 * (security design 2f). What a JWT says about its own key (`jwk`, `jku`, `x5u`) is not looked at. Throws `JWKSNoMatchingKey` of
 * jose, and `sso_unavailable` without any key.
 */
export function createKeySet(options: KeySetOptions): JWTVerifyGetKey {
  const { load, now, freshMs, pauseMs, staleMs } = options
  let known: { find: JWTVerifyGetKey; at: number } | null = null
  let triedAt = Number.NEGATIVE_INFINITY
  let running: Promise<void> | null = null

  async function read(): Promise<void> {
    triedAt = now()
    try {
      known = { find: createLocalJWKSet(await load()), at: now() }
    } catch (error) {
      log.warn('keys of the SSO not read', { error: describeError(error) })
    }
  }
  /** Waits for a reading: the one under way, or a new one unless the last was just now. */
  async function refresh(): Promise<void> {
    const pause = known === null ? Math.min(pauseMs, firstPauseMs) : pauseMs
    if (running === null && now() - triedAt < pause) return
    running ??= read().finally(() => {
      running = null
    })
    await running
  }
  const ageMs = () => (known === null ? Number.POSITIVE_INFINITY : now() - known.at)

  return async (header, token) => {
    if (ageMs() >= freshMs) await refresh()
    if (known === null || ageMs() >= staleMs) throw new ServerProblem('sso_unavailable')
    const before = known
    try {
      return await before.find(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
      await refresh()
      if (known === before) throw error
      return known.find(header, token)
    }
  }
}
