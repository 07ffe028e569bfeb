import { checkFacts, grape, runSimulator } from './simulator-fixture.ts'

const fixture = runSimulator()

const ADD = 'POST /admin/clusters/add'
const platform = { api_url: 'https://k8s.example.test', token: 'fake-token' }
const cluster = {
  name: 'new',
  environment_scope: 'fresh',
  platform_kubernetes_attributes: platform,
}

const form = (entries: Record<string, string>) => new URLSearchParams(entries)

const multipart = (entries: Record<string, string>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(entries)) data.set(name, value)
  return data
}

const fields = {
  name: 'from-form',
  environment_scope: 'form/*',
  enabled: '0',
  'platform_kubernetes_attributes[api_url]': 'https://k8s.example.test',
  'platform_kubernetes_attributes[token]': 'fake-token',
  'platform_kubernetes_attributes[authorization_type]': 'abac',
}

// §3.2: what is accepted, in every encoding a client uses.
checkFacts(fixture, [
  {
    section: '3.2',
    fact: 'a url-encoded form with nested brackets',
    as: 'root',
    call: ADD,
    body: form(fields),
    status: 201,
    like: {
      name: 'from-form',
      environment_scope: 'form/*',
      enabled: false,
      managed: true,
      platform_kubernetes: { api_url: 'https://k8s.example.test', authorization_type: 'abac' },
    },
  },
  {
    section: '3.2',
    fact: 'a multipart form with nested brackets',
    as: 'root',
    call: ADD,
    body: multipart(fields),
    status: 201,
    like: { name: 'from-form', platform_kubernetes: { authorization_type: 'abac' } },
  },
  {
    section: '3.2',
    fact: 'a form with a missing nested parameter',
    as: 'root',
    call: ADD,
    body: form({ name: 'x', 'platform_kubernetes_attributes[token]': 'fake-token' }),
    status: 400,
    answer: grape(
      'platform_kubernetes_attributes[api_url] is missing, ' +
        'platform_kubernetes_attributes[api_url] is empty',
    ),
  },
  {
    section: '3.2',
    fact: 'PUT as a form',
    as: 'root',
    call: 'PUT /admin/clusters/1',
    body: form({ 'platform_kubernetes_attributes[api_url]': 'https://moved.example.test' }),
    status: 200,
    like: { platform_kubernetes: { api_url: 'https://moved.example.test' } },
  },
  {
    section: '3.2',
    fact: 'parameters in the query',
    as: 'maintainer',
    call: 'POST /projects/1/cluster_agents?name=from-query',
    status: 201,
    like: { name: 'from-query' },
  },
  {
    section: '3.2',
    fact: 'booleans as JSON strings',
    as: 'root',
    call: ADD,
    body: { ...cluster, enabled: 'false', managed: '1', namespace_per_environment: 'no' },
    status: 201,
    like: { enabled: false, managed: true, namespace_per_environment: false },
  },
  {
    section: '3.2',
    fact: 'POST’s defaults',
    as: 'root',
    call: ADD,
    body: { name: 'plain', environment_scope: 'plain', platform_kubernetes_attributes: platform },
    status: 201,
    like: {
      enabled: true,
      managed: true,
      namespace_per_environment: true,
      domain: null,
      management_project: null,
      platform_kubernetes: { authorization_type: 'rbac', namespace: null, ca_cert: null },
    },
  },
  {
    section: '3.2',
    fact: 'environment_scope defaults to *, which the instance already has',
    as: 'root',
    call: ADD,
    body: { name: 'plain', platform_kubernetes_attributes: platform },
    status: 400,
    answer: { message: { environment_scope: ['cannot add duplicated environment scope'] } },
  },
  {
    section: '3.2',
    fact: 'unknown parameters are ignored',
    as: 'root',
    call: 'PUT /admin/clusters/1',
    body: { colour: 'green', name: 'shared-prod' },
    status: 200,
    like: { name: 'shared-prod' },
  },
  {
    section: '3.2',
    fact: 'authorization_type on PUT is ignored with 200',
    as: 'root',
    call: 'PUT /admin/clusters/1',
    body: { platform_kubernetes_attributes: { authorization_type: 'abac' } },
    status: 200,
    like: { platform_kubernetes: { authorization_type: 'rbac' } },
  },
  {
    section: '3.2',
    fact: 'a top-level api_url on PUT is ignored with 200 (docs vs source #4)',
    as: 'root',
    call: 'PUT /admin/clusters/1',
    body: { api_url: 'https://elsewhere.example.test' },
    status: 200,
    like: { platform_kubernetes: { api_url: 'https://k8s-shared.example.test:6443' } },
  },
  {
    section: '3.2',
    fact: 'PUT without namespace_per_environment resets it to true',
    as: 'maintainer',
    call: 'PUT /projects/1/clusters/4',
    body: { name: 'agents-staging' },
    status: 200,
    like: { namespace_per_environment: true },
  },
  {
    section: '3.2',
    fact: 'PUT with namespace_per_environment keeps it',
    as: 'maintainer',
    call: 'PUT /projects/1/clusters/4',
    body: { name: 'agents-staging', namespace_per_environment: false },
    status: 200,
    like: { namespace_per_environment: false },
  },
  {
    section: '3.2',
    fact: 'PUT does not reset enabled',
    as: 'maintainer',
    call: 'PUT /projects/1/clusters/5',
    body: { name: 'agents-old' },
    status: 200,
    like: { enabled: false },
  },
  {
    section: '3.2',
    fact: 'a blank token on PUT keeps the old one',
    as: 'root',
    call: 'PUT /admin/clusters/2',
    body: { platform_kubernetes_attributes: { token: ' ' } },
    status: 200,
    like: { name: 'gke-legacy' },
  },
  {
    section: '3.2',
    fact: 'an empty ca_cert clears it',
    as: 'root',
    call: 'PUT /admin/clusters/1',
    body: { platform_kubernetes_attributes: { ca_cert: '' } },
    status: 200,
    like: { platform_kubernetes: { ca_cert: '' } },
  },
  {
    section: '3.2',
    fact: 'null unsets the management project',
    as: 'maintainer',
    call: 'PUT /projects/1/clusters/4',
    body: { management_project_id: null },
    given: ({ api }) =>
      api({
        as: 'maintainer',
        call: 'PUT /projects/1/clusters/4',
        body: { management_project_id: 1 },
      }),
    status: 200,
    like: { management_project: null },
  },
])
