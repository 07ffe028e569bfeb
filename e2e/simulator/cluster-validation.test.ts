import { checkFacts, type Fact, message, runSimulator } from './simulator-fixture.ts'

const fixture = runSimulator()

const NAMESPACE_MESSAGE =
  "can contain only lowercase letters, digits, and '-'. Must start with a letter, and cannot end with '-'"
const SCOPE_MESSAGE =
  "can contain only letters, digits, '-', '_', '/', '$', '{', '}', '.', '*' and spaces"
const DUPLICATE = 'cannot add duplicated environment scope'
const MANAGEMENT = "Project does not exist or you don't have permission to perform this action"

type Body = Record<string, unknown>

const platform = { api_url: 'https://k8s.example.test', token: 'fake-token' }
const createBody = ({ platform_kubernetes_attributes, ...body }: Body) => ({
  name: 'new',
  environment_scope: 'fresh',
  ...body,
  platform_kubernetes_attributes: { ...platform, ...(platform_kubernetes_attributes as Body) },
})

const nested = (attributes: Body) => ({ platform_kubernetes_attributes: attributes })

/** A refused create at instance level. */
const refused = (fact: string, body: Body, errors: Body): Fact => ({
  section: '3.3',
  fact: `create: ${fact}`,
  as: 'root',
  call: 'POST /admin/clusters/add',
  body: createBody(body),
  status: 400,
  answer: message(errors),
})

/** A refused change of a cluster. */
const notChanged = (fact: string, path: string, body: Body, errors: Body): Fact => ({
  section: '3.3',
  fact: `change: ${fact}`,
  as: 'root',
  call: `PUT ${path}`,
  body,
  status: 400,
  answer: message(errors),
})

