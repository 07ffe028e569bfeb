import 'server-only'
import type { FleetEnd, FleetPhase, FleetProblem, FleetRow } from '#lib/contract/fleet.ts'
import type { ProblemCode } from '#lib/contract/problem.ts'
import type { Gap } from './context.ts'

type Again = 'everything' | (() => Promise<void>)

/** What a scan has found and what it could not read, as far as its last line counts it. */
export class ScanBook {
  readonly #keys = { cluster: new Set<number>(), agent: new Set<number>() }
  readonly #gaps = new Map<string, Again>()
  readonly #skipped = new Set<FleetPhase>()
  /** Receptive agents without the configuration that they must have. */
  readonly openAgents = new Map<number, Extract<FleetRow, { type: 'agent' }>>()
  clustersBy: FleetEnd['clusters_by'] = null
  lookedAt = 0

  row(row: FleetRow): void {
    this.#keys[row.type].add(row.id)
    if (row.type !== 'agent') return
    if (row.is_receptive === true && row.url_configuration === null) {
      this.openAgents.set(row.id, row)
    } else this.openAgents.delete(row.id)
  }

  /** Notes a gap and gives the line that tells of it. */
  gap(
    { what, place, scope, count = 1, names }: Gap,
    code: ProblemCode,
    again: Again,
  ): FleetProblem {
    const id = `${what} ${place}`
    this.#gaps.set(id, again)
    return {
      type: 'problem',
      id,
      what,
      scope,
      code,
      count,
      ...(names === undefined ? {} : { names }),
    }
  }

  /** What a whole new pass decides anew. */
  startOver(): void {
    this.#skipped.clear()
    this.clustersBy = null
    this.lookedAt = 0
  }

  skip(phase: FleetPhase): void {
    this.#skipped.add(phase)
  }

  /** The ways to close the gaps, which are forgotten with it; a whole new pass makes all others needless. */
  takeGaps(): Again[] {
    const gaps = [...this.#gaps.values()]
    this.#gaps.clear()
    return gaps.includes('everything') ? ['everything'] : gaps
  }

  get hasGaps(): boolean {
    return this.#gaps.size > 0
  }

  counts(): Pick<FleetEnd, 'clusters' | 'agents' | 'problems' | 'skipped' | 'clusters_by'> {
    return {
      clusters: this.#keys.cluster.size,
      agents: this.#keys.agent.size,
      problems: this.#gaps.size,
      skipped: [...this.#skipped],
      clusters_by: this.clustersBy,
    }
  }
}
