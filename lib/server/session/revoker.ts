import 'server-only'
import { now } from '../clock.ts'
import { config, oauthConfig } from '../config.ts'
import { upstreamFor } from '../gitlab/upstream.ts'
import { describeError, log } from '../log.ts'
import { perProcess } from '../per-process.ts'
import type { Secret } from '../secret.ts'
import { finishing } from '../shutdown.ts'
import type { RevocationStore } from '../store/revocations.ts'
import { store } from '../store/store.ts'
import { revokeToken } from './oauth.ts'

const backoffMs = { first: 5_000, most: 900_000 }

export interface RevokerOptions {
  revocations: RevocationStore
  revoke: (token: Secret) => Promise<void>
  now: () => number
  /** How long one attempt may take; no other process takes the row meanwhile. */
  attemptMs: number
  /** Whether GitLab is left alone at the moment; what is due stays so. */
  isPaused: () => boolean
  /** When to give up, counted from the first try. */
  giveUpMs: number
}

/** Tells GitLab to revoke every token that is due; stops at the first failure, because the next would fail too. */
export async function revokeDue(options: RevokerOptions): Promise<void> {
  for (;;) {
    if (options.isPaused()) return
    const at = options.now()
    const due = await options.revocations.take(at, at + options.attemptMs)
    if (due === null) return
    try {
      await options.revoke(due.token)
      await options.revocations.remove(due.id)
    } catch (error) {
      const isOver = at - due.createdAt > options.giveUpMs
      log.warn(isOver ? 'revocation given up' : 'revocation postponed', {
        count: due.attempts,
        error: describeError(error),
      })
      if (isOver) await options.revocations.remove(due.id)
      else {
        const wait = Math.min(backoffMs.first * 2 ** (due.attempts - 1), backoffMs.most)
        await options.revocations.postpone(due.id, at + wait)
      }
      return
    }
  }
}

/** Starts revoking what is due, once at a time in this process; nobody waits for it. */
export function revokeSoon(): void {
  // Without the OAuth application nobody could revoke, and there is nothing to.
  if (config().oauth === null) return
  const state = perProcess('revoker', () => ({ isRunning: false, isWanted: false }))
  state.isWanted = true
  if (state.isRunning) return
  state.isRunning = true
  const work = async () => {
    try {
      while (state.isWanted) {
        state.isWanted = false
        const { revocations } = await store()
        await revokeDue({
          revocations,
          revoke: revokeToken,
          now,
          isPaused: () => upstreamFor(config().gitlab).breaker.refusal() !== null,
          attemptMs: oauthConfig().timeoutMs * 2,
          giveUpMs: config().session.revokeRetryS * 1000,
        })
      }
    } catch (error) {
      log.warn('revocation failed', { error: describeError(error) })
    } finally {
      state.isRunning = false
    }
  }
  void finishing(work())
}
