import { expect } from 'vitest'
import { checkFacts, grape, message, runSimulator } from './simulator-fixture.ts'

const fixture = runSimulator()

const validCluster = {
  name: 'new',
  environment_scope: 'fresh',
  platform_kubernetes_attributes: { api_url: 'https://k8s.example.test', token: 'fake-token' },
}

// §1.1: what is checked first wins.
checkFacts(fixture, [
  {
    section: '1.1',
    fact: 'the throttle comes before routing',
    call: 'GET /nonsense',
    given: async ({ settings, api }) => {
      await settings({ throttle_requests_per_minute: 1 })
      await api({ call: 'GET /nonsense' })
    },
    status: 429,
    answer: 'Retry later',
  },
  {
    section: '1.1',
    fact: 'an unknown route is the catch-all 404, before authentication',
    call: 'GET /nonsense',
    status: 404,
    answer: grape('404 Not Found'),
  },
  {
    section: '1.1',
    fact: 'a wrong method on a known path is 404, not 405',
    as: 'maintainer',
    call: 'DELETE /projects/1/cluster_agents',
    status: 404,
    answer: grape('404 Not Found'),
  },
  {
    section: '1.1',
    fact: 'project create has the suffix /user',
    as: 'maintainer',
    call: 'POST /projects/1/clusters',
    body: validCluster,
    status: 404,
    answer: grape('404 Not Found'),
  },
  {
    section: '1.1',
    fact: 'API v3 is gone',
    call: 'GET /../v3/projects',
    status: 410,
    answer: grape('API V3 is no longer supported. Use API V4 instead.'),
  },
  {
    section: '1.1',
    fact: 'POST without params and without a token is 401, not 400',
    call: 'POST /projects/1/clusters/user',
    status: 401,
    answer: message('401 Unauthorized'),
  },
  {
    section: '1.1',
    fact: 'instance: not an admin is 403 before the feature flag',
    as: 'maintainer',
    call: 'GET /admin/clusters',
    given: ({ settings }) => settings({ certificate_based_clusters: false }),
    status: 403,
    answer: message('403 Forbidden'),
  },
  {
    section: '1.1',
    fact: 'instance: the flag comes before validation',
    as: 'root',
    call: 'POST /admin/clusters/add',
    given: ({ settings }) => settings({ certificate_based_clusters: false }),
    status: 404,
    answer: message('404 Not Found'),
  },
  {
    section: '1.1',
    fact: 'project clusters: lookup comes before validation',
    as: 'root',
    call: 'POST /projects/999999/clusters/user',
    status: 404,
    answer: message('404 Project Not Found'),
  },
  {
    section: '1.1',
    fact: 'project clusters: lookup comes before the flag',
    as: 'outsider',
    call: 'GET /projects/1/clusters',
    given: ({ settings }) => settings({ certificate_based_clusters: false }),
    status: 404,
    answer: message('404 Project Not Found'),
  },
  {
    section: '1.1',
    fact: 'group clusters: validation comes before the role',
    as: 'developer',
    call: 'POST /groups/1/clusters/user',
    body: {},
    status: 400,
    like: { error: expect.stringMatching(/^name is missing, /) },
  },
  {
    section: '1.1',
    fact: 'agents: validation comes before lookup',
    as: 'root',
    call: 'POST /projects/999999/cluster_agents',
    status: 400,
    answer: grape('name is missing'),
  },
  {
    section: '1.1',
    fact: 'URL configurations: the setting comes before validation',
    as: 'maintainer',
    call: 'POST /projects/1/cluster_agents/1/url_configurations',
    given: ({ settings }) => settings({ receptive_cluster_agents_enabled: false }),
    status: 404,
    answer: message('404 Not Found'),
  },
  {
    section: '1.1',
    fact: 'a record is looked up before the role: existing is 403',
    as: 'reporter',
    call: 'GET /projects/1/clusters/4',
    status: 403,
    answer: message('403 Forbidden'),
  },
  {
    section: '1.1',
    fact: 'a record is looked up before the role: absent is 404',
    as: 'reporter',
    call: 'GET /projects/1/clusters/999',
    status: 404,
    answer: message('404 Not found'),
  },
])
