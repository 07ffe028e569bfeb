import { expect } from 'vitest'
import { checkFacts, type Fixture, asked as fact, runSimulator } from './simulator-fixture.ts'

const fixture = runSimulator()

const AGENTS = '{ project(fullPath: "platform/agents") { clusterAgents { count nodes { name } } } }'

const TOKENS = (args: string) =>
  `{ project(fullPath: "platform/agents") { clusterAgent(name: "prod") { tokens${args} { nodes { id status lastUsedAt } } } } }`
const CONNECTIONS =
  '{ project(fullPath: "platform/agents") { name clusterAgent(name: "prod") { name connections { nodes { connectionId metadata { version } warnings { version { type } } } } } } }'
const connections = (value: unknown) => ({
  project: { name: 'Agents', clusterAgent: { name: 'prod', connections: value } },
})
const revokeFirst = ({ api }: Fixture) =>
  api({ as: 'maintainer', call: 'DELETE /projects/1/cluster_agents/1/tokens/1' })

// §8.3, §8.4: what is seen, and by whom.
checkFacts(fixture, [
  fact('8.3', 'tokens without a status: revoked ones too', 'developer', TOKENS(''), {
    given: revokeFirst,
    like: {
      data: {
        project: {
          clusterAgent: {
            tokens: {
              nodes: [
                { id: 'gid://gitlab/Clusters::AgentToken/1', status: 'REVOKED' },
                { id: 'gid://gitlab/Clusters::AgentToken/2', status: 'ACTIVE', lastUsedAt: null },
              ],
            },
          },
        },
      },
    },
  }),
  fact('8.3', 'active tokens', 'developer', TOKENS('(status: ACTIVE)'), {
    given: revokeFirst,
    answer: {
      data: {
        project: {
          clusterAgent: {
            tokens: {
              nodes: [
                { id: 'gid://gitlab/Clusters::AgentToken/2', status: 'ACTIVE', lastUsedAt: null },
              ],
            },
          },
        },
      },
    },
  }),
  fact('8.3', 'connections for Maintainers', 'maintainer', CONNECTIONS, {
    like: {
      data: connections({
        nodes: [
          {
            connectionId: expect.stringMatching(/^\d+$/),
            metadata: { version: 'v18.10.0' },
            warnings: [],
          },
        ],
      }),
    },
  }),
  fact('8.3', 'no connections for Developers, even while KAS is off', 'developer', CONNECTIONS, {
    given: ({ settings }) => settings({ kas_enabled: false }),
    answer: { data: connections({ nodes: [] }) },
  }),
  fact('8.4', 'KAS off: partial data, the exception as message', 'maintainer', CONNECTIONS, {
    given: ({ settings }) => settings({ kas_enabled: false }),
    like: {
      data: connections(null),
      errors: [
        {
          message: 'Gitlab::Kas::Client::ConfigurationError',
          path: ['project', 'clusterAgent', 'connections'],
        },
      ],
    },
  }),
  fact('8.4', 'KAS away', 'maintainer', CONNECTIONS, {
    given: ({ settings }) => settings({ kas_reachable: false }),
    like: { data: connections(null), errors: [{ message: 'GRPC::Unavailable' }] },
  }),
  fact('8.3', 'an agent gone silent has no connections', 'maintainer', CONNECTIONS, {
    given: ({ control }) => control('POST', '/clock', { advance_s: 600 }),
    answer: { data: connections({ nodes: [] }) },
  }),
  fact('8.1', 'an outdated agent is warned about', 'maintainer', CONNECTIONS, {
    given: ({ settings }) => settings({ version: '18.11.0' }),
    like: { data: connections({ nodes: [{ warnings: [{ version: { type: 'outdated' } }] }] }) },
  }),
])

const unknownField = (field: string, type: string) => ({
  errors: [{ message: `Field '${field}' doesn't exist on type '${type}'` }],
})
const onCe = ({ settings }: Fixture) => settings({ enterprise: false })
const GROUP_AGENTS = '{ group(fullPath: "platform") { name clusterAgents { count } } }'

// §8.1, §8.2: what only the Enterprise Edition has.
checkFacts(fixture, [
  fact('8.2', 'CE: a group has no agents, and the whole query fails', 'root', GROUP_AGENTS, {
    given: onCe,
    like: unknownField('clusterAgents', 'Group'),
    lacks: ['data'],
  }),
  fact('8.1', 'CE: no receptive fields', 'root', AGENTS.replace('{ name }', '{ isReceptive }'), {
    given: onCe,
    like: unknownField('isReceptive', 'ClusterAgent'),
  }),
  fact(
    '8.1',
    'receptive fields are UNVERIFIED: a setting',
    'root',
    AGENTS.replace('{ name }', '{ isReceptive }'),
    {
      given: ({ settings }) => settings({ graphql_receptive_fields: false }),
      like: unknownField('isReceptive', 'ClusterAgent'),
    },
  ),
  fact('8.2', 'below Developer a group shows no agents', 'reporter', GROUP_AGENTS, {
    answer: { data: { group: { name: 'Platform', clusterAgents: { count: 0 } } } },
  }),
  ...['maintainer', 'developer'].map((as) =>
    fact(
      '8.1',
      `URL configurations, for Maintainers: ${as}`,
      as,
      '{ project(fullPath: "platform/agents") { clusterAgent(name: "inside") { isReceptive urlConfigurations { nodes { url clientCert } } } } }',
      {
        answer: {
          data: {
            project: {
              clusterAgent: {
                isReceptive: true,
                urlConfigurations: {
                  nodes:
                    as === 'maintainer'
                      ? [{ url: 'grpcs://inside.example.test:4242', clientCert: null }]
                      : [],
                },
              },
            },
          },
        },
      },
    ),
  ),
])
