import { expect, it } from 'vitest'
import {
  ask,
  asked,
  checkFacts,
  type Fact,
  type Fixture,
  runSimulator,
} from './simulator-fixture.ts'

const fixture = runSimulator()

/** One mutation: its name, its input as GraphQL, what is asked of its payload. */
const fact = (
  text: string,
  as: string,
  [name, input, payload]: readonly [string, string, string],
  expected: unknown,
  given?: Fact['given'],
): Fact =>
  asked('8.7', text, as, `mutation { ${name}(input: { ${input} }) { ${payload} errors } }`, {
    ...(given === undefined ? {} : { given }),
    like: expected as object,
  })

const AGENT = 'gid://gitlab/Clusters::Agent/'
const TOKEN = 'gid://gitlab/Clusters::AgentToken/'
const unavailable = (name: string) => ({
  data: { [name]: null },
  errors: [{ message: expect.stringMatching(/^The resource that you are attempting to access/) }],
})
const register = (name: string) =>
  [
    'createClusterAgent',
    `projectPath: "platform/agents", name: "${name}"`,
    'clusterAgent { name }',
  ] as const
const newToken = (agent: number, name = 'next') =>
  [
    'clusterAgentTokenCreate',
    `clusterAgentId: "${AGENT}${agent}", name: "${name}"`,
    'secret token { name status }',
  ] as const
const configure = (agent: number, url: string) =>
  [
    'clusterAgentUrlConfigurationCreate',
    `clusterAgentId: "${AGENT}${agent}", url: "${url}"`,
    'urlConfiguration { url publicKey }',
  ] as const
const readable = ({ settings }: Fixture) => settings({ receptive_cluster_agents_enabled: false })

// §8.7: mutations.
checkFacts(fixture, [
  fact('registers an agent', 'maintainer', register('new'), {
    data: { createClusterAgent: { clusterAgent: { name: 'new' }, errors: [] } },
  }),
  fact('errors as clean sentences', 'maintainer', register('prod'), {
    data: { createClusterAgent: { clusterAgent: null, errors: ['Name has already been taken'] } },
  }),
  fact('needs a Maintainer', 'developer', register('new'), unavailable('createClusterAgent')),
  fact('needs scope api', 'root-read', register('new'), unavailable('createClusterAgent')),
  fact(
    'deletes an agent, and repeats the id of the call',
    'maintainer',
    ['clusterAgentDelete', `id: "${AGENT}1", clientMutationId: "one"`, 'clientMutationId'],
    { data: { clusterAgentDelete: { clientMutationId: 'one', errors: [] } } },
  ),
  fact(
    'an agent that is not there',
    'maintainer',
    ['clusterAgentDelete', `id: "${AGENT}99"`, ''],
    unavailable('clusterAgentDelete'),
  ),
  fact('a token with its secret, once', 'maintainer', newToken(2), {
    data: {
      clusterAgentTokenCreate: {
        secret: expect.stringMatching(/^glagent-[\w-]{50}$/),
        token: { name: 'next', status: 'ACTIVE' },
        errors: [],
      },
    },
  }),
  fact('no third token', 'maintainer', newToken(1), {
    data: {
      clusterAgentTokenCreate: {
        secret: null,
        errors: ['An agent can have only two active tokens at a time'],
      },
    },
  }),
  fact('a token without a name', 'maintainer', newToken(2, ' '), {
    data: { clusterAgentTokenCreate: { errors: ["Name can't be blank"] } },
  }),
  fact('revokes a token', 'maintainer', ['clusterAgentTokenRevoke', `id: "${TOKEN}1"`, ''], {
    data: { clusterAgentTokenRevoke: { errors: [] } },
  }),
  fact(
    'a Developer revokes nothing',
    'developer',
    ['clusterAgentTokenRevoke', `id: "${TOKEN}1"`, ''],
    unavailable('clusterAgentTokenRevoke'),
  ),
  fact('a URL configuration', 'maintainer', configure(1, 'grpcs://prod.example.test'), {
    data: {
      clusterAgentUrlConfigurationCreate: {
        urlConfiguration: { url: 'grpcs://prod.example.test', publicKey: expect.any(String) },
        errors: [],
      },
    },
  }),
  fact('one URL configuration at most', 'maintainer', configure(4, 'grpcs://prod.example.test'), {
    data: {
      clusterAgentUrlConfigurationCreate: {
        errors: ['URL configuration already exists for this agent'],
      },
    },
  }),
  fact(
    'receptive agents switched off',
    'maintainer',
    configure(1, 'grpcs://prod.example.test'),
    unavailable('clusterAgentUrlConfigurationCreate'),
    readable,
  ),
  fact(
    'CE has no URL configurations',
    'maintainer',
    configure(1, 'grpcs://prod.example.test'),
    { errors: [{ message: expect.stringMatching(/doesn't exist on type 'Mutation'$/) }] },
    ({ settings }) => settings({ enterprise: false }),
  ),
  fact(
    'takes a URL configuration away',
    'maintainer',
    [
      'clusterAgentUrlConfigurationDelete',
      'id: "gid://gitlab/Clusters::Agents::UrlConfiguration/1"',
      '',
    ],
    { data: { clusterAgentUrlConfigurationDelete: { errors: [] } } },
  ),
  asked(
    '8.7',
    'an id is a type of its own',
    'maintainer',
    'mutation($id: ID!) { clusterAgentDelete(input: { id: $id }) { errors } }',
    { lacks: ['data'] },
  ),
])

it('§8.7 a revoked token is gone for REST and stays, as revoked, for GraphQL', async () => {
  await fixture.api({
    as: 'maintainer',
    ...ask(
      'mutation($id: ClustersAgentTokenID!) { clusterAgentTokenRevoke(input: { id: $id }) { errors } }',
      {
        id: `${TOKEN}1`,
      },
    ),
  })
  const rest = await fixture.api({
    as: 'maintainer',
    call: 'GET /projects/1/cluster_agents/1/tokens',
  })
  expect(rest.json).toMatchObject([{ id: 2 }])
  const events = await fixture.api({
    as: 'maintainer',
    ...ask(
      '{ project(fullPath: "platform/agents") { clusterAgent(name: "prod") { activityEvents(first: 1) { nodes { kind level user { username } agentToken { status } } } } } }',
    ),
  })
  expect(events.json).toEqual({
    data: {
      project: {
        clusterAgent: {
          activityEvents: {
            nodes: [
              {
                kind: 'token_revoked',
                level: 'info',
                user: { username: 'maintainer' },
                agentToken: { status: 'REVOKED' },
              },
            ],
          },
        },
      },
    },
  })
})
