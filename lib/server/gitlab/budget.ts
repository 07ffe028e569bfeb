import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  TransportFailure as Failure,
  type TransportFailure,
  transportFailure,
} from './transport-failure.ts'

/** The time of one operation, with all its pages and attempts. */
export class Budget {
  readonly signal: AbortSignal
  readonly #caller: AbortSignal | undefined
  readonly #deadline: AbortSignal
  readonly #endsAt: number

  /** `caller` may end the operation before its time; leave it out for a write. */
  constructor(budgetMs: number, caller?: AbortSignal) {
    this.#endsAt = performance.now() + budgetMs
    this.#deadline = AbortSignal.timeout(budgetMs)
    this.#caller = caller
    this.signal = caller === undefined ? this.#deadline : AbortSignal.any([this.#deadline, caller])
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
    if (this.#caller?.aborted) return new Failure(phase, 'aborted', 'ABORTED')
    if (this.#deadline.aborted) return new Failure(phase, 'timeout', 'BUDGET')
    return transportFailure(error)
  }
}
