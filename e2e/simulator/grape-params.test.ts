import { checkFacts, grape, runSimulator } from './simulator-fixture.ts'

const fixture = runSimulator()

const ADD = 'POST /admin/clusters/add'
const platform = { api_url: 'https://k8s.example.test', token: 'fake-token' }
const cluster = {
  name: 'new',
  environment_scope: 'fresh',
  platform_kubernetes_attributes: platform,
}

// §1.2: Grape's messages.
checkFacts(fixture, [
  {
    section: '1.2',
    fact: 'everything missing: the hash and its required children are listed',
    as: 'root',
    call: ADD,
    body: {},
    status: 400,
    answer: grape(
      'name is missing, platform_kubernetes_attributes is missing, ' +
        'platform_kubernetes_attributes[api_url] is missing, ' +
        'platform_kubernetes_attributes[api_url] is empty, ' +
        'platform_kubernetes_attributes[token] is missing',
    ),
  },
  {
    section: '1.2',
    fact: 'only the name missing',
    as: 'root',
    call: ADD,
    body: { platform_kubernetes_attributes: platform },
    status: 400,
    answer: grape('name is missing'),
  },
  {
    section: '1.2',
    fact: 'a nested parameter missing',
    as: 'root',
    call: ADD,
    body: { ...cluster, platform_kubernetes_attributes: { api_url: platform.api_url } },
    status: 400,
    answer: grape('platform_kubernetes_attributes[token] is missing'),
  },
  {
    section: '1.2',
    fact: 'a blank api_url',
    as: 'root',
    call: ADD,
    body: { ...cluster, platform_kubernetes_attributes: { ...platform, api_url: ' ' } },
    status: 400,
    answer: grape('platform_kubernetes_attributes[api_url] is empty'),
  },
  {
    section: '1.2',
    fact: 'a value outside the list',
    as: 'root',
    call: ADD,
    body: {
      ...cluster,
      platform_kubernetes_attributes: { ...platform, authorization_type: 'magic' },
    },
    status: 400,
    answer: grape('platform_kubernetes_attributes[authorization_type] does not have a valid value'),
  },
  {
    section: '1.2',
    fact: 'a Boolean that is none',
    as: 'root',
    call: ADD,
    body: { ...cluster, enabled: 'maybe' },
    status: 400,
    answer: grape('enabled is invalid'),
  },
  {
    section: '1.2',
    fact: 'an Integer that is none',
    as: 'root',
    call: ADD,
    body: { ...cluster, management_project_id: 'platform/agents' },
    status: 400,
    answer: grape('management_project_id is invalid'),
  },
  {
    section: '1.2',
    fact: 'a Hash that is none',
    as: 'root',
    call: 'PUT /admin/clusters/1',
    body: { platform_kubernetes_attributes: 'text' },
    status: 400,
    answer: grape('platform_kubernetes_attributes is invalid'),
  },
  {
    section: '1.2',
    fact: 'several faults are joined',
    as: 'root',
    call: 'PUT /admin/clusters/1',
    body: { enabled: 'maybe', managed: [] },
    status: 400,
    answer: grape('enabled is invalid, managed is invalid'),
  },
  {
    section: '4 I2',
    fact: 'a cluster id that is no number',
    as: 'root',
    call: 'GET /admin/clusters/one',
    status: 400,
    answer: grape('cluster_id is invalid'),
  },
  {
    section: '4 P',
    fact: 'the create suffix is no cluster id',
    as: 'maintainer',
    call: 'GET /projects/1/clusters/user',
    status: 400,
    answer: grape('cluster_id is invalid'),
  },
  {
    section: '1.2',
    fact: 'a body that is no JSON',
    as: 'root',
    call: ADD,
    body: '{"name":',
    headers: { 'Content-Type': 'application/json' },
    status: 400,
    answer: grape('message body does not match declared format'),
  },
  {
    section: '1.2',
    fact: 'another media type',
    as: 'root',
    call: ADD,
    body: '<cluster/>',
    headers: { 'Content-Type': 'application/xml' },
    status: 415,
    answer: grape("The provided content-type 'application/xml' is not supported."),
  },
])
