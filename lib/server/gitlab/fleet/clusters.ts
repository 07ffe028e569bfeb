import 'server-only'
import type { ClusterLists, Listed } from './cluster-lists.ts'
import type { ScanContext } from './context.ts'
import { discover, type Found, placeOf, unprovenRoots } from './discovery.ts'
import { unlessGap } from './gap.ts'
import { type Group, type Project, placeScope } from './places.ts'

const isBelow = (path: string, roots: readonly Group[]) =>
  roots.some((root) => path === root.path || path.startsWith(`${root.path}/`))

/**
 * Finds certificate-based clusters everywhere but in personal namespaces: through GitLab's discovery, which is one call a
 * tree, and place by place where that tells nothing.
 */
export class ClusterFinder {
  readonly #scan: ScanContext
  readonly #lists: ClusterLists
  readonly #projectsListed: Promise<unknown>
  readonly #found: Found[] = []
  /** Roots that this GitLab cannot discover below. */
  readonly #undiscovered: Group[] = []

  /** `projectsListed` resolves when the projects are known as far as they can be. */
  constructor(scan: ScanContext, lists: ClusterLists, projectsListed: Promise<unknown>) {
    this.#scan = scan
    this.#lists = lists
    this.#projectsListed = projectsListed
  }

  /** Switched off there is nothing to list, but discovery still knows the names (gitlab-api.md §5). */
  get #isThorough(): boolean {
    return this.#scan.options.thorough && !this.#lists.isOff
  }

  async readAll(): Promise<void> {
    const { places, isElevated } = this.#scan
    const roots = this.#isThorough ? [] : places.rootsOf(places.maintainedGroups)
    if (roots.length > 0) this.#scan.foundBy('discovery')
    const { tally } = this.#scan
    tally.expect('clusters', roots.length)
    await Promise.all(roots.map((root) => this.#readTree(root)))
    await this.#projectsListed
    // What is found from here on is counted before it is read.
    tally.close('clusters')
    await this.readUncovered([...places.projects.values()])
    const isDoubted = isElevated && !this.#lists.isOff && this.#undiscovered.length === 0
    const unproven = isDoubted
      ? await unprovenRoots(this.#scan, roots, this.#found)
      : this.#undiscovered
    await this.#readUnproven(unproven)
  }

  async #readTree(root: Group): Promise<void> {
    const scan = this.#scan
    const scope = placeScope('group', root, scan.url)
    const gap = { what: 'clusters', place: `below group ${root.id}`, scope } as const
    await unlessGap(scan, gap, async () => {
      const found = await discover(scan, root).finally(() => scan.tally.done('clusters'))
      if (found === null) {
        this.#undiscovered.push(root)
        return
      }
      this.#found.push(...found)
      await this.#listFound(found.filter(({ kind }) => kind === 'group'))
      await this.#projectsListed
      await this.#listFound(found.filter(({ kind }) => kind === 'project'))
    })
  }

  async #listFound(found: readonly Found[]): Promise<void> {
    const lists = await Promise.all(
      found.map(async ({ kind, path, names }): Promise<Listed[]> => {
        const place = await placeOf(this.#scan, { kind, path, names })
        return place === null ? [] : [{ kind, place, names }]
      }),
    )
    await this.#lists.read(lists.flat(), 'clusters')
  }

  /** Asks the places that discovery does not speak of: those where this person is a Developer and no more. */
  async readUncovered(projects: readonly Project[]): Promise<void> {
    const { groups, maintainedGroups } = this.#scan.places
    if (this.#isThorough) this.#scan.foundBy('lists')
    const isUncovered = (groupId: number) => this.#isThorough || !maintainedGroups.has(groupId)
    const lists = [
      ...[...groups.values()]
        .filter(({ id }) => isUncovered(id))
        .map((place): Listed => ({ kind: 'group', place })),
      ...projects
        .filter(({ groupId }) => groupId !== null && isUncovered(groupId))
        .map((place): Listed => ({ kind: 'project', place })),
    ]
    if (lists.length > 0 && maintainedGroups.size === 0) this.#scan.foundBy('lists')
    await this.#lists.read(lists, 'clusters')
  }

  /** Asks every place below roots that discovery may be silent about, if they are few; else says how many there are. */
  async #readUnproven(roots: readonly Group[]): Promise<void> {
    const { places, options } = this.#scan
    if (roots.length === 0) return
    const lists: Listed[] = [
      ...[...places.groups.values()].map((place): Listed => ({ kind: 'group', place })),
      ...[...places.projects.values()]
        .filter(({ groupId }) => groupId !== null)
        .map((place): Listed => ({ kind: 'project', place })),
    ].filter(({ kind, place }) => isBelow(place.path, roots) && !this.#lists.has(kind, place))
    if (lists.length === 0) return
    const read = async () => {
      this.#scan.foundBy('lists')
      await this.#lists.read(lists, 'clusters')
    }
    if (lists.length <= options.askAtMost) return read()
    const gap = {
      what: 'clusters',
      place: 'undiscovered',
      scope: null,
      count: lists.length,
    } as const
    this.#scan.problem(gap, 'forbidden', read)
  }
}
