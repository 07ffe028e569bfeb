import { X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { lastUseOf } from './agent-tokens.ts'
import { startSimulator } from './server.ts'
import { type Answer, ask, send } from './simulator-fixture.ts'
import { ownerKey, type World } from './state.ts'
import { isPemCertificate } from './validators.ts'
import { createWorld } from './world.ts'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const SMALL = { projects: 600, groups: 90, agents: 120, clusters: 60 }

let world: World
beforeAll(async () => {
  world = await createWorld('fleet', 1, NOW)
})

const fingerprint = (value: World) =>
  JSON.stringify(value, (_, field: unknown) => (field instanceof Map ? [...field] : field))
const projects = () => [...world.projects.values()]
const clusters = () => [...world.clusters.values()]
const agents = () => [...world.agents.values()]
const isPersonal = (projectId: number) => world.projects.get(projectId)?.namespace.kind === 'user'

describe('size and determinism', () => {
  it('has the counts that design/simulator.md gives', () => {
    expect(world.projects.size).toBe(10_000)
    expect(world.groups.size).toBe(500)
    expect([...world.groups.values()].filter(({ parentId }) => parentId === null)).toHaveLength(40)
    expect(world.agents.size).toBe(1000)
    expect(world.clusters.size).toBe(300)
    expect(projects().filter(({ namespace }) => namespace.kind === 'user')).toHaveLength(500)
    const personal = clusters().filter(
      ({ owner }) => owner.kind === 'project' && isPersonal(owner.id),
    )
    expect(personal).toHaveLength(3)
    const owners = new Set(clusters().map(({ owner }) => ownerKey(owner)))
    owners.delete('instance')
    expect(owners.size).toBeLessThanOrEqual(150)
  })

  it('is the same for the same seed and counts, another for another seed', async () => {
    const make = async (seed: number) => fingerprint(await createWorld('fleet', seed, NOW, SMALL))
    expect(await make(1)).toBe(await make(1))
    expect(await make(2)).not.toBe(await make(1))
  })

  it('keeps what GitLab would refuse out: one scope once at a place, one name once in a project', () => {
    const scopes = clusters().map(
      ({ owner, environmentScope }) => `${ownerKey(owner)} ${environmentScope}`,
    )
    expect(new Set(scopes).size).toBe(scopes.length)
    const names = agents().map(({ projectId, name }) => `${projectId} ${name}`)
    expect(new Set(names).size).toBe(names.length)
    for (const { id } of agents()) {
      const active = world.agentTokens.of(id).filter(({ status }) => status === 'active')
      expect(active.length).toBeLessThanOrEqual(2)
    }
  })
})

const silence = (agentId: number) => {
  const uses = world.agentTokens
    .of(agentId)
    .filter(({ status }) => status === 'active')
    .flatMap((token) => lastUseOf(token, NOW) ?? [])
  return uses.length === 0 ? null : NOW - Math.max(...uses)
}
const tokenCount = (agentId: number) =>
  world.agentTokens.of(agentId).filter(({ status }) => status === 'active').length
const creatorState = (id: number | null) => (id === null ? null : world.users.get(id)?.state)

it.each<[string, () => number]>([
  ['connected agents', () => agents().filter(({ id }) => (silence(id) ?? 1e9) < 480_000).length],
  ['silent agents', () => agents().filter(({ id }) => (silence(id) ?? 0) >= 480_000).length],
  [
    'agents that never came',
    () => agents().filter(({ id }) => tokenCount(id) > 0 && silence(id) === null).length,
  ],
  ['agents without a token', () => agents().filter(({ id }) => tokenCount(id) === 0).length],
  ['agents with both slots taken', () => agents().filter(({ id }) => tokenCount(id) === 2).length],
  ['receptive agents', () => world.urlConfigurations.size],
  [
    'agents of people who were blocked',
    () =>
      agents().filter(({ createdByUserId }) => creatorState(createdByUserId) === 'blocked').length,
  ],
  [
    'agents of people who are gone',
    () => agents().filter(({ createdByUserId }) => createdByUserId === null).length,
  ],
  [
    'agents of several versions at once',
    () => agents().filter(({ versions }) => (versions?.length ?? 0) > 1).length,
  ],
  [
    'agents in personal projects',
    () => agents().filter(({ projectId }) => isPersonal(projectId)).length,
  ],
  ['clusters switched off', () => clusters().filter(({ enabled }) => !enabled).length],
  [
    'clusters without a CA',
    () => clusters().filter(({ platform }) => platform.caCert === null).length,
  ],
  [
    'clusters with an unreadable CA',
    () =>
      clusters().filter(({ platform: { caCert } }) => caCert !== null && !isPemCertificate(caCert))
        .length,
  ],
  [
    'clusters whose CA is none',
    () =>
      clusters().filter(
        ({ platform: { caCert } }) =>
          caCert !== null && isPemCertificate(caCert) && !new X509Certificate(caCert).ca,
      ).length,
  ],
  [
    'the same API URL again',
    () => world.clusters.size - new Set(clusters().map(({ platform }) => platform.apiUrl)).size,
  ],
])('has %s', (_, count) => {
  expect(count()).toBeGreaterThan(0)
})

describe('over HTTP', () => {
  it('tells of every project once by keyset, and knows who may read what', async () => {
    const simulator = await startSimulator({ world: 'fleet', counts: SMALL })
    const get = (path: string): Promise<Answer> =>
      send(`${simulator.url}/api/v4${path}`, 'GET', undefined, { 'PRIVATE-TOKEN': 'glpat-root' })
    const seen: number[] = []
    for (;;) {
      const after = seen.at(-1) ?? 0
      const query = `pagination=keyset&order_by=id&sort=asc&per_page=100&simple=true&id_after=${after}`
      const page = (await get(`/projects?${query}`)).json as { id: number }[]
      if (page.length === 0) break
      seen.push(...page.map(({ id }) => id))
    }
    expect(seen).toEqual(Array.from({ length: SMALL.projects }, (_, index) => index + 1))
    const below = (await get('/groups/1/descendant_groups?per_page=100')).json as {
      full_path: string
    }[]
    expect(below.every(({ full_path }) => full_path.startsWith('division-1/'))).toBe(true)
    const fleetOf = async (userId: number) =>
      (await send(`${simulator.controlUrl}/users/${userId}/fleet`, 'GET')).json as {
        clusters: { id: number }[]
        agents: { id: number; project_id: number }[]
      }
    const [root, maintainer, outsider] = await Promise.all([fleetOf(1), fleetOf(2), fleetOf(6)])
    expect(root.clusters).toHaveLength(SMALL.clusters)
    expect(root.agents).toHaveLength(SMALL.agents)
    expect(maintainer.agents.length).toBeGreaterThan(0)
    expect(maintainer.agents.length).toBeLessThan(SMALL.agents)
    expect(outsider).toEqual({ clusters: [], agents: [] })
    const ids = maintainer.agents.map(({ project_id }) => `gid://gitlab/Project/${project_id}`)
    const answer = await send(
      `${simulator.url}/api/graphql`,
      'POST',
      ask('query($ids: [ID!]) { projects(ids: $ids) { nodes { clusterAgents { count } } } }', {
        ids,
      }).body,
      { 'PRIVATE-TOKEN': 'glpat-maintainer' },
    )
    const { data } = answer.json as {
      data: { projects: { nodes: { clusterAgents: { count: number } }[] } }
    }
    const counted = data.projects.nodes.reduce((sum, node) => sum + node.clusterAgents.count, 0)
    expect(counted).toBe(maintainer.agents.length)
    await simulator.close()
  })
})
