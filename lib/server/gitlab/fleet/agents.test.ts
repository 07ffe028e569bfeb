import { describe, expect, test } from 'vitest'
import { json } from '../stand-in.fixture.ts'
import { agentNode, fakeFleet } from './fake-fleet.fixture.ts'
import { namesOf, scanned } from './fleet.fixture.ts'

describe('the ways to agents', () => {
  test('without the field of the Enterprise Edition all are asked for by project, in one page', async () => {
    const gitlab = await fakeFleet({ groupFields: ['id'] })
    const outcome = await scanned(gitlab)
    expect(namesOf(outcome, 'agent')).toEqual(['a', 'b', 'c', 'd'])
    expect(gitlab.asked('FleetGroupAgents')).toEqual([])
    expect(gitlab.asked('FleetProjectAgents')).toHaveLength(1)
  })

  test('a schema that tells nothing: what every edition has', async () => {
    const gitlab = await fakeFleet({
      instead(response, { pathname }, { body }) {
        if (!pathname.endsWith('graphql') || !body.includes('FleetFeatures')) return false
        json(response, { errors: [{ message: 'Introspection is disabled' }] })
        return true
      },
    })
    const outcome = await scanned(gitlab)
    expect(namesOf(outcome, 'agent')).toEqual(['a', 'b', 'c', 'd'])
    expect(outcome.end).toMatchObject({
      complete: true,
      skipped: ['personal', 'url_configurations'],
    })
  })

  test('a tree that does not answer is read by its projects', async () => {
    const gitlab = await fakeFleet({
      instead(response, _url, { body }) {
        if (!body.includes('FleetGroupAgents')) return false
        const errors = [{ message: 'no', path: ['group', 'clusterAgents'] }]
        json(response, { data: { group: { clusterAgents: null } }, errors })
        return true
      },
    })
    const outcome = await scanned(gitlab)
    expect(namesOf(outcome, 'agent')).toEqual(['a', 'b', 'c', 'd'])
    expect(outcome.end.complete).toBe(true)
  })

  test('more trees than pages of projects: by projects', async () => {
    const groups = Array.from({ length: 150 }, (_, index) => ({ id: index + 1, path: `g${index}` }))
    const projects = groups.map(({ id, path }) => ({ id, path: `${path}/p`, group: id }))
    const gitlab = await fakeFleet({ groups, projects, agents: { 7: ['x'] }, clusters: {} })
    const outcome = await scanned(gitlab, { askAtMost: 1_000 })
    expect(namesOf(outcome, 'agent')).toEqual(['x'])
    expect(gitlab.asked('FleetGroupAgents')).toEqual([])
    expect(gitlab.asked('FleetProjectAgents').length).toBeLessThanOrEqual(8)
  })

  test('a page that is too complex is asked for in smaller ones, from then on everywhere', async () => {
    const sizes: number[] = []
    const gitlab = await fakeFleet({
      groupFields: [],
      instead(response, _url, { body }) {
        if (!body.includes('FleetProjectAgents')) return false
        const { projects } = (JSON.parse(body) as { variables: { projects: number } }).variables
        sizes.push(projects)
        if (projects <= 60) return false
        const message = 'Query has complexity of 400, which exceeds max complexity of 300'
        json(response, { errors: [{ message }] })
        return true
      },
    })
    const outcome = await scanned(gitlab)
    expect(namesOf(outcome, 'agent')).toEqual(['a', 'b', 'c', 'd'])
    expect(sizes[0]).toBe(100)
    expect(sizes.at(-1)).toBeLessThanOrEqual(60)
    expect(outcome.end.complete).toBe(true)
  })

  test('agents and tokens beyond the nested page are followed by their cursors', async () => {
    const project = { id: 1, path: 'top/one' }
    const token = (id: number) => ({
      id: `gid://gitlab/Clusters::AgentToken/${id}`,
      name: `t${id}`,
      createdAt: '2026-01-01T00:00:00Z',
      lastUsedAt: null,
      createdByUser: null,
    })
    const more = { hasNextPage: true, endCursor: 'more' }
    const last = { hasNextPage: false, endCursor: null }
    const many = { ...agentNode(project, 'a'), tokens: { nodes: [token(1)], pageInfo: more } }
    const gitlab = await fakeFleet({
      groups: [],
      projects: [project],
      instead(response, _url, { body }) {
        const nodes = [
          { id: 'gid://gitlab/Project/1', clusterAgents: { nodes: [many], pageInfo: more } },
        ]
        if (body.includes('FleetProjectAgents')) {
          json(response, { data: { projects: { nodes, pageInfo: last } } })
        } else if (body.includes('FleetMoreAgents')) {
          const clusterAgents = { nodes: [agentNode(project, 'z')], pageInfo: last }
          json(response, { data: { project: { clusterAgents } } })
        } else if (body.includes('FleetMoreTokens')) {
          const tokens = { nodes: [token(2)], pageInfo: last }
          json(response, { data: { project: { clusterAgent: { tokens } } } })
        } else return false
        return true
      },
    })
    const outcome = await scanned(gitlab)
    expect(namesOf(outcome, 'agent')).toEqual(['a', 'z'])
    const agent = outcome.rows.find(({ name }) => name === 'a')
    expect(agent).toMatchObject({ tokens: [{ id: 1 }, { id: 2 }] })
    expect(gitlab.asked('FleetMoreTokens')).toMatchObject([
      { path: 'top/one', name: 'a', after: 'more' },
    ])
  })

  test('KAS away: one problem with the number of agents, and every row', async () => {
    const gitlab = await fakeFleet({
      instead(response, _url, { body }) {
        if (!body.includes('FleetGroupAgents')) return false
        const nodes = ['a', 'b'].map((name) => ({
          ...agentNode({ id: 1, path: 'top/one' }, name),
          connections: null,
        }))
        const errors = nodes.map((_node, index) => ({
          message: 'GRPC::Unavailable',
          path: ['group', 'clusterAgents', 'nodes', index, 'connections'],
        }))
        const pageInfo = { hasNextPage: false, endCursor: null }
        json(response, { data: { group: { clusterAgents: { nodes, pageInfo } } }, errors })
        return true
      },
    })
    const outcome = await scanned(gitlab)
    expect(outcome.problems).toMatchObject([{ what: 'versions', scope: null, count: 2 }])
    const agent = outcome.rows.find(({ name }) => name === 'a')
    expect(agent).toMatchObject({ versions: null, tokens: [{ id: 1 }] })
  })

  test('receptive agents whose configuration GraphQL does not tell are asked for by REST', async () => {
    const gitlab = await fakeFleet({
      agentFields: ['id', 'isReceptive'],
      instead(response, { pathname }, { body }) {
        if (pathname.endsWith('url_configurations')) {
          json(response, [{ id: 8, agent_id: 197, url: 'grpc://agent.example.test' }])
          return true
        }
        if (!body.includes('FleetGroupAgents')) return false
        const nodes = ['a', 'b'].map((name) => ({
          ...agentNode({ id: 1, path: 'top/one' }, name),
          isReceptive: name === 'a',
        }))
        const pageInfo = { hasNextPage: false, endCursor: null }
        json(response, { data: { group: { clusterAgents: { nodes, pageInfo } } } })
        return true
      },
    })
    const outcome = await scanned(gitlab)
    expect(gitlab.count(/url_configurations/)).toBe(1)
    const agent = outcome.rows.find(({ name }) => name === 'a')
    expect(agent).toMatchObject({ url_configuration: { id: 8, url: 'grpc://agent.example.test' } })
    expect(outcome.end.skipped).toEqual(['personal'])
  })
})
