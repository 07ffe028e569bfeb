/**
 * Records by id that are also found by a key of theirs, such as the agents of a project. That key must never change.
 * Iterates in the order of insertion, as a Map does.
 */
export class GroupedMap<K, V> extends Map<number, V> {
  readonly #keyOf: (record: V) => K
  readonly #groups = new Map<K, Map<number, V>>()

  constructor(keyOf: (record: V) => K) {
    super()
    this.#keyOf = keyOf
  }

  override set(id: number, record: V): this {
    const key = this.#keyOf(record)
    const group = this.#groups.get(key) ?? new Map<number, V>()
    this.#groups.set(key, group.set(id, record))
    return super.set(id, record)
  }

  override delete(id: number): boolean {
    const record = this.get(id)
    if (record !== undefined) this.#groups.get(this.#keyOf(record))?.delete(id)
    return super.delete(id)
  }

  /** Those with the key given, in the order of insertion. */
  of(key: K): V[] {
    return [...(this.#groups.get(key)?.values() ?? [])]
  }
}
