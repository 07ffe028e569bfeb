import 'server-only'
import pLimit from 'p-limit'
import type { FleetPhase, FleetProblem } from '#lib/contract/fleet.ts'
import type { Scope } from '#lib/contract/scope.ts'
import { ServerProblem } from '#lib/server/problem.ts'
import { readClusters } from '../clusters.ts'
import { toClusterRow } from './cluster-row.ts'
import { type Gap, inScan, type ScanContext } from './context.ts'
import { codeOfGap } from './gap.ts'
import { type Group, instanceScope, type Project, placeScope } from './places.ts'

/** Thousands of calls wait in here and not before the gate. */
const begunAtOnce = 16

/** A list to read, with what discovery said is in it. */
export interface Listed {
  kind: 'group' | 'project'
  place: Group | Project
  names?: FleetProblem['names']
}

const topOf = ({ path }: Pick<Group, 'path'>) => path.split('/', 1)[0] ?? path

/** Reads the lists of certificate-based clusters, one call a place, and tells each as a row. */
export class ClusterLists {
  readonly #scan: ScanContext
  readonly #read = new Set<string>()
  /** Top-level namespaces in which the integration is switched off; GitLab.com switches it for each (gitlab-api.md §3.1). */
  readonly #off = new Set<string>()
  /** Switched off for everybody. */
  #isOff = false
  /** Places that were not asked, or not answered, for that reason, and of which nothing is known. */
  #silent: { list: Listed; phase: FleetPhase }[] = []

  constructor(scan: ScanContext) {
    this.#scan = scan
  }

  get isOff(): boolean {
    return this.#isOff
  }

  /** The clusters of the instance. Gives GitLab's refusal; other failures are gaps, and null. */
  async readInstance(): Promise<'read' | 'forbidden' | null> {
    const scan = this.#scan
    const scope = instanceScope(scan.url)
    const gap: Gap = { what: 'clusters', place: 'instance', scope }
    const again = async () => {
      this.#isOff = false
      await this.readInstance()
    }
    try {
      await this.#list({ kind: 'instance' }, scope)
      return 'read'
    } catch (error) {
      const code = codeOfGap(error)
      if (code === 'forbidden' || code === 'insufficient_scope') return 'forbidden'
      scan.problem(gap, code, again)
      // Whoever hears that it is switched off has passed the check of rights.
      this.#isOff = code === 'integration_disabled'
      return this.#isOff ? 'read' : null
    }
  }

  /** Reads places, each once. */
  async read(lists: readonly Listed[], phase: 'clusters' | 'personal'): Promise<void> {
    const fresh = lists.filter(({ kind, place }) => {
      const key = `${kind} ${place.id}`
      if (this.#read.has(key)) return false
      this.#read.add(key)
      return true
    })
    this.#scan.tally.expect(phase, fresh.length)
    await pLimit(begunAtOnce).map(fresh, async (list) => {
      await this.#readOne(list, phase)
      this.#scan.tally.done(phase)
    })
  }

  /** Whether a place was read, or is a gap. */
  has(kind: 'group' | 'project', { id }: Pick<Group, 'id'>): boolean {
    return this.#read.has(`${kind} ${id}`)
  }

  async #readOne(list: Listed, phase: 'clusters' | 'personal'): Promise<void> {
    const { kind, place } = list
    if (this.#isOff || this.#off.has(topOf(place))) return this.#switchedOff(list, phase)
    const scope = placeScope(kind, place, this.#scan.url)
    try {
      await this.#list({ kind, id: place.id }, scope)
    } catch (error) {
      const code = codeOfGap(error)
      if (code === 'scope_not_found') return
      if (code === 'integration_disabled') {
        this.#off.add(topOf(place))
        return this.#switchedOff(list, phase)
      }
      this.#scan.problem(this.#gapOf(list), code, () => this.#again([list], phase))
    }
  }

  #gapOf({ kind, place, names }: Listed): Gap {
    return {
      what: 'clusters',
      place: `${kind} ${place.id}`,
      scope: placeScope(kind, place, this.#scan.url),
      ...(names === undefined ? {} : { names }),
    }
  }

  #switchedOff(list: Listed, phase: 'clusters' | 'personal'): void {
    const again = () => this.#again([list], phase)
    if (list.names === undefined) this.#silent.push({ list, phase })
    else this.#scan.problem(this.#gapOf(list), 'integration_disabled', again)
  }

  /** Tells in one sentence of the places where nothing but the switch is known. */
  tellSilent(): void {
    const silent = this.#silent
    if (silent.length === 0) return
    const gap: Gap = { what: 'clusters', place: 'switched off', scope: null, count: silent.length }
    this.#scan.problem(gap, 'integration_disabled', async () => {
      this.#silent = []
      for (const phase of ['clusters', 'personal'] as const) {
        await this.#again(
          silent.filter((one) => one.phase === phase).map(({ list }) => list),
          phase,
        )
      }
      this.tellSilent()
    })
  }

  async #again(lists: readonly Listed[], phase: 'clusters' | 'personal'): Promise<void> {
    for (const { kind, place } of lists) {
      this.#read.delete(`${kind} ${place.id}`)
      this.#off.delete(topOf(place))
    }
    await this.read(lists, phase)
  }

  async #list(scope: Scope, shown: Parameters<typeof toClusterRow>[1]): Promise<void> {
    const scan = this.#scan
    const { data, readAt } = await scan.call((gitlab) => readClusters(gitlab, scope, inScan))
    for (const cluster of data.items) {
      scan.row(toClusterRow(cluster, shown, { readAt, gitlabUrl: scan.url }))
    }
    if (!data.complete) throw new ServerProblem('changed_meanwhile')
  }
}
