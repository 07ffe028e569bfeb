import type { Random } from './random.ts'
import { ACCESS, type Group, type Project, type User, type World } from './state.ts'
import { addGroup, addMember, addProject, DAY_MS, YEAR_MS } from './world-builder.ts'
import type { FleetCounts } from './world-fleet.ts'
import type { People } from './world-people.ts'

const TOP_LEVEL = 40
const MAX_DEPTH = 4
// One project in twenty is personal.
const PERSONAL_EVERY = 20

const SUBJECTS = [
  'ledger',
  'booking',
  'route',
  'stock',
  'report',
  'account',
  'signal',
  'vault',
] as const
const KINDS = ['api', 'worker', 'ui', 'sync', 'batch', 'gateway'] as const

export interface FleetNamespaces {
  groups: readonly Group[]
  /** Projects of groups. */
  projects: readonly Project[]
  /** Projects of people. */
  personal: readonly Project[]
}

interface Context {
  counts: FleetCounts
  people: People
  others: readonly User[]
  random: Random
  now: number
}

/** Adds the groups and projects of world `fleet`, and who may do what in them. */
export function addFleetNamespaces(world: World, context: Context): FleetNamespaces {
  const groups = addGroups(world, context)
  addMembers(world, groups, context)
  return { groups, ...addProjects(world, groups, context) }
}

function addGroups(world: World, { counts, random, now }: Context): Group[] {
  const groups: Group[] = []
  const depths = new Map<number, number>()
  for (let index = 0; index < counts.groups; index += 1) {
    const isTop = index < TOP_LEVEL
    const candidate = isTop ? undefined : groups[random.below(groups.length)]
    const isTooDeep = candidate !== undefined && (depths.get(candidate.id) ?? 0) >= MAX_DEPTH
    const parent = isTooDeep ? groups[index % TOP_LEVEL] : candidate
    const number = index + 1
    const group = addGroup(world, {
      name: isTop ? `Division ${number}` : `Team ${number}`,
      path: isTop ? `division-${number}` : `team-${number}`,
      ...(parent === undefined ? {} : { parent }),
      // Two top-level groups are public, two internal, with all below them.
      visibility: parent?.visibility ?? visibilityOf(index),
      createdAt: now - 4 * YEAR_MS + random.below(900) * DAY_MS,
    })
    depths.set(group.id, parent === undefined ? 1 : (depths.get(parent.id) ?? 0) + 1)
    groups.push(group)
  }
  return groups
}

const visibilityOf = (index: number) =>
  index % TOP_LEVEL >= 38 ? 'public' : index % TOP_LEVEL >= 36 ? 'internal' : 'private'

function addMembers(world: World, groups: readonly Group[], { people, others }: Context): void {
  const join = (user: User, level: number, ...indexes: number[]) => {
    for (const index of indexes) {
      const group = groups[index]
      if (group !== undefined) addMember(world, group, user, level)
    }
  }
  join(people.maintainer, ACCESS.maintainer, 0, 1)
  join(people.maintainer, ACCESS.developer, 2)
  join(people.developer, ACCESS.developer, 0, 3)
  join(people.reporter, ACCESS.reporter, 0)
  join(people.guest, ACCESS.guest, 0)
  for (let index = 0; index < Math.min(TOP_LEVEL, groups.length); index += 1) {
    const owner = others[index % others.length]
    if (owner !== undefined) join(owner, ACCESS.owner, index)
  }
}

function addProjects(world: World, groups: readonly Group[], context: Context) {
  const { counts, people, others, random, now } = context
  const owners = [people.maintainer, people.developer, ...others]
  const projects: Project[] = []
  const personal: Project[] = []
  for (let index = 0; index < counts.projects; index += 1) {
    const isPersonal = index % PERSONAL_EVERY === PERSONAL_EVERY - 1
    const owner = owners[random.below(owners.length)] ?? people.maintainer
    const group = groups[random.below(groups.length)]
    if (!isPersonal && group === undefined) continue
    const path = `${random.pick(SUBJECTS)}-${random.pick(KINDS)}-${index + 1}`
    const project = addProject(world, {
      name: path,
      path,
      in: isPersonal || group === undefined ? owner : group,
      visibility: isPersonal ? 'private' : (group?.visibility ?? 'private'),
      createdAt: now - 2 * YEAR_MS + random.below(700) * DAY_MS,
      archived: random.chance(0.03),
      lastActivityAt: now - random.below(400) * DAY_MS,
    })
    ;(isPersonal ? personal : projects).push(project)
  }
  return { projects, personal }
}
