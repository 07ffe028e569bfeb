import { Agent, request } from 'undici'

const atOnce = 8

interface NaiveResult {
  requests: number
  seconds: number
  /** Ids of what it found. */
  clusters: Set<number>
  agents: Set<number>
}

type Json = { id: number }

/**
 * What people write first: lists all projects, then asks each of them for its clusters and for its agents, so many calls
 * at a time. It does not even look at groups, tokens or versions.
 */
export async function runNaiveClient(gitlabUrl: string, token: string): Promise<NaiveResult> {
  const dispatcher = new Agent({ connections: atOnce })
  const result = { requests: 0, clusters: new Set<number>(), agents: new Set<number>() }
  const get = async (path: string) => {
    result.requests += 1
    const answer = await request(`${gitlabUrl}/api/v4/${path}`, {
      dispatcher,
      headers: { 'PRIVATE-TOKEN': token },
    })
    const rows = (await answer.body.json()) as Json[]
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode}`)
    return { rows, next: String(answer.headers['x-next-page'] ?? '') }
  }
  const begun = performance.now()
  const projects: number[] = []
  for (let page = '1'; page !== ''; ) {
    const { rows, next } = await get(`projects?simple=true&order_by=id&per_page=100&page=${page}`)
    projects.push(...rows.map(({ id }) => id))
    page = next
  }
  const work = async (): Promise<void> => {
    for (let id = projects.pop(); id !== undefined; id = projects.pop()) {
      for (const row of (await get(`projects/${id}/clusters`)).rows) result.clusters.add(row.id)
      for (const row of (await get(`projects/${id}/cluster_agents`)).rows) result.agents.add(row.id)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  await dispatcher.close()
  return { ...result, seconds: (performance.now() - begun) / 1000 }
}
