import 'server-only'
import { randomUUID } from 'node:crypto'
import type {
  FleetEnd,
  FleetProblem,
  FleetProgress,
  FleetRow,
  FleetState,
} from '#lib/contract/fleet.ts'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { now } from '#lib/server/clock.ts'
import { ServerProblem } from '#lib/server/problem.ts'
import type { GitLab } from '../gitlab.ts'
import { gitlabClockOffsetMs } from '../gitlab-clock.ts'
import type { Gap, ScanContext, ScanOptions } from './context.ts'
import { readEverything } from './everything.ts'
import { type Features, unknownFeatures } from './features.ts'
import { Places } from './places.ts'
import { ScanBook } from './scan-book.ts'
import { ScanEnded } from './scan-gate.ts'
import { type FleetAccess, ScanPass } from './scan-pass.ts'
import { Tally } from './tally.ts'
import { readUrlConfigurations } from './url-configurations.ts'

/** Where findings go as they come; a row or problem that comes again replaces the one before. */
export interface FleetSink {
  row(row: FleetRow): void
  problem(problem: FleetProblem): void
  /** Called when the scan waits, is paused, goes on or ends. */
  changed(): void
}

const atGitLab = (at: number) => new Date(at + gitlabClockOffsetMs()).toISOString()

/**
 * One scan: it finds every cluster and agent that a person may see, in as few calls as GitLab allows (decisions/0063).
 * It can be paused and stopped, and asked to read again what it could not.
 */
export class FleetScan implements ScanContext {
  readonly id = randomUUID()
  readonly options: ScanOptions
  readonly features: Features = { ...unknownFeatures }
  readonly tally = new Tally()
  places = new Places()
  isElevated = false
  readonly #sink: FleetSink
  readonly #book = new ScanBook()
  readonly #startedAt = now()
  #pass: ScanPass | null = null
  #isPaused = false
  #knowsProjects = false
  /** How many places there are, when they themselves are forgotten. */
  #sizes: Pick<FleetEnd, 'groups' | 'projects'> | null = null
  #outcome: 'stopped' | 'finished' | null = null
  /** As they were told at the end: what is known of GitLab's clock grows with every answer. */
  #times: { started_at: string; finished_at: string | null } | null = null
  #workedMs = 0
  #abort = new AbortController()

  constructor(options: ScanOptions, sink: FleetSink) {
    this.options = options
    this.#sink = sink
  }

  /** Reads everything; resolves when the scan is over, and throws only mistakes of ours. */
  run(access: FleetAccess): Promise<void> {
    return this.#perform(access, () => readEverything(this))
  }

