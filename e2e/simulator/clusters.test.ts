import { describe, expect, it } from 'vitest'
import { createCaCertificate } from './certificates.ts'
import { checkFacts, message, runSimulator } from './simulator-fixture.ts'

const fixture = runSimulator()

const platform = { api_url: 'https://k8s.example.test', token: 'fake-token' }
const cluster = {
  name: 'new',
  environment_scope: 'fresh',
  platform_kubernetes_attributes: platform,
}

/** The three scopes: paths, an existing cluster, and who may read and write there. */
const scopes = [
  {
    kind: 'instance',
    collection: '/admin/clusters',
    create: '/admin/clusters/add',
    id: 1,
    foreignId: 3,
    writer: 'root',
    stranger: { as: 'maintainer', status: 403, answer: message('403 Forbidden') },
    single: {},
    created: {},
    updated: { project: null },
  },
  {
    kind: 'group',
    collection: '/groups/1/clusters',
    create: '/groups/1/clusters/user',
    id: 3,
    foreignId: 4,
    writer: 'maintainer',
    stranger: { as: 'outsider', status: 404, answer: message('404 Group Not Found') },
    single: { group: expect.objectContaining({ id: 1, name: 'Platform' }) },
    created: { group: expect.objectContaining({ id: 1 }) },
    updated: { group: expect.objectContaining({ id: 1 }) },
  },
  {
    kind: 'project',
    collection: '/projects/1/clusters',
    create: '/projects/1/clusters/user',
    id: 4,
    foreignId: 6,
    writer: 'maintainer',
    stranger: { as: 'outsider', status: 404, answer: message('404 Project Not Found') },
    single: { project: expect.objectContaining({ path_with_namespace: 'platform/agents' }) },
    created: { project: expect.objectContaining({ id: 1 }) },
    updated: { project: expect.objectContaining({ id: 1 }) },
  },
] as const

const CLUSTER_KEYS =
  'id name created_at domain enabled managed provider_type platform_type ' +
  'environment_scope cluster_type namespace_per_environment user platform_kubernetes provider_gcp management_project'

// §4: what holds at each scope.
describe.each(scopes)('$kind clusters', (scope) => {
  const one = `${scope.collection}/${scope.id}`
  const prefix = { instance: 'I', group: 'G', project: 'P' }[scope.kind]
  const switchOff = () => fixture.settings({ certificate_based_clusters: false })

  checkFacts(fixture, [
    {
      section: `4 ${prefix}1`,
      fact: 'the list holds this scope’s clusters only',
      as: scope.writer,
      call: `GET ${scope.collection}`,
      status: 200,
      like: {
        instance: [{ id: 1 }, { id: 2 }],
        group: [{ id: 3 }],
        project: [{ id: 4 }, { id: 5 }],
      }[scope.kind],
    },
    {
      section: `4 ${prefix}2`,
      fact: 'a single cluster',
      as: scope.writer,
      call: `GET ${one}`,
      status: 200,
      like: { id: scope.id, cluster_type: `${scope.kind}_type`, ...scope.single },
    },
    {
      section: `4 ${prefix}2`,
      fact: 'a cluster of another scope is 404',
      as: scope.writer,
      call: `GET ${scope.collection}/${scope.foreignId}`,
      status: 404,
      answer: message('404 Not found'),
    },
    {
      section: `4 ${prefix}3`,
      fact: 'create',
      as: scope.writer,
      call: `POST ${scope.create}`,
      body: cluster,
      status: 201,
      like: {
        id: 7,
        name: 'new',
        provider_type: 'user',
        platform_type: 'kubernetes',
        user: { username: scope.writer },
        ...scope.created,
      },
    },
    {
      section: `4 ${prefix}4`,
      fact: 'update',
      as: scope.writer,
      call: `PUT ${one}`,
      body: { name: 'renamed', enabled: false },
      status: 200,
      like: { id: scope.id, name: 'renamed', enabled: false, ...scope.updated },
    },
    {
      section: `4 ${prefix}5`,
      fact: 'delete',
      as: scope.writer,
      call: `DELETE ${one}`,
      status: 204,
      answer: '',
    },
    {
      section: `4 ${prefix}5`,
      fact: 'a second delete',
      as: scope.writer,
      call: `DELETE ${one}`,
      given: ({ api }) => api({ as: scope.writer, call: `DELETE ${one}` }),
      status: 404,
      answer: message('404 Not found'),
    },
    {
      section: `4 ${prefix}1`,
      fact: 'a stranger',
      call: `GET ${scope.collection}`,
      ...scope.stranger,
    },
    {
      section: '3.1',
      fact: 'the flag off: list',
      as: scope.writer,
      call: `GET ${scope.collection}`,
      given: switchOff,
      status: 404,
      answer: message('404 Not Found'),
    },
    {
      section: '3.1',
      fact: 'the flag off: delete',
      as: scope.writer,
      call: `DELETE ${one}`,
      given: switchOff,
      status: 404,
      answer: message('404 Not Found'),
    },
  ])

  it('§3.7 the list has neither project nor group, and no token anywhere', async () => {
    const { json, text } = await fixture.api({ as: 'root', call: `GET ${scope.collection}` })
    const [first] = json as object[]
    expect(Object.keys(first ?? {}).sort()).toEqual(CLUSTER_KEYS.split(' ').sort())
    expect(text).not.toContain('fake-cluster-token')
  })
})

checkFacts(fixture, [
  {
    section: '3.7',
    fact: 'a GCP cluster',
    as: 'root',
    call: 'GET /admin/clusters/2',
    status: 200,
    like: {
      provider_type: 'gcp',
      provider_gcp: {
        cluster_id: 2,
        status_name: 'created',
        gcp_project_id: 'legacy-platform',
        zone: 'europe-west4-a',
        machine_type: 'n1-standard-2',
        num_nodes: 3,
      },
    },
  },
  {
    section: '3.7',
    fact: 'the management project is a ProjectIdentity',
    as: 'maintainer',
    call: 'PUT /projects/1/clusters/4',
    body: { management_project_id: 1 },
    status: 200,
    like: {
      management_project: {
        id: 1,
        name_with_namespace: 'Platform / Agents',
        path_with_namespace: 'platform/agents',
      },
    },
  },
  {
    section: '3.7',
    fact: 'disabled clusters are listed too',
    as: 'developer',
    call: 'GET /projects/1/clusters',
    status: 200,
    like: [{ enabled: true }, { enabled: false }],
  },
  {
    section: '12.22',
    fact: 'names need not be unique',
    as: 'root',
    call: 'POST /admin/clusters/add',
    body: { ...cluster, name: 'shared-prod' },
    status: 201,
    like: { name: 'shared-prod' },
  },
])

it('§3.3 a created cluster keeps a real certificate, trimmed', async () => {
  const pem = await createCaCertificate({
    commonName: 'test',
    notBefore: Date.now() - 1000,
    notAfter: Date.now() + 1e9,
  })
  const answer = await fixture.api({
    as: 'root',
    call: 'POST /admin/clusters/add',
    body: {
      ...cluster,
      platform_kubernetes_attributes: { ...platform, ca_cert: `\n${pem}\n\n` },
    },
  })
  expect(answer.status).toBe(201)
  expect(answer.json).toMatchObject({ platform_kubernetes: { ca_cert: pem.trim() } })
})
