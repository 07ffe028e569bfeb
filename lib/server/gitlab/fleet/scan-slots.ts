import 'server-only'

/** What one scan wants from the slots; it changes `isOpen` and `limit` and calls {@link ScanSlots.dispatch} then. */
export interface Share {
  /** False while the scan waits or is paused. */
  isOpen: boolean
  /** How many calls of this scan may be under way. */
  limit: number
  inFlight: number
  waiting: (() => void)[]
}

/**
 * The places for calls of all scans of this process. Scans take turns, so that a long one does not keep a short one
 * waiting, and nobody is told to come back later: a scan has time.
 */
export class ScanSlots {
  readonly #limit: number
  #inFlight = 0
  /** In the order of their turns. */
  #shares: Share[] = []

  constructor(limit: number) {
    this.#limit = limit
  }

  /** The share of one more scan, until it leaves. */
  join(): Share {
    const share: Share = { isOpen: true, limit: this.#limit, inFlight: 0, waiting: [] }
    this.#shares.push(share)
    return share
  }

  leave(share: Share): void {
    this.#shares = this.#shares.filter((other) => other !== share)
  }

  /** Waits for a place and gives the function that frees it; rejects with `signal.reason`. */
  async enter(share: Share, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted()
    await new Promise<void>((resolve, reject) => {
      const admitted = () => {
        signal.removeEventListener('abort', aborted)
        resolve()
      }
      const aborted = () => {
        share.waiting = share.waiting.filter((other) => other !== admitted)
        reject(signal.reason)
      }
      signal.addEventListener('abort', aborted, { once: true })
      share.waiting.push(admitted)
      this.dispatch()
    })
    return () => {
      this.#inFlight -= 1
      share.inFlight -= 1
      this.dispatch()
    }
  }

  /** Gives free places to whose turn it is. */
  dispatch(): void {
    while (this.#inFlight < this.#limit) {
      const share = this.#shares.find(
        ({ isOpen, waiting, inFlight, limit }) => isOpen && waiting.length > 0 && inFlight < limit,
      )
      const admitted = share?.waiting.shift()
      if (share === undefined || admitted === undefined) return
      this.#shares = [...this.#shares.filter((other) => other !== share), share]
      this.#inFlight += 1
      share.inFlight += 1
      admitted()
    }
  }
}
