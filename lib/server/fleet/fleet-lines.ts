import 'server-only'
import { type FleetEvent, fleetEventSchema } from '#lib/contract/fleet.ts'
import { ndjsonLine } from '../http/ndjson.ts'

/** A piece of a stream is about this long, so that neither a row nor a megabyte is sent at a time. */
const pieceLength = 32_768

/**
 * The lines of a scan in the order in which they were found, kept as text: they are sent as often as somebody looks. A
 * line that comes again takes the place of the one before, and goes to the end.
 */
export class FleetLines {
  #lines: (string | null)[] = []
  readonly #at = new Map<string, number>()
  readonly #waiting = new Set<() => void>()

  /** How many there are, without those that were replaced. */
  get size(): number {
    return this.#at.size
  }

  set(key: string, event: object): void {
    this.delete(key)
    this.#at.set(key, this.#lines.length)
    this.#lines.push(ndjsonLine(event))
    this.wake()
  }

  delete(key: string): void {
    const at = this.#at.get(key)
    if (at === undefined) return
    this.#lines[at] = null
    this.#at.delete(key)
  }

  /** What a line tells. */
  get(key: string): FleetEvent | undefined {
    const line = this.#lines[this.#at.get(key) ?? -1]
    return line == null ? undefined : fleetEventSchema.parse(JSON.parse(line))
  }

  /** The keys that begin so. */
  keys(prefix: string): string[] {
    return [...this.#at.keys()].filter((key) => key.startsWith(prefix))
  }

  /** Some lines from a position on, and the position after them; null when there are no more for now. */
  piece(from: number): { text: string; next: number } | null {
    if (from >= this.#lines.length) return null
    let text = ''
    let next = from
    for (; next < this.#lines.length && text.length < pieceLength; next += 1) {
      text += this.#lines[next] ?? ''
    }
    return { text, next }
  }

  /** Resolves at the next line, the next {@link wake}, after `ms`, or when `signal` aborts. */
  next(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        this.#waiting.delete(done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      signal.addEventListener('abort', done, { once: true })
      this.#waiting.add(done)
    })
  }

  wake(): void {
    for (const done of [...this.#waiting]) done()
  }
}
