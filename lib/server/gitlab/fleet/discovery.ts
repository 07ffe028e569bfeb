import 'server-only'
import { z } from 'zod'
import { ServerProblem } from '#lib/server/problem.ts'
import { unlessRefused } from '../attempt.ts'
import { fullPathSegment } from '../target-url.ts'
import { getCurrentUser } from '../user.ts'
import { inScan, type ScanContext } from './context.ts'
import { codeOfGap } from './gap.ts'
import { type Group, groupSchema, type Project, projectSchema } from './places.ts'

const foundSchema = z.record(
  z.string(),
  z.array(z.object({ id: z.number().int(), name: z.string() })),
)
const discoveredSchema = z.object({ groups: foundSchema, projects: foundSchema })

/** A group or project that has clusters, with what GitLab calls them. */
export interface Found {
  kind: 'group' | 'project'
  path: string
  names: { id: number; name: string }[]
}

/**
 * Where below a group there are certificate-based clusters (gitlab-api.md §5); null when this GitLab cannot tell, none
 * when the group is gone. Throws what the way to GitLab throws.
 */
export async function discover(scan: ScanContext, { id }: Group): Promise<Found[] | null> {
  try {
    const { groups, projects } = await scan.call(async (gitlab) => {
      const path = 'discover-cert-based-clusters'
      const query = { group_id: id }
      return (await gitlab.get(path, { ...inScan, schema: discoveredSchema, query })).data
    })
    const found = (kind: Found['kind'], places: z.output<typeof foundSchema>): Found[] =>
      Object.entries(places).map(([path, names]) => ({ kind, path, names }))
    return [...found('group', groups), ...found('project', projects)]
  } catch (error) {
    const code = codeOfGap(error)
    if (code === 'route_unknown') return null
    if (code === 'scope_not_found') return []
    throw error
  }
}

/** The place that was found: as it was listed, else as GitLab answers it by its path; null when it is gone. */
export async function placeOf(
  scan: ScanContext,
  { kind, path }: Found,
): Promise<Group | Project | null> {
  const known = scan.places.at(kind, path)
  const segment = fullPathSegment(path)
  if (known !== undefined || segment === null) return known ?? null
  const { value, problem } = await unlessRefused(
    scan.call(async (gitlab) => {
      const answer =
        kind === 'group'
          ? await gitlab.get(`groups/${segment}`, { ...inScan, schema: groupSchema })
          : await gitlab.get(`projects/${segment}`, { ...inScan, schema: projectSchema })
      return answer.data
    }),
  )
  if (value === null && problem !== 'scope_not_found') throw new ServerProblem(problem)
  return value
}

/** More than so many places say nothing new. */
const maxProofs = 5
const memberSchema = z.object({ access_level: z.number().int() })
const maintainer = 40

/** The person's own role there with all that adds to it; 0 for none, null when it cannot be told. */
async function roleAt(scan: ScanContext, userId: number, path: string): Promise<number | null> {
  const { value, problem } = await unlessRefused(
    scan.call(async (gitlab) => {
      const schema = memberSchema
      return (await gitlab.get(`${path}/members/all/${userId}`, { ...inScan, schema })).data
    }),
  )
  if (value !== null) return value.access_level
  return problem === 'record_not_found' ? 0 : null
}

/**
 * The roots below which discovery may have kept silent to an administrator: GitLab looks at memberships there, and it is
 * not certain that it lets administrators see more (features.md §0, trap 8). None when it told of a cluster at a place
 * where this person is no member: that proves it. Else those where they are no Maintainer.
 */
export async function unprovenRoots(
  scan: ScanContext,
  roots: readonly Group[],
  found: readonly Found[],
): Promise<Group[]> {
  const user = await unlessRefused(scan.call((gitlab) => getCurrentUser(gitlab, inScan)))
  const userId = user.value?.id
  if (userId === undefined) return [...roots]
  const isRoot = new Set(roots.map(({ path }) => path))
  // A root tells of its own clusters to everybody.
  const below = found.filter(({ kind, path }) => kind === 'project' || !isRoot.has(path))
  for (const place of below.slice(0, maxProofs)) {
    const at = scan.places.at(place.kind, place.path)
    if (at === undefined) continue
    if ((await roleAt(scan, userId, `${place.kind}s/${at.id}`)) === 0) return []
  }
  const roles = await Promise.all(roots.map(({ id }) => roleAt(scan, userId, `groups/${id}`)))
  return roots.filter((_, index) => (roles[index] ?? 0) < maintainer)
}