  /** Reads again what could not be read, by today's access. Where {@link needsWholeScan} that is of no use. */
  retry(access: FleetAccess): Promise<void> {
    const gaps = this.#book.takeGaps()
    return this.#perform(access, async () => {
      await Promise.all(gaps.map((again) => again()))
      // Agents that came in may be receptive too.
      await readUrlConfigurations(this)
    })
  }

  /** Goes on by another access of the same person, such as a newer session. */
  use(access: FleetAccess): void {
    if (!this.isOver) this.#pass?.use(access)
  }

  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused
    this.#pass?.gate.setPaused(isPaused)
  }

  /** Ends it at once; what was found stays. */
  stop(): void {
    this.#abort.abort()
  }

  /** Takes a row away that is not there any more. */
  forget(key: string): void {
    this.#book.forget(key)
  }

  get isOver(): boolean {
    return this.#outcome !== null
  }

  get state(): FleetState {
    return this.#outcome ?? this.#pass?.gate.state ?? 'running'
  }

  get hasGaps(): boolean {
    return this.#book.hasGaps
  }

  /** What everything else builds on could not be read: only a whole new scan gives what is there, and nothing else. */
  get needsWholeScan(): boolean {
    return this.#book.needsWholeScan
  }

  async #perform(access: FleetAccess, work: () => Promise<void>): Promise<void> {
    const begunAt = now()
    this.#outcome = null
    if (this.#times !== null) this.#times.finished_at = null
    this.#abort = new AbortController()
    this.#pass = new ScanPass(access, {
      signal: this.#abort.signal,
      onRequest: () => this.tally.request(),
      onChange: () => this.#sink.changed(),
    })
    this.#pass.gate.setPaused(this.#isPaused)
    try {
      await work()
      this.#outcome = this.#abort.signal.aborted ? 'stopped' : 'finished'
    } catch (error) {
      this.#outcome = 'stopped'
      if (error instanceof ServerProblem) this.#endEarly(error.code)
      else if (!(error instanceof ScanEnded)) throw error
    } finally {
      // Others of its calls may be under way still.
      this.#abort.abort()
      this.#pass.gate.close()
      this.#workedMs += now() - begunAt
      this.#outcome ??= 'stopped'
      this.#times = {
        started_at: this.#times?.started_at ?? atGitLab(this.#startedAt),
        finished_at: this.#outcome === 'finished' ? atGitLab(now()) : null,
      }
      this.#forgetPlaces()
      this.#sink.changed()
    }
  }

  /** Without gaps nobody needs the places again, and they are larger than the rows. */
  #forgetPlaces(): void {
    if (this.hasGaps) return
    this.#sizes = this.#placeCounts()
    this.places = new Places()
  }

  #placeCounts(): Pick<FleetEnd, 'groups' | 'projects'> {
    const { groups, projects } = this.places
    return this.#sizes ?? { groups: groups.size, projects: projects.size }
  }

  /** What every further call would answer too. */
  #endEarly(code: ProblemCode): void {
    this.problem({ what: 'places', place: 'everything', scope: null }, code, 'everything')
  }

  get url(): string {
    return this.#pass?.url ?? ''
  }

  async call<T>(operation: (gitlab: GitLab) => Promise<T>): Promise<T> {
    if (this.#pass === null) throw new ScanEnded()
    return this.#pass.call(operation)
  }

  row(row: FleetRow): void {
    if (this.#abort.signal.aborted) return
    this.#book.row(row)
    this.#sink.row(row)
  }

  problem(gap: Gap, code: ProblemCode, again: 'everything' | (() => Promise<void>)): void {
    this.#sink.problem(this.#book.gap(gap, code, again))
  }

  skip(phase: Parameters<ScanContext['skip']>[0]): void {
    this.#book.skip(phase)
  }

  knowsProjects(): void {
    this.#knowsProjects = true
  }

  lookedAt(projects: number): void {
    this.#book.lookedAt += projects
  }

  openAgents() {
    return [...this.#book.openAgents.values()]
  }

  foundBy(way: 'discovery' | 'lists'): void {
    this.#book.clustersBy = way
  }

  /** How far it is. */
  progress(): FleetProgress {
    const { gate } = this.#pass ?? {}
    const waitingUntil = this.isOver ? null : (gate?.waitingUntil ?? null)
    const { projects } = this.#placeCounts()
    return {
      type: 'progress',
      scan: this.id,
      state: this.state,
      started_at: this.#times?.started_at ?? atGitLab(this.#startedAt),
      ...this.tally.state(),
      projects: {
        done: Math.min(this.#book.lookedAt, projects),
        total: this.#knowsProjects ? projects : null,
      },
      waiting_until: waitingUntil === null ? null : atGitLab(waitingUntil),
      waiting_for: waitingUntil === null ? null : (gate?.waitingFor ?? null),
    }
  }

  /** The last line: what was found, and whether that is all. */
  end(): FleetEnd {
    const { metadata } = this.features
    return {
      type: 'end',
      scan: this.id,
      state: this.state,
      complete: this.#outcome === 'finished' && !this.#book.hasGaps,
      started_at: this.#times?.started_at ?? atGitLab(this.#startedAt),
      finished_at: this.#times?.finished_at ?? null,
      ...this.#book.counts(),
      ...this.#placeCounts(),
      requests: this.tally.requests,
      duration_ms: this.#workedMs,
      gitlab: {
        version: metadata?.version ?? null,
        kas_version: metadata?.kas?.version ?? null,
        enterprise: metadata?.enterprise ?? null,
      },
    }
  }
}
