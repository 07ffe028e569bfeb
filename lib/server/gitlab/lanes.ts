import 'server-only'
import { ServerProblem } from '#lib/server/problem.ts'
import type { GitLabSettings, Lane } from './gitlab.ts'

type LaneLimits = Pick<
  GitLabSettings,
  'maxInFlight' | 'maxPerPerson' | 'queueMs' | 'queueLength' | 'queuePerPerson'
>

interface Waiting {
  share: string
  admit: () => void
}

const scanShare = 'scan'

/** The share that a request counts against: one for each person, one for all scans. */
export const shareOf = (lane: Lane, person: string): string =>
  lane === 'scan' ? scanShare : `person ${person}`

/**
 * Bulkhead in front of GitLab: so many requests at once, so many of one share, a short queue for the rest, which no
 * share can fill. First come, first served, except that nobody waits behind somebody whose own share is used up.
 */
export class Lanes {
  readonly #limits: LaneLimits
  readonly #inFlight = new Map<string, number>()
  #total = 0
  #queue: Waiting[] = []

  constructor(limits: LaneLimits) {
    this.#limits = limits
  }

  /**
   * Waits for a place and gives the function that frees it.
   * Throws `busy` when the queue, or its share of it, is full or the wait too long, and `signal.reason` when that aborts.
   */
  async enter(share: string, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted()
    if (!this.#hasRoom(share)) await this.#wait(share, signal)
    else this.#take(share)
    let left = false
    return () => {
      if (left) return
      left = true
      this.#leave(share)
    }
  }

  /** How many requests of a lane are under way, and how many wait for a place. */
  occupancy(lane: Lane): { inFlight: number; queued: number } {
    const isOfLane = (share: string) => (share === scanShare) === (lane === 'scan')
    const taken = [...this.#inFlight].filter(([share]) => isOfLane(share))
    return {
      inFlight: taken.reduce((sum, [, count]) => sum + count, 0),
      queued: this.#queue.filter(({ share }) => isOfLane(share)).length,
    }
  }

  #hasRoom(share: string): boolean {
    const { maxInFlight, maxPerPerson } = this.#limits
    return this.#total < maxInFlight && (this.#inFlight.get(share) ?? 0) < maxPerPerson
  }

  #take(share: string): void {
    this.#total += 1
    this.#inFlight.set(share, (this.#inFlight.get(share) ?? 0) + 1)
  }

  #leave(share: string): void {
    this.#total -= 1
    const left = (this.#inFlight.get(share) ?? 1) - 1
    if (left === 0) this.#inFlight.delete(share)
    else this.#inFlight.set(share, left)
    const next = this.#queue.find((waiting) => this.#hasRoom(waiting.share))
    next?.admit()
  }

  #wait(share: string, signal: AbortSignal): Promise<void> {
    const { queueLength, queuePerPerson, queueMs } = this.#limits
    const busy = () =>
      new ServerProblem('busy', { retryAfterS: Math.max(1, Math.ceil(queueMs / 1000)) })
    const waitingOfShare = this.#queue.filter((waiting) => waiting.share === share).length
    if (this.#queue.length >= queueLength || waitingOfShare >= queuePerPerson) {
      return Promise.reject(busy())
    }
    return new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', aborted)
        this.#queue = this.#queue.filter((other) => other !== waiting)
      }
      const aborted = () => {
        stop()
        reject(signal.reason)
      }
      const timer = setTimeout(() => {
        stop()
        reject(busy())
      }, queueMs)
      const waiting: Waiting = {
        share,
        // The place is taken here and not by the one who wakes up later, so that nobody slips in between.
        admit: () => {
          stop()
          this.#take(share)
          resolve()
        },
      }
      signal.addEventListener('abort', aborted, { once: true })
      this.#queue.push(waiting)
    })
  }
}
