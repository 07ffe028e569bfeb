import 'server-only'
import { type Gap, inScan, type ScanContext } from './context.ts'
import { orEverything, unlessGap } from './gap.ts'
import { type Project, projectSchema } from './places.ts'

const perPage = 100
/** Ranges of ids that are read beside each other. */
const maxRanges = 8
/** With fewer rows left than this, as far as can be guessed, a range is not worth halving. */
const minLeft = 1.5 * perPage
const minSpan = 2 * perPage

/** Ids above `after` and below `before`. */
interface Range {
  after: number
  before: number
  /** How many rows there may be left, as dense as the last page was; none before the first one. */
  left: number
}

interface Listing {
  filter: { min_access_level?: number }
  /** Runs a step, and leaves a gap for what lies above an id when it fails. */
  unlessGap: (after: number, step: () => Promise<void>) => Promise<unknown>
  onPage: (projects: Project[]) => Promise<void> | void
  ranges: Set<Range>
  /** Resolves when another page was read or a range is done. */
  news: Promise<void>
  tell: () => void
}

function expectNews(listing: Listing): void {
  listing.news = new Promise((resolve) => {
    listing.tell = () => {
      resolve()
      expectNews(listing)
    }
  })
}

const read = (scan: ScanContext, query: Record<string, string | number | undefined>) =>
  scan.call(async (gitlab) => {
    const { data } = await gitlab.get('projects', {
      ...inScan,
      schema: projectSchema.array().max(perPage),
      query: { ...query, pagination: 'keyset', order_by: 'id', simple: true },
    })
    return data
  })

/** Half of the range with most left, taken away from it; null when none is worth it now. */
function steal(ranges: ReadonlySet<Range>): Range | null {
  const [most] = [...ranges].toSorted((a, b) => b.left - a.left)
  if (most === undefined || most.left < minLeft || most.before - most.after < minSpan) return null
  const middle = Math.floor((most.after + most.before) / 2)
  const taken = { after: middle - 1, before: most.before, left: 0 }
  most.before = middle
  most.left /= 2
  return taken
}

/** Reads a range from its beginning on, page by page; what is not read yet may be taken away meanwhile. */
async function readRange(scan: ScanContext, range: Range, listing: Listing): Promise<void> {
  while (range.after + 1 < range.before) {
    scan.tally.expect('projects', 1)
    const page = await read(scan, {
      ...listing.filter,
      sort: 'asc',
      per_page: perPage,
      id_after: range.after,
      id_before: range.before,
    }).finally(() => scan.tally.done('projects'))
    await listing.onPage(page)
    const last = page.at(-1)
    if (last === undefined || page.length < perPage) break
    const rowsPerId = perPage / (last.id - range.after)
    range.after = last.id
    range.left = Math.max(0, range.before - range.after) * rowsPerId
    listing.tell()
  }
}

/** Reads one range after the other, and helps with those of others when its own is done. */
async function readRanges(scan: ScanContext, first: Range, listing: Listing): Promise<void> {
  let range: Range | null = first
  while (range !== null) {
    const own: Range = range
    listing.ranges.add(own)
    await listing.unlessGap(own.after, () => readRange(scan, own, listing))
    listing.ranges.delete(own)
    listing.tell()
    for (range = steal(listing.ranges); range === null && listing.ranges.size > 0; ) {
      await listing.news
      range = steal(listing.ranges)
    }
  }
}

/**
 * All projects that fit the filter, in no order, by keyset pages of several ranges of ids at a time: GitLab's offset
 * pages grow slow and end at 50,000 rows. Ids are dense here and thin there, so whoever is ready helps where most is
 * left. A range that cannot be read on is a gap.
 */
async function readProjects(
  scan: ScanContext,
  { filter, onPage, unlessGap }: Pick<Listing, 'filter' | 'onPage' | 'unlessGap'>,
): Promise<void> {
  const [newest] = await read(scan, { ...filter, sort: 'desc', per_page: 1 })
  if (newest === undefined) return
  const before = newest.id + 1
  const count = Math.max(1, Math.min(maxRanges, Math.floor(before / minSpan)))
  const edge = (index: number) => Math.floor((before * index) / count)
  const listing: Listing = {
    filter,
    onPage,
    unlessGap,
    ranges: new Set(),
    news: Promise.resolve(),
    tell: () => undefined,
  }
  expectNews(listing)
  await Promise.all(
    Array.from({ length: count }, (_, index) =>
      readRanges(
        scan,
        { after: Math.max(0, edge(index) - 1), before: edge(index + 1), left: 0 },
        listing,
      ),
    ),
  )
}

/** Lists are read beside each other: a gap of one must not take the place of the other's. */
const projectsAbove = (after: number, list: string): Gap => ({
  what: 'places',
  place: `${list} above ${after}`,
  scope: null,
})

/**
 * Learns the projects in which this person is a Maintainer; an administrator may do everything everywhere. Rows were told by
 * what is known of this, so that only a whole new scan closes a gap.
 */
export async function listMaintainedProjects(scan: ScanContext): Promise<void> {
  if (scan.isElevated) return
  const onPage = (projects: Project[]) => {
    for (const { id } of projects) scan.places.maintainedProjects.add(id)
  }
  await readProjects(scan, {
    filter: { min_access_level: 40 },
    onPage,
    unlessGap: (after, step) =>
      orEverything(scan, projectsAbove(after, 'maintained projects'), step),
  })
}

/** Learns the projects in which this person may read clusters and agents; each is told once, some at a time. */
export async function listProjects(
  scan: ScanContext,
  onProjects: (projects: Project[]) => Promise<void> | void,
): Promise<void> {
  const onPage = (projects: Project[]) =>
    onProjects(projects.filter((project) => scan.places.addProject(project)))
  await readProjects(scan, {
    filter: scan.isElevated ? {} : { min_access_level: 30 },
    onPage,
    unlessGap: (after, step) => unlessGap(scan, projectsAbove(after, 'projects'), step),
  })
}
