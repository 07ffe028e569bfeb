import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  TransportFailure as Failure,
  type TransportFailure,
  transportFailure,
} from './transport-failure.ts'

/**
 * The time of one operation, with all its pages and attempts. Whoever makes one disposes of it: a timer that runs on keeps
 * the whole request in memory that it was set in, and what is still under way is then wanted by nobody.
 */
export class Budget implements Disposable {
  readonly signal: AbortSignal
  readonly #caller: AbortSignal | undefined
  readonly #deadline = new AbortController()
  readonly #endsAt: number
  readonly #timer: NodeJS.Timeout
  #isOver = false

  /** `caller` may end the operation before its time; leave it out for a write. */
  constructor(budgetMs: number, caller?: AbortSignal) {
    this.#endsAt = performance.now() + budgetMs
    this.#timer = setTimeout(() => this.#deadline.abort(), budgetMs).unref()
    this.#caller = caller
    const { signal } = this.#deadline
    this.signal = caller === undefined ? signal : AbortSignal.any([signal, caller])
  }

  /** Ends the operation: its timer, and whatever of it is still under way. */
  [Symbol.dispose](): void {
    clearTimeout(this.#timer)
    this.#isOver = true
    this.#deadline.abort()
  }

  remainingMs(): number {
    return Math.max(0, this.#endsAt - performance.now())
  }

  /** Waits; rejects when the operation ends meanwhile. */
  async sleep(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.signal })
  }

  /** What an error means, given that it may come from the end of this operation. */
  explain(error: unknown, phase: TransportFailure['phase']): TransportFailure {
    if (this.#caller?.aborted || this.#isOver) return new Failure(phase, 'aborted', 'ABORTED')
    if (this.#deadline.signal.aborted) return new Failure(phase, 'timeout', 'BUDGET')
    return transportFailure(error)
  }
}
