import { X509Certificate } from 'node:crypto'
import type { Username } from './fixtures.ts'

/*
 * The truth about a world, read the naive way: both lists of every group and project, every token by itself, as the same
 * person. It shares no code with the console, and asks nothing but GitLab's REST API.
 */
type Json = Record<string, unknown> & { id: number }

interface Place {
  kind: 'instance' | 'group' | 'project'
  id: number | null
  name: string
  path: string | null
  web_url: string | null
}

export interface Truth {
  clusters: Map<number, ReturnType<typeof clusterTruth>>
  agents: Map<number, Awaited<ReturnType<typeof agentTruth>>>
  /** Ids of the projects in people's own namespaces. */
  personal: Set<number>
  requests: number
}

const atOnce = 8

class Naive {
  readonly #url: string
  readonly #token: string
  requests = 0

  constructor(url: string, username: Username) {
    this.#url = url
    this.#token = `glpat-${username}`
  }

  /** The answer, or null where this person may not look. */
  async get<T>(path: string): Promise<{ body: T; next: string } | null> {
    this.requests += 1
    const answer = await fetch(`${this.#url}/api/v4/${path}`, {
      headers: { 'PRIVATE-TOKEN': this.#token },
    })
    const text = await answer.text()
    if (answer.status === 403 || answer.status === 404) return null
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
    return { body: JSON.parse(text) as T, next: answer.headers.get('x-next-page') ?? '' }
  }

  async all(path: string): Promise<Json[]> {
    const rows: Json[] = []
    for (let page = '1'; page !== ''; ) {
      const separator = path.includes('?') ? '&' : '?'
      const read = await this.get<Json[]>(`${path}${separator}per_page=100&page=${page}`)
      if (read === null) return rows
      rows.push(...read.body)
      page = read.next
    }
    return rows
  }
}

async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items]
  const next = async (): Promise<void> => {
    const item = left.shift()
    if (item === undefined) return
    await work(item)
    return next()
  }
  await Promise.all(Array.from({ length: atOnce }, next))
}

function fingerprint(pem: unknown): string | null {
  if (typeof pem !== 'string' || pem === '') return null
  try {
    return new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase()
  } catch {
    return 'unreadable'
  }
}

const person = (user: unknown) => {
  if (typeof user !== 'object' || user === null) return null
  const { id, username, name, web_url, state } = user as Json
  return { id, username, name, web_url, state }
}

/** To the second, as GraphQL tells times. */
const second = (time: unknown): string | null =>
  typeof time === 'string' ? `${time.slice(0, 19)}Z` : null

function clusterTruth(cluster: Json, scope: Place) {
  const { api_url, namespace, authorization_type, ca_cert } = cluster.platform_kubernetes as Json
  const management = cluster.management_project as Json | null
  return {
    id: cluster.id,
    name: cluster.name,
    created_at: cluster.created_at,
    domain: cluster.domain,
    enabled: cluster.enabled,
    managed: cluster.managed,
    namespace_per_environment: cluster.namespace_per_environment,
    provider_type: cluster.provider_type,
    environment_scope: cluster.environment_scope,
    cluster_type: cluster.cluster_type,
    user: person(cluster.user),
    platform_kubernetes: { api_url, namespace, authorization_type },
    management_project: management?.id ?? null,
    ca: fingerprint(ca_cert),
    scope,
  }
}

async function agentTruth(naive: Naive, agent: Json, scope: Place, people: Map<number, unknown>) {
  const path = `projects/${scope.id}/cluster_agents/${agent.id}`
  const who = async (id: unknown) => {
    if (typeof id !== 'number') return null
    if (!people.has(id)) people.set(id, person((await naive.get<Json>(`users/${id}`))?.body))
    return people.get(id)
  }
  const tokens = []
  for (const { id } of await naive.all(`${path}/tokens`)) {
    const token = (await naive.get<Json>(`${path}/tokens/${id}`))?.body
    if (token === undefined) continue
    tokens.push({
      id,
      name: token.name,
      created_at: second(token.created_at),
      last_used_at: second(token.last_used_at),
      created_by: await who(token.created_by_user_id),
    })
  }
  const [configuration] = (await naive.get<Json[]>(`${path}/url_configurations`))?.body ?? []
  return {
    id: agent.id,
    name: agent.name,
    created_at: second(agent.created_at),
    scope,
    created_by: await who(agent.created_by_user_id),
    tokens: tokens.toSorted((a, b) => a.id - b.id),
    url_configuration: configuration
      ? { id: configuration.id, url: configuration.url, tls_host: configuration.tls_host }
      : null,
  }
}

/** Every cluster and agent that this person may read, one call after the other has led there. */
export async function readTruth(gitlabUrl: string, username: Username): Promise<Truth> {
  const naive = new Naive(gitlabUrl, username)
  const truth: Truth = { clusters: new Map(), agents: new Map(), personal: new Set(), requests: 0 }
  const people = new Map<number, unknown>()
  const addClusters = async (path: string, scope: Place) => {
    for (const cluster of await naive.all(path)) {
      truth.clusters.set(cluster.id, clusterTruth(cluster, scope))
    }
  }
  const host = new URL(gitlabUrl).host
  await addClusters('admin/clusters', {
    kind: 'instance',
    id: null,
    name: host,
    path: null,
    web_url: `${gitlabUrl}/`,
  })
  await inTurns(await naive.all('groups?all_available=true'), async (group) => {
    const { id, name, full_path, web_url } = group
    const scope = { kind: 'group', id, name, path: full_path, web_url } as Place
    await addClusters(`groups/${id}/clusters`, scope)
  })
  await inTurns(await naive.all('projects?simple=true'), async (project) => {
    const { id, name, path_with_namespace, web_url } = project
    const scope = { kind: 'project', id, name, path: path_with_namespace, web_url } as Place
    if ((project.namespace as { kind?: string }).kind === 'user') truth.personal.add(id)
    await addClusters(`projects/${id}/clusters`, scope)
    for (const agent of await naive.all(`projects/${id}/cluster_agents`)) {
      truth.agents.set(agent.id, await agentTruth(naive, agent, scope, people))
    }
  })
  truth.requests = naive.requests
  return truth
}
