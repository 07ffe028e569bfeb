import 'server-only'
import type { UpstreamCode } from '#lib/contract/problem.ts'
import { RollingCounts } from './rolling-counts.ts'

const openingShare = 0.5
/** How soon those are told to come back who ask while the probe is under way. */
const probingMs = 1_000

export interface BreakerLimits {
  windowMs: number
  /** Fewer calls than these in the window prove nothing. */
  minCalls: number
  openMs: number
}

export const breakerStates = ['closed', 'open', 'half_open'] as const
export type BreakerState = (typeof breakerStates)[number]

/**
 * What a call says about GitLab. `fine`: it answered · `answered`: it refused (4xx), which proves that it is there and
 * is nobody's fault · `unsaid`: the browser left before an answer · else how it failed.
 */
export type Verdict = 'fine' | 'answered' | 'unsaid' | UpstreamCode

/** Why no call goes out, and in how many milliseconds one may. */
export interface Refusal {
  reason: UpstreamCode
  waitMs: number
}

/** A call under way. */
export interface Call {
  end: (verdict: Verdict) => void
}

interface Options {
  limits: BreakerLimits
  /** A clock in milliseconds that never runs back. */
  now?: () => number
  /** Told once for each time of trouble, not for probes that fail. */
  onOpen?: (reason: UpstreamCode) => void
  onClose?: () => void
}

/**
 * Keeps calls away from a GitLab that mostly fails (security.md 2h): when at least half of the calls of the window
 * failed it opens; after a while one call goes out as a probe, whose success closes it and whose failure opens it again.
 */
export class Breaker {
  readonly #limits: BreakerLimits
  readonly #now: () => number
  readonly #onOpen: (reason: UpstreamCode) => void
  readonly #onClose: () => void
  readonly #calls: RollingCounts<'fine' | 'failed'>
  /** Null while closed. */
  #open: { reason: UpstreamCode; until: number; probe: Call | null } | null = null
  /** Counts the changes, so that a call from before one says nothing after it. */
  #epoch = 0

  constructor({ limits, now = () => performance.now(), ...heard }: Options) {
    this.#limits = limits
    this.#now = now
    this.#onOpen = heard.onOpen ?? (() => undefined)
    this.#onClose = heard.onClose ?? (() => undefined)
    this.#calls = new RollingCounts(limits.windowMs, now)
  }

  get state(): BreakerState {
    if (this.#open === null) return 'closed'
    return this.#now() < this.#open.until ? 'open' : 'half_open'
  }

  /** Whether, and why, a call would be refused now. */
  refusal(): Refusal | null {
    if (this.#open === null) return null
    const { reason, until, probe } = this.#open
    const leftMs = until - this.#now()
    if (leftMs > 0) return { reason, waitMs: leftMs }
    return probe === null ? null : { reason, waitMs: probingMs }
  }

  /** Lets a call go out, which has to be ended by whoever made it; or refuses. */
  begin(): Call | Refusal {
    const refusal = this.refusal()
    if (refusal !== null) return refusal
    const epoch = this.#epoch
    const begunAt = this.#now()
    const call: Call = {
      end: (verdict) => {
        if (this.#open?.probe === call) this.#endProbe(verdict, begunAt)
        else if (this.#open === null && epoch === this.#epoch) this.#count(verdict)
      },
    }
    if (this.#open !== null) this.#open.probe = call
    return call
  }

  #count(verdict: Verdict): void {
    if (verdict === 'answered' || verdict === 'unsaid') return
    this.#calls.add(verdict === 'fine' ? 'fine' : 'failed')
    if (verdict === 'fine') return
    const failed = this.#calls.of('failed')
    const all = failed + this.#calls.of('fine')
    if (all < this.#limits.minCalls || failed < all * openingShare) return
    this.#epoch += 1
    this.#open = { reason: verdict, until: this.#now() + this.#limits.openMs, probe: null }
    this.#onOpen(verdict)
  }

  #endProbe(verdict: Verdict, begunAt: number): void {
    if (verdict === 'fine' || verdict === 'answered') {
      this.#epoch += 1
      this.#open = null
      this.#calls.clear()
      this.#onClose()
    } else if (verdict === 'unsaid') {
      if (this.#open !== null) this.#open.probe = null
    } else {
      // Counted from the beginning of the probe: one that hung for long has waited already, and GitLab may be back.
      const until = Math.max(begunAt + this.#limits.openMs, this.#now() + probingMs)
      this.#open = { reason: verdict, until, probe: null }
    }
  }
}
