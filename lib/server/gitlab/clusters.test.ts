import { describe, expect, onTestFinished, test } from 'vitest'
import { clusterSchema, clusterSummarySchema } from '#lib/contract/cluster.ts'
import type { ClusterCreate } from '#lib/contract/cluster-input.ts'
import type { Scope } from '#lib/contract/scope.ts'
import {
  createCluster,
  deleteCluster,
  getCluster,
  listClusters,
  updateCluster,
} from './clusters.ts'
import { type Answerer, json, standIn } from './stand-in.fixture.ts'

const scopes: { scope: Scope; collection: string; create: string }[] = [
  { scope: { kind: 'instance' }, collection: 'admin/clusters', create: 'admin/clusters/add' },
  {
    scope: { kind: 'group', id: 42 },
    collection: 'groups/42/clusters',
    create: 'groups/42/clusters/user',
  },
  {
    scope: { kind: 'project', id: 7 },
    collection: 'projects/7/clusters',
    create: 'projects/7/clusters/user',
  },
]
const instance: Scope = { kind: 'instance' }

/** Entity `Cluster` of GitLab 18 (gitlab-api.md §3.7). */
const entity = {
  id: 4,
  name: 'agents-staging',
  created_at: '2026-01-02T03:04:05.678Z',
  domain: null,
  enabled: true,
  managed: false,
  provider_type: 'user',
  platform_type: 'kubernetes',
  environment_scope: 'staging',
  cluster_type: 'project_type',
  namespace_per_environment: false,
  user: {
    id: 1,
    username: 'root',
    name: 'Root',
    state: 'active',
    avatar_url: 'https://e.x/a',
    web_url: 'https://e.x/root',
  },
  platform_kubernetes: {
    api_url: 'https://10.0.0.1',
    namespace: null,
    authorization_type: 'rbac',
    ca_cert: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    token: 'fake-kubernetes-token',
  },
  provider_gcp: null,
  management_project: {
    id: 1,
    description: '',
    name: 'agents',
    name_with_namespace: 'platform / agents',
    path: 'agents',
    path_with_namespace: 'platform/agents',
    created_at: '2026-01-01T00:00:00.000Z',
  },
  project: { id: 1, runners_token: 'fake-runners-token' },
}

async function started(answer: Answerer) {
  const server = await standIn(answer)
  onTestFinished(server.close)
  return server
}

const create: ClusterCreate = {
  name: 'new',
  enabled: true,
  managed: true,
  environment_scope: '*',
  namespace_per_environment: true,
  domain: '',
  management_project_id: null,
  platform_kubernetes_attributes: {
    api_url: 'https://k8s.example.test',
    token: 'fake',
    ca_cert: '',
    namespace: '',
    authorization_type: 'rbac',
  },
}

describe.each(scopes)('$collection', ({ scope, collection, create: createPath }) => {
  const path = `/api/v4/${collection}`

  test('list', async () => {
    const server = await started((response) => json(response, [entity], 200, { 'X-Next-Page': '' }))
    const list = await listClusters(server.gitlab(), scope)
    expect(server.seen[0]?.url).toBe(`${path}?page=1&per_page=100`)
    expect(list.complete).toBe(true)
    const [cluster] = list.items
    expect(clusterSummarySchema.strict().parse(cluster)).toEqual(cluster)
    expect(cluster?.platform_kubernetes).not.toHaveProperty('ca_cert')
    expect(JSON.stringify(cluster)).not.toContain('fake-')
  })

  test('get', async () => {
    const server = await started((response) => json(response, entity))
    const cluster = await getCluster(server.gitlab(), scope, 4)
    expect(server.seen[0]?.url).toBe(`${path}/4`)
    expect(clusterSchema.strict().parse(cluster)).toEqual(cluster)
    expect(cluster.platform_kubernetes.ca_cert).toBe(entity.platform_kubernetes.ca_cert)
    expect(cluster.console.ca?.readable).toBe(false)
    expect(Math.abs(Date.parse(cluster.console.as_of) - Date.now())).toBeLessThan(2_000)
  })

  test('create', async () => {
    const server = await started((response) => json(response, entity, 201))
    await createCluster(server.gitlab(), scope, create)
    expect(server.seen).toMatchObject([{ method: 'POST', url: `/api/v4/${createPath}` }])
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual(create)
  })

  test('update', async () => {
    const server = await started((response) => json(response, { ...entity, project: null }))
    const body = { enabled: false, namespace_per_environment: false }
    await updateCluster(server.gitlab(), scope, 4, body)
    expect(server.seen).toMatchObject([
      { method: 'PUT', url: `${path}/4`, body: JSON.stringify(body) },
    ])
  })

  test('delete', async () => {
    const server = await started((response) => response.writeHead(204).end())
    await deleteCluster(server.gitlab(), scope, 4, new Date(0))
    expect(server.seen).toMatchObject([
      {
        method: 'DELETE',
        url: `${path}/4`,
        headers: { 'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00.000 GMT' },
      },
    ])
  })

  test('switched off', async () => {
    const server = await started((response) => json(response, { message: '404 Not Found' }, 404))
    const problem = { code: 'integration_disabled' }
    await expect(listClusters(server.gitlab(), scope)).rejects.toMatchObject(problem)
    await expect(deleteCluster(server.gitlab(), scope, 4)).rejects.toMatchObject(problem)
  })
})

test('what old GitLabs and unfinished clusters leave out is null', async () => {
  const { id, name, created_at, provider_type, environment_scope, cluster_type } = entity
  const old = { id, name, created_at, provider_type, environment_scope, cluster_type }
  const server = await started((response) => json(response, old))
  const cluster = await getCluster(server.gitlab(), instance, 4)
  expect(clusterSchema.parse(cluster)).toEqual(cluster)
  expect(cluster).toMatchObject({
    domain: null,
    enabled: null,
    managed: null,
    namespace_per_environment: null,
    user: null,
    management_project: null,
    platform_kubernetes: { api_url: '', namespace: null, authorization_type: null, ca_cert: null },
    console: { ca: null },
  })
})

describe('403 at the instance', () => {
  const refuse =
    (user: (answer: Parameters<Answerer>[0]) => void): Answerer =>
    (response, { url }) =>
      url === '/api/v4/user' ? user(response) : json(response, { message: '403 Forbidden' }, 403)
  const person = { id: 1, username: 'root', name: 'Root' }

  test.each([
    [
      'an administrator without Admin Mode',
      { ...person, is_admin: true },
      200,
      'admin_mode_required',
    ],
    ['somebody else', person, 200, 'forbidden'],
    ['nobody knows who', { message: '500 Internal Server Error' }, 500, 'forbidden'],
  ])('%s', async (_, user, status, code) => {
    const server = await started(refuse((response) => json(response, user, status)))
    await expect(listClusters(server.gitlab(), instance)).rejects.toMatchObject({ code })
    await expect(createCluster(server.gitlab(), instance, create)).rejects.toMatchObject({ code })
    expect(server.seen).toHaveLength(4)
  })

  test('elsewhere it is a missing role', async () => {
    const server = await started(
      refuse((response) => json(response, { ...person, is_admin: true })),
    )
    const project: Scope = { kind: 'project', id: 7 }
    await expect(listClusters(server.gitlab(), project)).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(server.seen).toHaveLength(1)
  })
})
