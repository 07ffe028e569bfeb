import { departments, projectKinds } from './demo-company.ts'
import type { Random } from './random.ts'
import {
  ACCESS,
  type Environment,
  type Group,
  type Project,
  type User,
  type World,
} from './state.ts'
import { addGroup, addMember, addProject, DAY_MS, YEAR_MS } from './world-builder.ts'
import type { People } from './world-people.ts'

const PROJECT_COUNT = 400
const PERSONAL_PROJECTS = ['dotfiles', 'scratch', 'kubernetes-notes', 'demo-app'] as const

export interface Namespaces {
  groups: readonly Group[]
  projects: readonly Project[]
}

interface Context {
  people: People
  others: readonly User[]
  random: Random
  now: number
}

/** Adds the company's 60 groups and 400 projects, and who may do what in them. */
export function addDemoNamespaces(world: World, context: Context): Namespaces {
  const groups = addGroups(world, context)
  addMembers(world, groups, context)
  const projects = addProjects(world, groups, context)
  const [first] = projects
  if (first !== undefined) world.movedProjects.set('platform/old-agents', first.id)
  return { groups, projects }
}

function addGroups(world: World, { now, random }: Context): Group[] {
  const groups: Group[] = []
  for (const { name, path, description, visibility, subgroups } of departments) {
    const createdAt = now - 4 * YEAR_MS + random.below(300) * DAY_MS
    const top = addGroup(world, { name, path, description, visibility, createdAt })
    const family = new Map([['', top]])
    for (const subgroup of subgroups) {
      const [parentName, ownName] = subgroup.includes('/') ? subgroup.split('/') : ['', subgroup]
      const parent = family.get(parentName ?? '') ?? top
      const added = addGroup(world, {
        name: ownName ?? subgroup,
        path: (ownName ?? subgroup).toLowerCase(),
        parent,
        visibility,
        createdAt: createdAt + random.below(400) * DAY_MS,
      })
      family.set(subgroup, added)
    }
    groups.push(...family.values())
  }
  return groups
}

// Who signs in as maintainer, developer, … finds a different part of the company.
function addMembers(world: World, groups: readonly Group[], { people, others }: Context) {
  const named = (path: string) => groups.filter(({ fullPath }) => fullPath === path)
  const join = (user: User, level: number, ...paths: string[]) => {
    for (const group of paths.flatMap(named)) addMember(world, group, user, level)
  }
  join(people.maintainer, ACCESS.maintainer, 'platform', 'payments', 'warehouse', 'data')
  join(people.maintainer, ACCESS.developer, 'storefront', 'security')
  join(people.developer, ACCESS.developer, 'platform', 'payments', 'storefront')
  join(people.reporter, ACCESS.reporter, 'platform', 'data', 'routing')
  join(people.guest, ACCESS.guest, 'platform', 'storefront')
  for (const [index, top] of groups.filter(({ parentId }) => parentId === null).entries()) {
    addMember(world, top, others[index % others.length] ?? people.root, ACCESS.owner)
  }
}

function addProjects(world: World, groups: readonly Group[], context: Context): Project[] {
  const { now, others, people, random } = context
  const owners = [people.maintainer, people.developer, ...others]
  const personal = owners.flatMap((user, index) =>
    PERSONAL_PROJECTS.slice(0, 1 + (index % 2)).map((path) => ({ in: user, path })),
  )
  const projects: Project[] = []
  for (const [index, group] of spread(groups, PROJECT_COUNT - personal.length).entries()) {
    const createdAt = now - 2 * YEAR_MS + random.below(500) * DAY_MS
    const path = uniquePath(world, group, random, index)
    projects.push(
      addProject(world, {
        name: titleOf(path),
        path,
        in: group,
        visibility: group.visibility,
        createdAt,
        description: random.chance(0.6) ? `${titleOf(path)} of ${group.name}` : null,
        archived: random.chance(0.03),
        lastActivityAt: now - random.below(90) * DAY_MS,
        environments: random.chance(0.5) ? environments(path, index, createdAt) : [],
      }),
    )
  }
  for (const { in: user, path } of personal) {
    const createdAt = now - random.below(700) * DAY_MS
    const name = titleOf(path)
    projects.push(addProject(world, { name, path, in: user, visibility: 'private', createdAt }))
  }
  return projects
}

/** Every group about as often as the others, in order. */
const spread = (groups: readonly Group[], count: number): Group[] =>
  groups.flatMap((group, index) => {
    const share = Math.floor(count / groups.length) + (index < count % groups.length ? 1 : 0)
    return Array.from({ length: share }, () => group)
  })

function uniquePath(world: World, group: Group, random: Random, index: number): string {
  const top = departments.find(({ path }) => path === group.fullPath.split('/')[0])
  const taken = new Set([...world.projects.values()].map(({ fullPath }) => fullPath))
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const path = `${random.pick(top?.subjects ?? ['project'])}-${random.pick(projectKinds)}`
    if (!taken.has(`${group.fullPath}/${path}`)) return path
  }
  return `project-${index}`
}

const titleOf = (path: string) =>
  path
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')

const environments = (path: string, index: number, createdAt: number): Environment[] =>
  ['production', 'staging', 'review/new-layout'].map((name, offset) => ({
    id: index * 3 + offset + 1,
    name,
    slug: name.replace('/', '-'),
    externalUrl: `https://${path}.${name.replace('/', '-')}.halden-freight.example`,
    tier: offset === 0 ? 'production' : offset === 1 ? 'staging' : 'development',
    state: 'available',
    createdAt,
  }))
