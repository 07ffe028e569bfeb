import 'server-only'

const slices = 10

/** How often each of some things happened in the last `windowMs`, to a tenth of it. */
export class RollingCounts<K extends string> {
  readonly #sliceMs: number
  readonly #now: () => number
  /** Slice of time → what happened in it. */
  readonly #counts = new Map<number, Map<K, number>>()

  /** `now` is a clock in milliseconds that never runs back. */
  constructor(windowMs: number, now: () => number) {
    this.#sliceMs = windowMs / slices
    this.#now = now
  }

  add(kind: K): void {
    const slice = this.#forget()
    const counts = this.#counts.get(slice) ?? new Map<K, number>()
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
    this.#counts.set(slice, counts)
  }

  of(kind: K): number {
    this.#forget()
    let sum = 0
    for (const counts of this.#counts.values()) sum += counts.get(kind) ?? 0
    return sum
  }

  clear(): void {
    this.#counts.clear()
  }

  /** Drops what is too old; gives the present slice. */
  #forget(): number {
    const slice = Math.floor(this.#now() / this.#sliceMs)
    for (const known of this.#counts.keys()) if (known <= slice - slices) this.#counts.delete(known)
    return slice
  }
}
