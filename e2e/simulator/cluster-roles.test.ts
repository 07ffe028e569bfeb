import { checkFacts, type Fact, message, runSimulator } from './simulator-fixture.ts'

const fixture = runSimulator()

const cluster = {
  name: 'new',
  environment_scope: 'fresh',
  platform_kubernetes_attributes: { api_url: 'https://k8s.example.test', token: 'fake-token' },
}

// §0: roles by source, not by documentation.
checkFacts(
  fixture,
  (
    [
      ['0 G1', 'GET /groups/1/clusters', 'developer', 200],
      ['0 G1', 'GET /groups/1/clusters', 'reporter', 403],
      ['0 G2', 'GET /groups/1/clusters/3', 'developer', 200],
      ['0 G4', 'PUT /groups/1/clusters/3', 'developer', 403],
      ['0 G5', 'DELETE /groups/1/clusters/3', 'developer', 403],
      ['0 P1', 'GET /projects/1/clusters', 'developer', 200],
      ['0 P1', 'GET /projects/1/clusters', 'guest', 403],
      ['0 P2', 'GET /projects/1/clusters/4', 'developer', 200],
      ['0 P4', 'PUT /projects/1/clusters/4', 'developer', 403],
      ['0 P5', 'DELETE /projects/1/clusters/4', 'developer', 403],
      ['0 P1', 'GET /projects/4/clusters', 'outsider', 403],
      ['0 P1', 'GET /projects/2/clusters', 'maintainer', 200],
    ] as const
  ).map(([section, call, as, status]): Fact => {
    const fact = `${as}: ${call} is ${status}`
    return {
      section,
      fact,
      as,
      call,
      status,
      ...(status === 403 && { answer: message('403 Forbidden') }),
    }
  }),
)

checkFacts(fixture, [
  {
    section: '0 G3',
    fact: 'a developer may not create',
    as: 'developer',
    call: 'POST /groups/1/clusters/user',
    body: cluster,
    status: 403,
    answer: message('403 Forbidden'),
  },
  {
    section: '0 P3',
    fact: 'a developer may not create',
    as: 'developer',
    call: 'POST /projects/1/clusters/user',
    body: cluster,
    status: 403,
    answer: message('403 Forbidden'),
  },
])