checkFacts(fixture, [
  refused('name blank', { name: '' }, { name: ['has to be present'] }),
  refused('name of 2049 characters', { name: 'x'.repeat(2049) }, { name: ['is too long'] }),
  refused(
    'domain with an underscore',
    { domain: 'new_domain.com' },
    { domain: ['contains invalid characters (valid characters: [a-z0-9\\-])'] },
  ),
  refused(
    'environment scope blank',
    { environment_scope: ' ' },
    { environment_scope: ["can't be blank", SCOPE_MESSAGE] },
  ),
  refused(
    'environment scope with other characters',
    { environment_scope: 'prod!' },
    { environment_scope: [SCOPE_MESSAGE] },
  ),
  refused(
    'environment scope taken, spaces around it stripped',
    { environment_scope: ' gke/* ' },
    { environment_scope: [DUPLICATE] },
  ),
  refused('token blank', nested({ token: ' ' }), {
    'platform_kubernetes.token': ["can't be blank"],
  }),
  refused('CA that is no certificate', nested({ ca_cert: 'not a certificate' }), {
    'platform_kubernetes.ca_cert': ['must be a valid PEM certificate'],
  }),
  refused(
    'CA truncated as in the documentation',
    nested({ ca_cert: '-----BEGIN CERTIFICATE-----IxMDM1MV0ZDJk...-----END CERTIFICATE-----' }),
    { 'platform_kubernetes.ca_cert': ['must be a valid PEM certificate'] },
  ),
  refused('namespace of a managed instance cluster', nested({ namespace: 'web' }), {
    'platform_kubernetes.namespace': ['only allowed for project cluster'],
  }),
  refused(
    'namespace with other characters',
    { managed: false, ...nested({ namespace: 'web_one' }) },
    { 'platform_kubernetes.namespace': [NAMESPACE_MESSAGE] },
  ),
  refused(
    'namespace of 64 characters',
    { managed: false, ...nested({ namespace: 'x'.repeat(64) }) },
    { 'platform_kubernetes.namespace': ['is too long (maximum is 63 characters)'] },
  ),
  refused(
    'namespace reserved',
    { managed: false, ...nested({ namespace: 'gitlab-managed-apps' }) },
    { 'platform_kubernetes.namespace': ['is reserved'] },
  ),
  refused(
    'several attributes at once',
    { name: '', ...nested({ token: '' }) },
    { name: ['has to be present'], 'platform_kubernetes.token': ["can't be blank"] },
  ),
  refused('API URL in the local network', nested({ api_url: 'https://10.0.0.1' }), {
    'platform_kubernetes.api_url': ['is blocked: Requests to the local network are not allowed'],
  }),
  refused('API URL without scheme', nested({ api_url: 'invalid_api_url' }), {
    'platform_kubernetes.api_url': ['is blocked: Only allowed schemes are http, https'],
  }),
  notChanged('API URL blank', '/admin/clusters/1', nested({ api_url: '' }), {
    'platform_kubernetes.api_url': ['must be a valid URL', "can't be blank"],
  }),
  notChanged('name blank', '/admin/clusters/1', { name: '' }, { name: ['has to be present'] }),
  notChanged(
    'environment scope taken by the sibling',
    '/projects/1/clusters/4',
    { environment_scope: 'review/*' },
    { environment_scope: [DUPLICATE] },
  ),
  notChanged(
    'name of a provider’s cluster',
    '/admin/clusters/2',
    { name: 'gke-new' },
    { name: ["can not be changed because it's synchronized with provider"] },
  ),
  notChanged(
    'name of a provider’s cluster, malformed too',
    '/admin/clusters/2',
    { name: 'GKE' },
    { name: ["can not be changed because it's synchronized with provider", NAMESPACE_MESSAGE] },
  ),
  notChanged(
    'name of a provider’s cluster, empty too',
    '/admin/clusters/2',
    { name: '' },
    {
      name: [
        "can not be changed because it's synchronized with provider",
        'syntax is invalid',
        NAMESPACE_MESSAGE,
      ],
    },
  ),
  notChanged(
    'API URL of a provider’s cluster',
    '/admin/clusters/2',
    nested({ api_url: 'https://other.example.test' }),
    { 'platform_kubernetes.base': ['Cannot modify managed Kubernetes cluster'] },
  ),
  notChanged('token of a provider’s cluster', '/admin/clusters/2', nested({ token: 'fake-new' }), {
    'platform_kubernetes.base': ['Cannot modify managed Kubernetes cluster'],
  }),
  notChanged(
    'management project that does not exist',
    '/admin/clusters/1',
    { management_project_id: 999 },
    { management_project_id: [MANAGEMENT] },
  ),
  {
    section: '3.3',
    fact: 'a namespace on a managed project cluster is fine, down-cased',
    as: 'maintainer',
    call: 'POST /projects/1/clusters/user',
    body: createBody(nested({ namespace: 'Team-1' })),
    status: 201,
    like: { platform_kubernetes: { namespace: 'team-1' } },
  },
  {
    section: '3.3',
    fact: 'a namespace with a leading digit is fine',
    as: 'maintainer',
    call: 'POST /projects/1/clusters/user',
    body: createBody(nested({ namespace: '1st' })),
    status: 201,
    like: { platform_kubernetes: { namespace: '1st' } },
  },
  {
    section: '3.3',
    fact: 'a namespace on an unmanaged group cluster is fine',
    as: 'maintainer',
    call: 'POST /groups/1/clusters/user',
    body: createBody({ managed: false, ...nested({ namespace: 'web' }) }),
    status: 201,
    like: { managed: false, platform_kubernetes: { namespace: 'web' } },
  },
  {
    section: '4 I4',
    fact: 'a provider’s cluster: domain, enabled and managed may change',
    as: 'root',
    call: 'PUT /admin/clusters/2',
    body: { domain: 'gke.example.test', enabled: false, managed: false },
    status: 200,
    like: { domain: 'gke.example.test', enabled: false, managed: false },
  },
  {
    section: '3.4',
    fact: 'uniqueness of the scope is case-sensitive',
    as: 'maintainer',
    call: 'POST /groups/1/clusters/user',
    body: createBody({ environment_scope: 'Production' }),
    status: 201,
    like: { environment_scope: 'Production' },
  },
  {
    section: '3.4',
    fact: 'the same scope at another level is fine',
    as: 'maintainer',
    call: 'POST /projects/1/clusters/user',
    body: createBody({ environment_scope: 'production' }),
    status: 201,
    like: { environment_scope: 'production' },
  },
  {
    section: '3.3',
    fact: 'the same scope among clusters that share a management project',
    as: 'root',
    call: 'PUT /groups/1/clusters/3',
    body: { environment_scope: '*', management_project_id: 1 },
    given: ({ api }) =>
      api({ as: 'root', call: 'PUT /admin/clusters/1', body: { management_project_id: 1 } }),
    status: 400,
    answer: message({ environment_scope: [DUPLICATE] }),
  },
  {
    section: '3.8',
    fact: 'GitLab accepts an API URL that answers nobody: it does not connect',
    as: 'root',
    call: 'POST /admin/clusters/add',
    body: createBody(nested({ api_url: 'https://does-not-exist.example.test' })),
    status: 201,
  },
  {
    section: '3.5',
    fact: 'the admin setting lets local addresses in',
    as: 'root',
    call: 'POST /admin/clusters/add',
    body: createBody(nested({ api_url: 'https://10.0.0.1' })),
    given: ({ settings }) => settings({ allow_local_requests: true }),
    status: 201,
    like: { platform_kubernetes: { api_url: 'https://10.0.0.1' } },
  },
])
