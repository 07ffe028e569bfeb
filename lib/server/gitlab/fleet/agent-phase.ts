import 'server-only'
import pLimit from 'p-limit'
import { projectsAtOnce } from './agent-query.ts'
import type { UnreadParts } from './agent-unread.ts'
import { AgentReader } from './agents.ts'
import type { ScanContext } from './context.ts'
import { codeOfGap, unlessGap } from './gap.ts'
import type { Group, Project } from './places.ts'

/** With more trees than this it is worth knowing first whether pages of projects are fewer. */
const manyTrees = 100
const begunAtOnce = 16

/**
 * Chooses the fewest queries that give every agent: the Enterprise Edition answers for whole trees of groups; what lies
 * outside of them, and everything where it does not, is asked for by projects in full pages, as these become known.
 */
export class AgentPhase {
  readonly #scan: ScanContext
  readonly #reader: AgentReader
  readonly #unread: UnreadParts
  readonly #roots: Group[]
  /** Null until the projects are known. */
  #byTree: boolean | null
  #batch: Project[] = []
  #inTrees: Project[] = []
  readonly #running: Promise<void>[] = []

  /** With `late` all that is added is read by its projects: the trees were read before. */
  constructor(scan: ScanContext, unread: UnreadParts, { late = false } = {}) {
    const { places, features } = scan
    this.#scan = scan
    this.#unread = unread
    this.#reader = new AgentReader(scan, unread)
    this.#roots = places.rootsOf(new Set(places.groups.keys()))
    if (late || !features.groupAgents || this.#roots.length === 0) this.#byTree = false
    else this.#byTree = this.#roots.length <= manyTrees ? true : null
  }

  /** Projects that were listed; those outside of all trees are read as soon as they fill a page. */
  add(projects: readonly Project[]): void {
    const { groups } = this.#scan.places
    for (const project of projects) {
      const isInTree = project.groupId !== null && groups.has(project.groupId)
      if (this.#byTree === false || !isInTree) this.#batch.push(project)
      else this.#inTrees.push(project)
    }
    this.#flush(projectsAtOnce(this.#scan.features).projects)
  }

  /** Reads everything; `projectsListed` resolves when all have been added. */
  async read(projectsListed: Promise<unknown>): Promise<void> {
    const early = this.#byTree === true ? this.#readTrees() : null
    // Heard below, after the projects.
    early?.catch(() => undefined)
    await projectsListed
    const pages = this.#inTrees.length / projectsAtOnce(this.#scan.features).projects
    this.#byTree ??= this.#roots.length <= pages
    const failed = this.#byTree ? await (early ?? this.#readTrees()) : null
    const left = this.#inTrees.filter(
      ({ groupId }) => failed?.has(this.#scan.places.rootOf(groupId)?.id ?? 0) ?? true,
    )
    this.#scan.lookedAt(this.#inTrees.length - left.length)
    this.#batch.push(...left)
    this.#flush(1)
    this.#scan.tally.close('agents')
    await Promise.all(this.#running)
    this.#unread.tell(this.#scan, async () => {
      const again = new AgentPhase(this.#scan, this.#unread)
      again.add([...this.#scan.places.projects.values()])
      await again.read(Promise.resolve())
    })
  }

  /** Gives the roots whose tree GitLab did not answer for: what lies below is read by its projects then. */
  async #readTrees(): Promise<Set<number>> {
    const failed = new Set<number>()
    this.#scan.tally.expect('agents', this.#roots.length)
    await pLimit(begunAtOnce).map(this.#roots, async (root) => {
      try {
        await this.#reader.readTree(root)
      } catch (error) {
        codeOfGap(error)
        failed.add(root.id)
      }
    })
    return failed
  }

  /** Begins to read full pages of the projects that are due, and what is left when that is `least` or more. */
  #flush(least: number): void {
    const size = projectsAtOnce(this.#scan.features).projects
    while (this.#batch.length >= Math.min(least, size) && this.#batch.length > 0) {
      const running = this.#readBatch(this.#batch.splice(0, size))
      running.catch(() => undefined)
      this.#running.push(running)
    }
  }

  async #readBatch(projects: readonly Project[]): Promise<void> {
    const [first] = projects
    const place = `projects from ${first?.id}, ${projects.length}`
    const gap = { what: 'agents', place, scope: null, count: projects.length } as const
    await unlessGap(this.#scan, gap, () => this.#reader.readProjects(projects))
    this.#scan.lookedAt(projects.length)
  }
}
