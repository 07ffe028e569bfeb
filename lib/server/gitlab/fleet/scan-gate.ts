import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FleetProgress } from '#lib/contract/fleet.ts'
import { now } from '#lib/server/clock.ts'
import { ServerProblem } from '#lib/server/problem.ts'
import type { ScanSlots, Share } from './scan-slots.ts'

/** A call that is put off so many times is given up; each time what was asked for (`Retry-After`) was waited. */
const maxRefusals = 12
/** That GitLab is away says nothing about a call: it waits as long as a restart or an upgrade may take. */
const maxAwayMs = 15 * 60_000
/** After so many answers in a row one more call at a time is tried. */
const recoverAfter = 20
const busyS = 1
/** Why all calls wait for the same moment: GitLab asks to, or how it fails. */
type WaitingFor = NonNullable<FleetProgress['waiting_for']>

const waitingForOf = ({ code, reason }: ServerProblem): WaitingFor | null => {
  if (code === 'rate_limited') return code
  return code === 'upstream_paused' ? (reason ?? 'upstream_failed') : null
}

/** The scan is over: stopped, or nobody's any more. */
export class ScanEnded extends Error {
  override readonly name = 'ScanEnded'
}

interface GateOptions {
  slots: ScanSlots
  /** How many calls at a time, at best. */
  atOnce: number
  signal: AbortSignal
  onChange: () => void
}

/**
 * What every call of a scan goes through: so many at a time, none while the scan is paused, and after a 429, or while
 * the breaker is open, none at all until the time told is over. One wait stands for all calls; fewer go on afterwards, and slowly more again.
 */
export class ScanGate {
  readonly #options: GateOptions
  readonly #share: Share
  #isPaused = false
  #waitingUntil: number | null = null
  #waitingFor: WaitingFor | null = null
  #answers = 0

  constructor(options: GateOptions) {
    this.#options = options
    this.#share = options.slots.join()
    this.#share.limit = options.atOnce
  }

  get state(): 'running' | 'waiting' | 'paused' {
    if (this.#isPaused) return 'paused'
    return this.#waitingUntil === null ? 'running' : 'waiting'
  }

  /** When GitLab lets the scan go on, in epoch milliseconds by our clock. */
  get waitingUntil(): number | null {
    return this.#waitingUntil
  }

  /** What it waits for. */
  get waitingFor(): WaitingFor | null {
    return this.#waitingUntil === null ? null : this.#waitingFor
  }

  /** How many calls go on at a time now. */
  get atOnce(): number {
    return this.#share.limit
  }

  /** Lets no further call begin; those under way end by themselves. */
  setPaused(isPaused: boolean): void {
    if (this.#isPaused === isPaused) return
    this.#isPaused = isPaused
    this.#changed()
  }

  /** Gives the place among the scans back. */
  close(): void {
    this.#options.slots.leave(this.#share)
  }

  /**
   * Runs a call when its turn comes. Throws `ScanEnded` when the scan ends meanwhile, else what the call throws but
   * `rate_limited`, `upstream_paused` and `busy`, which are waited for.
   */
  async run<T>(call: () => Promise<T>): Promise<T> {
    const { slots, signal } = this.#options
    let awaySince: number | null = null
    for (let refusals = 1; ; ) {
      const leave = await slots.enter(this.#share, signal).catch(() => {
        throw new ScanEnded()
      })
      const begunAt = now()
      try {
        const value = await call()
        this.#recover()
        return value
      } catch (error) {
        if (signal.aborted) throw new ScanEnded()
        if (!(error instanceof ServerProblem)) throw error
        const reason = waitingForOf(error)
        if (reason === null && error.code !== 'busy') throw error
        const isAway = error.code === 'upstream_paused'
        if (isAway) awaySince ??= now()
        else refusals += 1
        if (refusals > maxRefusals || now() - (awaySince ?? now()) > maxAwayMs) throw error
        if (reason !== null) this.#backOff(begunAt, error.retryAfterS ?? 1, reason)
      } finally {
        leave()
      }
      if (this.state === 'running') await this.#rest()
    }
  }

  /** A moment before a call that found no connection is tried again. */
  async #rest(): Promise<void> {
    await sleep(busyS * 1000, undefined, { signal: this.#options.signal }).catch(() => {
      throw new ScanEnded()
    })
  }

  #recover(): void {
    this.#answers += 1
    if (this.#answers < recoverAfter || this.#share.limit >= this.#options.atOnce) return
    this.#answers = 0
    this.#share.limit += 1
    this.#options.slots.dispatch()
  }

  #backOff(begunAt: number, retryAfterS: number, reason: WaitingFor): void {
    const until = now() + retryAfterS * 1000
    this.#answers = 0
    // Calls that were under way at the first 429 say nothing new about the rate.
    if (this.#waitingUntil === null && begunAt >= this.#resumedAt) {
      this.#share.limit = Math.max(1, Math.floor(this.#share.limit / 2))
    }
    if (until <= (this.#waitingUntil ?? 0)) return
    this.#waitingUntil = until
    this.#waitingFor = reason
    this.#changed()
    setTimeout(() => {
      if (this.#waitingUntil !== until) return
      this.#waitingUntil = null
      this.#resumedAt = now()
      this.#changed()
    }, until - now()).unref()
  }

  #resumedAt = 0

  #changed(): void {
    this.#share.isOpen = this.state === 'running'
    this.#options.slots.dispatch()
    this.#options.onChange()
  }
}
