import { buildSchema, type GraphQLSchema } from 'graphql'
import { mutationTypes } from './graphql-mutation-schema.ts'

/** What decides which fields this GitLab has. */
export interface Edition {
  enterprise: boolean
  graphql_receptive_fields: boolean
}

const PAGE = 'after: String, before: String, first: Int, last: Int'

const connectionOf = (type: string) => `
  type ${type}Connection {
    count: Int!
    edges: [${type}Edge]
    nodes: [${type}]
    pageInfo: PageInfo!
  }
  type ${type}Edge { cursor: String!  node: ${type} }`

const COUNTABLE = [
  'Project',
  'Group',
  'ClusterAgent',
  'ClusterAgentToken',
  'ConnectedAgent',
  'ClusterAgentActivityEvent',
  'AgentConfiguration',
]

const userFields = `
    id: ID!
    username: String!
    name: String!
    state: UserState!
    avatarUrl: String
    webUrl: String!
    webPath: String!
    bot: Boolean!`

const common = `
  scalar Time
  scalar BigInt
  enum UserState { active blocked deactivated banned ldap_blocked blocked_pending_approval }
  enum AgentTokenStatus { ACTIVE REVOKED }

  type PageInfo {
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
    endCursor: String
  }
  type QueryComplexity { limit: Int  score: Int }
  type Kas { enabled: Boolean!  externalUrl: String  externalK8sProxyUrl: String  version: String }
  type Metadata { version: String!  revision: String!  enterprise: Boolean!  kas: Kas! }

  interface User {${userFields}
  }
  type UserCore implements User {${userFields}
  }
  type CurrentUser implements User {${userFields}
  }

  type AgentMetadata { version: String  commit: String  podName: String  podNamespace: String }
  type AgentVersionWarning { type: String  message: String }
  type AgentWarning { version: AgentVersionWarning }
  type ConnectedAgent {
    connectedAt: Time
    connectionId: BigInt
    metadata: AgentMetadata
    warnings: [AgentWarning!]
  }
  type ClusterAgentToken {
    id: ID!
    name: String
    description: String
    status: AgentTokenStatus
    createdAt: Time
    createdByUser: UserCore
    lastUsedAt: Time
    clusterAgent: ClusterAgent
  }
  type ClusterAgentActivityEvent {
    recordedAt: Time
    kind: String
    level: String
    user: UserCore
    agentToken: ClusterAgentToken
  }
  scalar JSON
  type ClusterAgentAuthorizationUserAccess { agent: ClusterAgent  config: JSON }
  type ClusterAgentAuthorizationCiAccess { agent: ClusterAgent  config: JSON }
  type AgentConfiguration { agentName: String }
  ${[...COUNTABLE, 'ClusterAgentAuthorizationUserAccess', 'ClusterAgentAuthorizationCiAccess'].map(connectionOf).join('\n')}

  type Project {
    id: ID!
    name: String!
    nameWithNamespace: String!
    path: String!
    fullPath: ID!
    description: String
    visibility: String
    archived: Boolean
    webUrl: String
    createdAt: Time
    group: Group
    clusterAgent(name: String!): ClusterAgent
    clusterAgents(${PAGE}): ClusterAgentConnection
    ciAccessAuthorizedAgents(${PAGE}): ClusterAgentAuthorizationCiAccessConnection
    userAccessAuthorizedAgents(${PAGE}): ClusterAgentAuthorizationUserAccessConnection
    agentConfigurations(${PAGE}): AgentConfigurationConnection
  }

  type Query {
    currentUser: CurrentUser
    metadata: Metadata
    queryComplexity: QueryComplexity
    project(fullPath: ID!): Project
    projects(ids: [ID!], membership: Boolean, search: String, ${PAGE}): ProjectConnection
    group(fullPath: ID!): Group
  }`

const agentType = (fields: string) => `
  type ClusterAgent {
    id: ID!
    name: String
    createdAt: Time
    updatedAt: Time
    webPath: String
    createdByUser: UserCore
    project: Project
    tokens(status: AgentTokenStatus, ${PAGE}): ClusterAgentTokenConnection
    connections(${PAGE}): ConnectedAgentConnection
    activityEvents(${PAGE}): ClusterAgentActivityEventConnection
    userAccessAuthorizations: ClusterAgentAuthorizationUserAccess
    ${fields}
  }`

const groupType = (fields: string) => `
  type Group {
    id: ID!
    name: String!
    path: String!
    fullName: String
    fullPath: ID!
    visibility: String
    webUrl: String!
    createdAt: Time
    parent: Group
    projects(includeSubgroups: Boolean = false, ${PAGE}): ProjectConnection!
    descendantGroups(${PAGE}): GroupConnection
    ${fields}
  }`

const urlConfigurationTypes = `
  type ClusterAgentUrlConfiguration {
    id: ID!
    url: String
    caCert: String
    tlsHost: String
    publicKey: String
    clientCert: String
    clusterAgent: ClusterAgent
  }
  ${connectionOf('ClusterAgentUrlConfiguration')}`

const receptiveFields = `
    isReceptive: Boolean
    urlConfigurations(${PAGE}): ClusterAgentUrlConfigurationConnection`

const schemas = new Map<string, GraphQLSchema>()

/**
 * The types of gitlab-api.md §8.1, §8.2 and §8.7, and no others: a field that GitLab lacks is an unknown field. What only
 * the Enterprise Edition has is not in the schema of another one.
 */
export function schemaOf({ enterprise, graphql_receptive_fields }: Edition): GraphQLSchema {
  const isReceptive = enterprise && graphql_receptive_fields
  const key = `${enterprise} ${isReceptive}`
  const known = schemas.get(key)
  if (known !== undefined) return known
  const schema = buildSchema(
    [
      common,
      agentType(isReceptive ? receptiveFields : ''),
      groupType(enterprise ? `clusterAgents(${PAGE}): ClusterAgentConnection` : ''),
      enterprise ? urlConfigurationTypes : '',
      mutationTypes(enterprise),
    ].join('\n'),
  )
  schemas.set(key, schema)
  return schema
}
