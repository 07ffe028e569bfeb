import 'server-only'
import { RollingCounts } from './rolling-counts.ts'

const windowMs = 60_000
const share = 0.1

/**
 * How much may be tried again: a tenth of what was asked for in the last minute, and always as much as `floor`, so that
 * one person's read gets its second try (security.md 2h).
 */
export class RetryBudget {
  readonly #floor: number
  readonly #counts: RollingCounts<'operation' | 'retry'>

  constructor(floor: number, now: () => number = () => performance.now()) {
    this.#floor = floor
    this.#counts = new RollingCounts(windowMs, now)
  }

  /** An operation begins. */
  noteOperation(): void {
    this.#counts.add('operation')
  }

  /** Takes one retry out of the budget; false when there is none. */
  take(): boolean {
    const allowed = Math.max(this.#floor, this.#counts.of('operation') * share)
    if (this.#counts.of('retry') + 1 > allowed) return false
    this.#counts.add('retry')
    return true
  }
}
