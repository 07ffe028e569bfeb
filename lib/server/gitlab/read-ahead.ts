import 'server-only'

/**
 * Numbered pages that are wanted one after the other. As far as the last one is known, some are asked for at a time: one by one
 * a list of fifty pages takes longer than anybody waits.
 */
export class ReadAhead<T> {
  readonly #read: (number: number) => Promise<T>
  readonly #atOnce: number
  readonly #begun = new Map<number, Promise<T>>()

  /** @param atOnce how many are under way at most; 1 reads none ahead */
  constructor(atOnce: number, read: (number: number) => Promise<T>) {
    this.#atOnce = atOnce
    this.#read = read
  }

  /** A page; rejects as its own reading does. `last` is the last one that is known to come. */
  page(number: number, last: number): Promise<T> {
    for (let next = number; next < number + this.#atOnce && next <= last; next += 1) {
      void this.#begin(next)
    }
    return this.#begin(number)
  }

  #begin(number: number): Promise<T> {
    const known = this.#begun.get(number)
    if (known !== undefined) return known
    const begun = this.#read(number)
    // Whether it is still wanted when it fails is not known yet.
    begun.catch(() => undefined)
    this.#begun.set(number, begun)
    return begun
  }
}
