import type { ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import { fakeTokens, json, type Seen, settingsFor, standIn } from '../stand-in.fixture.ts'
import type { FleetAccess } from './scan-pass.ts'

/*
 * A GitLab of a few places for unit tests of the scan: it answers what a scan asks and nothing else. Only for what is
 * about the scan's own choices; how GitLab behaves is proved with e2e/simulator.
 */
interface Place {
  id: number
  path: string
}
interface FakeGroup extends Place {
  parent?: number
}
interface FakeProject extends Place {
  /** None: a personal namespace. */
  group?: number
}

export interface FakeFleet {
  groups: FakeGroup[]
  projects: FakeProject[]
  /** Names of agents by project. */
  agents: Record<number, string[]>
  /** Names of clusters by `admin`, `groups/1` or `projects/1`. */
  clusters: Record<string, string[]>
  isAdmin: boolean
  groupFields: string[]
  agentFields: string[]
  maxComplexity: number
  /** Where an administrator is a member, as `groups/1` or `projects/1`, with the role. */
  roles: Record<string, number>
  /** Answers in place of the rest; false: does not. */
  instead: (response: ServerResponse, url: URL, seen: Seen) => boolean
}

const small: FakeFleet = {
  groups: [
    { id: 1, path: 'top' },
    { id: 2, path: 'top/sub', parent: 1 },
  ],
  projects: [
    { id: 1, path: 'top/one', group: 1 },
    { id: 2, path: 'top/sub/two', group: 2 },
    { id: 3, path: 'somebody/own' },
  ],
  agents: { 1: ['a', 'b'], 2: ['c'], 3: ['d'] },
  clusters: {
    admin: ['shared'],
    'groups/2': ['sub'],
    'projects/1': ['one'],
    'projects/3': ['own'],
  },
  isAdmin: true,
  groupFields: ['id', 'clusterAgents'],
  agentFields: ['id', 'isReceptive', 'urlConfigurations'],
  maxComplexity: 300,
  roles: {},
  instead: () => false,
}

const clusterId = (key: string, index: number) =>
  (key === 'admin' ? 0 : Number(key.split('/')[1]) * (key.startsWith('g') ? 100 : 10_000)) +
  index +
  1

const cluster = (key: string) => (name: string, index: number) => ({
  id: clusterId(key, index),
  name,
  created_at: '2026-01-01T00:00:00.000Z',
  provider_type: 'user',
  environment_scope: '*',
  cluster_type: 'project_type',
  user: { id: 9, username: 'x', name: 'X', web_url: null, state: 'blocked' },
  platform_kubernetes: { api_url: 'https://k8s.example.test', ca_cert: null },
})

const tokenNode = {
  id: 'gid://gitlab/Clusters::AgentToken/1',
  name: 'first',
  createdAt: '2026-01-01T00:00:00Z',
  lastUsedAt: null,
  createdByUser: null,
}

export const agentNode = (project: Place, name: string) => ({
  id: `gid://gitlab/Clusters::Agent/${project.id * 100 + name.charCodeAt(0)}`,
  name,
  createdAt: '2026-01-01T00:00:00Z',
  createdByUser: null,
  tokens: { nodes: [tokenNode], pageInfo: { hasNextPage: false, endCursor: null } },
  connections: {
    nodes: [{ metadata: { version: 'v18.1.0' } }, { metadata: { version: 'v18.1.0' } }],
  },
  isReceptive: false,
  urlConfigurations: { nodes: [] },
  project: {
    id: `gid://gitlab/Project/${project.id}`,
    name: project.path,
    fullPath: project.path,
    webUrl: `https://gitlab.test/${project.path}`,
  },
})

const lastPage = { hasNextPage: false, endCursor: null }

function graphql(fleet: FakeFleet, { query, variables }: { query: string; variables: never }) {
  const given: { path: string; ids: string[] } = variables
  const nodesOf = (projects: FakeProject[]) =>
    projects.flatMap((project) =>
      (fleet.agents[project.id] ?? []).map((name) => agentNode(project, name)),
    )
  if (query.includes('FleetFeatures')) {
    const fields = (names: string[]) => ({ fields: names.map((name) => ({ name })) })
    return {
      queryComplexity: { limit: fleet.maxComplexity },
      group: fields(fleet.groupFields),
      agent: fields(fleet.agentFields),
    }
  }
  if (query.includes('FleetGroupAgents')) {
    const below = fleet.projects.filter(({ path }) => path.startsWith(`${given.path}/`))
    return { group: { clusterAgents: { nodes: nodesOf(below), pageInfo: lastPage } } }
  }
  if (query.includes('FleetProjectAgents')) {
    const asked = fleet.projects.filter(({ id }) =>
      given.ids.includes(`gid://gitlab/Project/${id}`),
    )
    const nodes = asked.map((project) => ({
      id: `gid://gitlab/Project/${project.id}`,
      clusterAgents: { nodes: nodesOf([project]), pageInfo: lastPage },
    }))
    return { projects: { nodes, pageInfo: lastPage } }
  }
  return { project: null }
}

/** The rows on a page, with GitLab's headers about the others. */
function page(response: ServerResponse, url: URL, rows: unknown[]) {
  const size = Number(url.searchParams.get('per_page') ?? 20)
  const number = Number(url.searchParams.get('page') ?? 1)
  const hasNext = rows.length > number * size
  json(response, rows.slice((number - 1) * size, number * size), 200, {
    'X-Next-Page': hasNext ? String(number + 1) : '',
    'X-Total': String(rows.length),
  })
}

function keyset(response: ServerResponse, url: URL, projects: FakeProject[]) {
  const number = (name: string, instead: number) => Number(url.searchParams.get(name) ?? instead)
  const wanted = projects
    .filter(
      ({ id }) => id > number('id_after', 0) && id < number('id_before', Number.MAX_SAFE_INTEGER),
    )
    .toSorted((a, b) => (url.searchParams.get('sort') === 'desc' ? b.id - a.id : a.id - b.id))
  const rows = wanted.slice(0, number('per_page', 20)).map(({ id, path, group }) => ({
    id,
    name: path,
    path_with_namespace: path,
    web_url: null,
    namespace: group === undefined ? { id: 900 + id, kind: 'user' } : { id: group, kind: 'group' },
  }))
  json(response, rows)
}

function discovered({ groups, projects, clusters }: FakeFleet, url: URL) {
  const top = groups.find(({ id }) => id === Number(url.searchParams.get('group_id')))
  const found = (kind: 'groups' | 'projects', places: Place[]) =>
    Object.fromEntries(
      places
        .filter(({ path }) => path === top?.path || path.startsWith(`${top?.path}/`))
        .flatMap(({ id, path }) => {
          const key = `${kind}/${id}`
          const names = (clusters[key] ?? []).map((name, index) => ({
            id: clusterId(key, index),
            name,
          }))
          return names.length === 0 ? [] : [[path, names]]
        }),
    )
  return { groups: found('groups', groups), projects: found('projects', projects) }
}

function answer(fleet: FakeFleet, response: ServerResponse, url: URL, seen: Seen): void {
  if (fleet.instead(response, url, seen)) return
  const path = url.pathname.replace(/^\/api\/(v4\/)?/, '')
  const [, key, list] = /^((?:groups|projects)\/\d+)\/(clusters|members)/.exec(path) ?? []
  if (path === 'graphql') json(response, { data: graphql(fleet, JSON.parse(seen.body)) })
  else if (path === 'metadata') json(response, { version: '18.1.0', enterprise: true, kas: null })
  else if (path === 'user')
    json(response, { id: 5, username: 'u', name: 'U', is_admin: fleet.isAdmin })
  else if (path === 'groups') {
    const { groups } = fleet
    page(
      response,
      url,
      groups.map(({ id, path: full_path, parent }) => ({
        id,
        name: full_path,
        full_path,
        web_url: null,
        parent_id: parent ?? null,
      })),
    )
  } else if (path === 'projects') keyset(response, url, fleet.projects)
  else if (path === 'admin/clusters') {
    if (fleet.isAdmin) page(response, url, (fleet.clusters.admin ?? []).map(cluster('admin')))
    else json(response, { message: '403 Forbidden' }, 403)
  } else if (path === 'discover-cert-based-clusters') json(response, discovered(fleet, url))
  else if (key !== undefined && list === 'clusters') {
    page(response, url, (fleet.clusters[key] ?? []).map(cluster(key)))
  } else if (key !== undefined) {
    const role = fleet.roles[key]
    if (role === undefined) json(response, { message: '404 Not found' }, 404)
    else json(response, { access_level: role })
  } else json(response, { error: '404 Not Found' }, 404)
}

/** Starts such a GitLab, closed when the test is over; what is given stands in place of the small one's. */
export async function fakeFleet(changed: Partial<FakeFleet> = {}) {
  const fleet: FakeFleet = { ...small, ...changed }
  const server = await standIn((response, seen) =>
    answer(fleet, response, new URL(seen.url, 'http://localhost'), seen),
  )
  onTestFinished(server.close)
  const access: FleetAccess = {
    tokens: fakeTokens(),
    person: '1',
    settings: settingsFor(server.url, { maxBodyBytes: 5_000_000 }),
  }
  return {
    fleet,
    access,
    seen: server.seen,
    /** How many requests went to addresses that match. */
    count: (pattern: RegExp) => server.seen.filter(({ url }) => pattern.test(url)).length,
    /** The GraphQL operations of a name, with their variables. */
    asked: (operation: string) =>
      server.seen
        .filter(({ body }) => body.includes(operation))
        .map(({ body }) => (JSON.parse(body) as { variables: Record<string, unknown> }).variables),
  }
}

/** A GitLab that fails where the address fits. */
export const failing = (pattern: RegExp, status = 500) => ({
  instead: (response: ServerResponse, { pathname, search }: URL) => {
    if (!pattern.test(pathname + search)) return false
    json(response, { message: 'simulated' }, status)
    return true
  },
})
