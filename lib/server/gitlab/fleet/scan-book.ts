import 'server-only'
import {
  type FleetEnd,
  type FleetPhase,
  type FleetProblem,
  type FleetRow,
  fleetKey,
} from '#lib/contract/fleet.ts'
import type { ProblemCode } from '#lib/contract/problem.ts'
import type { Gap } from './context.ts'

type Again = 'everything' | (() => Promise<void>)

/** What a scan has found and what it could not read, as far as its last line counts it. */
export class ScanBook {
  readonly #rows = new Map<string, FleetRow['type']>()
  readonly #gaps = new Map<string, Again>()
  readonly #skipped = new Set<FleetPhase>()
  /** Receptive agents without the configuration that they must have. */
  readonly openAgents = new Map<number, Extract<FleetRow, { type: 'agent' }>>()
  clustersBy: FleetEnd['clusters_by'] = null
  lookedAt = 0

  row(row: FleetRow): void {
    const key = fleetKey(row)
    this.#rows.set(key, row.type)
    if (row.type !== 'agent') return
    if (row.is_receptive === true && row.url_configuration === null) {
      this.openAgents.set(row.id, row)
    } else this.openAgents.delete(row.id)
  }

  /** Forgets a row that is not there any more. */
  forget(key: string): void {
    this.#rows.delete(key)
    for (const [id, row] of this.openAgents) if (fleetKey(row) === key) this.openAgents.delete(id)
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

  skip(phase: FleetPhase): void {
    this.#skipped.add(phase)
  }

  /** The ways to close the gaps, which are forgotten with it. */
  takeGaps(): (() => Promise<void>)[] {
    const gaps = [...this.#gaps.values()].filter((again) => again !== 'everything')
    this.#gaps.clear()
    return gaps
  }

  /** Whether a gap is one that only a whole new scan closes. */
  get needsWholeScan(): boolean {
    return [...this.#gaps.values()].includes('everything')
  }

  get hasGaps(): boolean {
    return this.#gaps.size > 0
  }

  counts(): Pick<FleetEnd, 'clusters' | 'agents' | 'problems' | 'skipped' | 'clusters_by'> {
    const types = [...this.#rows.values()]
    const clusters = types.filter((type) => type === 'cluster').length
    return {
      clusters,
      agents: types.length - clusters,
      problems: this.#gaps.size,
      skipped: [...this.#skipped],
      clusters_by: this.clustersBy,
    }
  }
}
