const payload = (name: string, fields = '') => `
  type ${name}Payload { clientMutationId: String  errors: [String!]!  ${fields} }`

const input = (name: string, fields: string) => `
  input ${name}Input { clientMutationId: String  ${fields} }`

const mutation = (name: string, type: string) => `${name}(input: ${type}Input!): ${type}Payload`

const agents = [
  'scalar ClustersAgentID',
  'scalar ClustersAgentTokenID',
  input('CreateClusterAgent', 'projectPath: ID!  name: String!'),
  payload('CreateClusterAgent', 'clusterAgent: ClusterAgent'),
  input('ClusterAgentDelete', 'id: ClustersAgentID!'),
  payload('ClusterAgentDelete'),
  input(
    'ClusterAgentTokenCreate',
    'clusterAgentId: ClustersAgentID!  name: String!  description: String',
  ),
  payload('ClusterAgentTokenCreate', 'token: ClusterAgentToken  secret: String'),
  input('ClusterAgentTokenRevoke', 'id: ClustersAgentTokenID!'),
  payload('ClusterAgentTokenRevoke'),
]

const urlConfigurations = [
  'scalar ClustersAgentsUrlConfigurationID',
  input(
    'ClusterAgentUrlConfigurationCreate',
    `clusterAgentId: ClustersAgentID!  url: String!  clientCert: String  clientKey: String
     caCert: String  tlsHost: String`,
  ),
  payload('ClusterAgentUrlConfigurationCreate', 'urlConfiguration: ClusterAgentUrlConfiguration'),
  input('ClusterAgentUrlConfigurationDelete', 'id: ClustersAgentsUrlConfigurationID!'),
  payload('ClusterAgentUrlConfigurationDelete'),
]

/** The mutations of gitlab-api.md §8.7; those of URL configurations exist on EE alone. */
export const mutationTypes = (enterprise: boolean): string =>
  [
    ...agents,
    ...(enterprise ? urlConfigurations : []),
    'type Mutation {',
    mutation('createClusterAgent', 'CreateClusterAgent'),
    mutation('clusterAgentDelete', 'ClusterAgentDelete'),
    mutation('clusterAgentTokenCreate', 'ClusterAgentTokenCreate'),
    mutation('clusterAgentTokenRevoke', 'ClusterAgentTokenRevoke'),
    ...(enterprise
      ? [
          mutation('clusterAgentUrlConfigurationCreate', 'ClusterAgentUrlConfigurationCreate'),
          mutation('clusterAgentUrlConfigurationDelete', 'ClusterAgentUrlConfigurationDelete'),
        ]
      : []),
    '}',
  ].join('\n')
