import 'server-only'
import { type FleetRow, type FleetState, fleetKey } from '#lib/contract/fleet.ts'
import { config } from '../config.ts'
import type { ScanOptions } from '../gitlab/fleet/context.ts'
import { FleetScan } from '../gitlab/fleet/scan.ts'
import type { FleetAccess } from '../gitlab/fleet/scan-pass.ts'
import { ndjsonLine } from '../http/ndjson.ts'
import { describeError, log } from '../log.ts'
import { FleetLines } from './fleet-lines.ts'

const progressEveryMs = 1_000

/**
 * A scan of one person with what it has found. It works as long as somebody follows it, stands still a while after the
 * last one has left, and can be followed from its first row on at any time.
 */
export class FleetJob {
  readonly options: ScanOptions
  readonly #lines = new FleetLines()
  readonly #scan: FleetScan
  readonly #onOver: (job: FleetJob) => void
  #readers = 0
  #timer: NodeJS.Timeout | undefined
  #failure: unknown
  #isGivenUp = false
  #usedAt = performance.now()

  /** `onOver` is told when it finished, was stopped or given up. */
  constructor(options: ScanOptions, onOver: (job: FleetJob) => void) {
    this.options = options
    this.#onOver = onOver
    this.#scan = new FleetScan(options, {
      row: (row) => this.#lines.set(fleetKey(row), row),
      problem: (problem) => this.#lines.set(`problem ${problem.id}`, problem),
      changed: () => this.#lines.wake(),
    })
  }

  get state(): FleetState {
    return this.#scan.state
  }

  /** How many lines it holds. */
  get size(): number {
    return this.#lines.size
  }

  get isGoing(): boolean {
    return !this.#scan.isOver && this.#failure === undefined
  }

  get isWatched(): boolean {
    return this.#readers > 0
  }

  /** Nobody came back to it: what it has found is no use to keep. */
  get isGivenUp(): boolean {
    return this.#isGivenUp
  }

  /** Whether there is something to read again. */
  get hasGaps(): boolean {
    return this.#scan.hasGaps
  }

  /** Whether only a whole new scan closes its gaps. */
  get needsWholeScan(): boolean {
    return this.#scan.needsWholeScan
  }

  /** By the monotonic clock of the process, in milliseconds. */
  get usedAt(): number {
    return this.#usedAt
  }

  begin(access: FleetAccess): void {
    this.#work(this.#scan.run(access))
  }

  /** Reads again what the last pass could not. */
  retry(access: FleetAccess): void {
    for (const key of this.#lines.keys('problem ')) this.#lines.delete(key)
    this.#work(this.#scan.retry(access))
  }

  /** Goes on, by the access of whoever follows now. */
  resume(access: FleetAccess): void {
    this.#scan.use(access)
    this.#scan.setPaused(false)
    this.#lingerUnlessWatched()
  }

  /** Stands still, whoever follows, until somebody resumes it or follows anew. */
  pause(): void {
    this.#scan.setPaused(true)
    this.#lines.wake()
  }

  stop(): void {
    this.#scan.stop()
  }

  /** Puts in place of a row that was found what is known of it now, or takes it away. */
  amend(key: string, change: (row: FleetRow) => FleetRow | null): void {
    const event = this.#lines.get(key)
    if (event?.type !== 'cluster' && event?.type !== 'agent') return
    const row = change(event)
    if (row !== null) {
      this.#lines.set(key, row)
      return
    }
    this.#lines.delete(key)
    this.#scan.forget(key)
  }

  #work(work: Promise<void>): void {
    this.#scan.setPaused(false)
    this.#lingerUnlessWatched()
    work
      .catch((error: unknown) => {
        this.#failure = error
        log.error('fleet scan failed', { error: describeError(error) })
      })
      .finally(() => {
        clearTimeout(this.#timer)
        this.#onOver(this)
        this.#lines.wake()
      })
  }

  #lingerUnlessWatched(): void {
    clearTimeout(this.#timer)
    if (this.isWatched || !this.isGoing) return
    const { lingerS, keepS } = config().fleet
    this.#timer = setTimeout(() => {
      this.#scan.setPaused(true)
      this.#timer = setTimeout(() => {
        this.#isGivenUp = true
        this.stop()
      }, keepS * 1000).unref()
    }, lingerS * 1000).unref()
  }

  /**
   * Everything from the first row on, and what comes, with a progress line at least every second; the end comes when the
   * scan is over. Throws when it broke by a mistake of ours.
   */
  async *follow(signal: AbortSignal): AsyncGenerator<string> {
    this.#readers += 1
    clearTimeout(this.#timer)
    this.#scan.setPaused(false)
    let at = 0
    let toldAt = 0
    let state: FleetState | null = null
    try {
      for (;;) {
        const isOver = !this.isGoing
        const dueIn = toldAt + progressEveryMs - performance.now()
        if (state !== this.state || (dueIn <= 0 && !isOver)) {
          toldAt = performance.now()
          state = this.state
          yield ndjsonLine(this.#scan.progress())
        }
        const piece = this.#lines.piece(at)
        if (piece !== null) {
          at = piece.next
          if (piece.text !== '') yield piece.text
        } else if (isOver) break
        else await this.#lines.next(Math.max(0, dueIn), signal)
        if (signal.aborted) return
      }
      if (this.#failure !== undefined) throw this.#failure
      yield ndjsonLine(this.#scan.end())
    } finally {
      this.#readers -= 1
      this.#usedAt = performance.now()
      this.#lingerUnlessWatched()
    }
  }

  /** What there is now, without waiting for more. */
  async *look(): AsyncGenerator<string> {
    this.#usedAt = performance.now()
    if (this.#failure !== undefined) throw this.#failure
    yield ndjsonLine(this.#scan.progress())
    for (let piece = this.#lines.piece(0); piece !== null; piece = this.#lines.piece(piece.next)) {
      if (piece.text !== '') yield piece.text
    }
    yield ndjsonLine(this.#scan.end())
  }

  /** Where it stands, for somebody who looks at another result. */
  progressLine(): string {
    return ndjsonLine(this.#scan.progress())
  }

  /** What it amounts to so far. */
  endLine(): string {
    return ndjsonLine(this.#scan.end())
  }
}
