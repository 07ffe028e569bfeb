import 'server-only'
import { ServerProblem } from '#lib/server/problem.ts'
import { inScan, type ScanContext } from './context.ts'
import { type Group, groupSchema } from './places.ts'

const perPage = 100
/** A list that changed while its pages were read is read once more. */
const maxPasses = 2

type Filter = Record<string, string | number | boolean>

const page = (scan: ScanContext, number: number, filter: Filter) =>
  scan.call(async (gitlab) => {
    const { data } = await gitlab.getPage('groups', {
      ...inScan,
      schema: groupSchema,
      page: number,
      perPage,
      query: { ...filter, order_by: 'id', sort: 'asc' },
    })
    return data
  })

/** One pass: the first page tells how many there are, the others come beside each other. */
async function pass(scan: ScanContext, filter: Filter) {
  const found = new Map<number, Group>()
  const keep = (groups: readonly Group[]) => {
    for (const group of groups) found.set(group.id, group)
    scan.tally.done('groups')
  }
  scan.tally.expect('groups', 1)
  const first = await page(scan, 1, filter)
  keep(first.items)
  if (first.total === null) {
    // Above 10,000 GitLab does not count (gitlab-api.md §2).
    for (let next = first.nextPage; next !== null; ) {
      scan.tally.expect('groups', 1)
      const read = await page(scan, next, filter)
      keep(read.items)
      next = read.nextPage
    }
    return { groups: [...found.values()], isSteady: true }
  }
  const others = Math.max(0, Math.ceil(first.total / perPage) - 1)
  scan.tally.expect('groups', others)
  const rest = await Promise.all(
    Array.from({ length: others }, async (_, index) => {
      const read = await page(scan, index + 2, filter)
      keep(read.items)
      return read.total
    }),
  )
  const isSteady = found.size === first.total && rest.every((total) => total === first.total)
  return { groups: [...found.values()], isSteady }
}

/**
 * All groups that fit `filter`. Throws `changed_meanwhile` when the list did not stand still, and whatever the way to
 * GitLab throws.
 */
async function readGroups(scan: ScanContext, filter: Filter): Promise<Group[]> {
  for (let tries = 1; tries <= maxPasses; tries += 1) {
    const { groups, isSteady } = await pass(scan, filter)
    if (isSteady) return groups
  }
  throw new ServerProblem('changed_meanwhile')
}

/**
 * Learns the groups in which this person may read clusters. An administrator may in all of them; what others may is told
 * by the level that GitLab is asked for (gitlab-api.md §0).
 */
export async function listGroups(scan: ScanContext): Promise<void> {
  const { places } = scan
  const levels = scan.isElevated
    ? [readGroups(scan, { all_available: true }), undefined]
    : [readGroups(scan, { min_access_level: 30 }), readGroups(scan, { min_access_level: 40 })]
  const [readable = [], maintained = readable] = await Promise.all(levels)
  for (const group of readable) places.addGroup(group)
  for (const { id } of maintained) places.maintainedGroups.add(id)
}
