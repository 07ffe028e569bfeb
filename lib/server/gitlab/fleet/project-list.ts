import 'server-only'
import { inScan, type ScanContext } from './context.ts'
import { unlessGap } from './gap.ts'
import { type Project, projectSchema } from './places.ts'

const perPage = 100
/** Ranges of ids that are read beside each other. */
const maxRanges = 8
/** A range with fewer ids than this is not worth halving. */
const minSpan = 2 * perPage

/** Ids above `after` and below `before`. */
interface Range {
  after: number
  before: number
}

interface Listing {
  filter: { min_access_level?: number }
  onPage: (projects: Project[]) => Promise<void> | void
  ranges: Range[]
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

/** Half of the widest range that is still being read, taken away from it; null when none is worth it. */
function steal(ranges: readonly Range[]): Range | null {
  const [widest] = ranges.toSorted((a, b) => b.before - b.after - (a.before - a.after))
  if (widest === undefined || widest.before - widest.after < minSpan) return null
  const middle = Math.floor((widest.after + widest.before) / 2)
  const taken = { after: middle - 1, before: widest.before }
  widest.before = middle
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
    })
    scan.tally.done('projects')
    await listing.onPage(page)
    const last = page.at(-1)
    if (last === undefined || page.length < perPage) break
    range.after = last.id
  }
}

async function readRanges(scan: ScanContext, first: Range | null, listing: Listing): Promise<void> {
  for (let range = first; range !== null; range = steal(listing.ranges)) {
    const own = range
    listing.ranges.push(own)
    const gap = { what: 'places', place: `projects above ${own.after}`, scope: null } as const
    await unlessGap(scan, gap, () => readRange(scan, own, listing))
    listing.ranges.splice(listing.ranges.indexOf(own), 1)
  }
}

/**
 * All projects that fit the filter, in no order, by keyset pages of several ranges of ids at a time: GitLab's offset
 * pages grow slow and end at 50,000 rows. Ids are dense here and thin there, so whoever is ready helps with the widest
 * range left. A range that cannot be read on is a gap.
 */
async function readProjects(
  scan: ScanContext,
  { filter, onPage }: Omit<Listing, 'ranges'>,
): Promise<void> {
  const [newest] = await read(scan, { ...filter, sort: 'desc', per_page: 1 })
  if (newest === undefined) return
  const before = newest.id + 1
  const ranges = Math.max(1, Math.min(maxRanges, Math.floor(before / minSpan)))
  const edge = (index: number) => Math.floor((before * index) / ranges)
  const listing: Listing = { filter, onPage, ranges: [] }
  await Promise.all(
    Array.from({ length: ranges }, (_, index) =>
      readRanges(scan, { after: Math.max(0, edge(index) - 1), before: edge(index + 1) }, listing),
    ),
  )
}

/** Learns the projects in which this person is a Maintainer; an administrator may do everything everywhere. */
export async function listMaintainedProjects(scan: ScanContext): Promise<void> {
  if (scan.isElevated) return
  const onPage = (projects: Project[]) => {
    for (const { id } of projects) scan.places.maintainedProjects.add(id)
  }
  await readProjects(scan, { filter: { min_access_level: 40 }, onPage })
}

/** Learns the projects in which this person may read clusters and agents; each is told once, some at a time. */
export async function listProjects(
  scan: ScanContext,
  onProjects: (projects: Project[]) => Promise<void> | void,
): Promise<void> {
  const onPage = (projects: Project[]) =>
    onProjects(projects.filter((project) => scan.places.addProject(project)))
  await readProjects(scan, { filter: scan.isElevated ? {} : { min_access_level: 30 }, onPage })
}
