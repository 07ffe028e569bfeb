import 'server-only'
import { z } from 'zod'
import { globalId } from '../graphql.ts'
import type { Features } from './features.ts'

const nullable = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => value ?? null)

/** A list that GitLab may answer with null, for an error beside the data. */
const connectionOf = <T extends z.ZodType>(node: T) =>
  nullable(
    z.object({
      nodes: z
        .array(nullable(node))
        .nullish()
        .transform((nodes) => nodes?.filter((one) => one !== null) ?? []),
      pageInfo: nullable(z.object({ hasNextPage: z.boolean(), endCursor: nullable(z.string()) })),
    }),
  )

const personSchema = nullable(
  z.object({
    id: globalId,
    username: z.string(),
    name: z.string(),
    webUrl: nullable(z.string()),
    state: nullable(z.string()),
  }),
)

const tokenSchema = z.object({
  id: globalId,
  name: nullable(z.string()),
  createdAt: z.string(),
  lastUsedAt: nullable(z.string()),
  createdByUser: personSchema,
})

const urlConfigurationSchema = z.object({
  id: globalId,
  url: z.string(),
  caCert: nullable(z.string()),
  clientCert: nullable(z.string()),
  publicKey: nullable(z.string()),
  tlsHost: nullable(z.string()),
})

const connectedSchema = z.object({
  metadata: nullable(z.object({ version: nullable(z.string()) })),
})

/** `ClusterAgent` (gitlab-api.md §8.1), as far as the scan asks. */
const agentNodeSchema = z.object({
  id: globalId,
  name: z.string(),
  createdAt: z.string(),
  createdByUser: personSchema,
  tokens: connectionOf(tokenSchema),
  connections: connectionOf(connectedSchema),
  isReceptive: nullable(z.boolean()),
  urlConfigurations: connectionOf(urlConfigurationSchema),
  project: nullable(
    z.object({
      id: globalId,
      name: z.string(),
      fullPath: z.string(),
      webUrl: nullable(z.string()),
    }),
  ),
})
export type AgentNode = z.infer<typeof agentNodeSchema>
export type PersonNode = AgentNode['createdByUser']
export type TokenNode = z.infer<typeof tokenSchema>

const agentsSchema = connectionOf(agentNodeSchema)

export const groupAgentsSchema = z.object({
  group: nullable(z.object({ clusterAgents: agentsSchema })),
})
export const projectAgentsSchema = z.object({
  projects: connectionOf(z.object({ id: globalId, clusterAgents: agentsSchema })),
})
export const moreAgentsSchema = z.object({
  project: nullable(z.object({ clusterAgents: agentsSchema })),
})
export const moreTokensSchema = z.object({
  project: nullable(
    z.object({ clusterAgent: nullable(z.object({ tokens: connectionOf(tokenSchema) })) }),
  ),
})

/** Two is GitLab's limit; a race at GitLab, or an old version, leaves more. */
const tokensAtOnce = 4
const person = 'createdByUser { id username name webUrl state }'
const token = `nodes { id name createdAt lastUsedAt ${person} } pageInfo { hasNextPage endCursor }`

type Asked = Pick<Features, 'isReceptive' | 'urlConfigurations'>

/** Asked apart from each other, so that KAS being away costs the versions and no row (gitlab-api.md §8.4). */
const agentFields = ({ isReceptive, urlConfigurations }: Asked) => `id name createdAt ${person}
    tokens(status: ACTIVE, first: ${tokensAtOnce}) { ${token} }
    connections { nodes { metadata { version } } }
    ${isReceptive ? 'isReceptive' : ''}
    ${
      urlConfigurations
        ? 'urlConfigurations(first: 1) { nodes { id url caCert clientCert publicKey tlsHost } }'
        : ''
    }`

const page = 'pageInfo { hasNextPage endCursor }'

/** Agents of a group and all below it: the Enterprise Edition's (gitlab-api.md §8.2). */
export const groupAgentsQuery = (
  asked: Asked,
) => `query FleetGroupAgents($path: ID!, $first: Int!, $after: String) {
  group(fullPath: $path) { clusterAgents(first: $first, after: $after) {
    ${page}
    nodes { ${agentFields(asked)} project { id name fullPath webUrl } }
  } }
}`

/** Agents of the projects named, the first so many of each. */
export const projectAgentsQuery = (
  asked: Asked,
) => `query FleetProjectAgents($ids: [ID!]!, $projects: Int!, $from: String, $first: Int!) {
  projects(ids: $ids, first: $projects, after: $from) {
    ${page}
    nodes { id clusterAgents(first: $first) {
      ${page}
      nodes { ${agentFields(asked)} }
    } }
  }
}`

/** The agents of one project from a cursor on. */
export const moreAgentsQuery = (
  asked: Asked,
) => `query FleetMoreAgents($path: ID!, $first: Int!, $after: String) {
  project(fullPath: $path) { clusterAgents(first: $first, after: $after) {
    ${page}
    nodes { ${agentFields(asked)} }
  } }
}`

/** The active tokens of one agent from a cursor on. */
export const moreTokensQuery = `query FleetMoreTokens($path: ID!, $name: String!, $after: String) {
  project(fullPath: $path) { clusterAgent(name: $name) {
    tokens(status: ACTIVE, first: 100, after: $after) { ${token} }
  } }
}`

/** GitLab's price of a list: what one row costs, more by its page size (gitlab-api.md §8.5), never too low. */
const listCost = (row: number, size: number) => (row + 1) * (1 + 0.01 * size)
const pageInfoCost = 3
const personCost = 6

function agentCost({ isReceptive, urlConfigurations }: Asked): number {
  const tokens = listCost(1 + 4 + personCost + pageInfoCost, tokensAtOnce)
  const connections = 5 + 3
  const receptive = (isReceptive ? 1 : 0) + (urlConfigurations ? listCost(1 + 6, 1) : 0)
  return 1 + 3 + personCost + tokens + connections + receptive + pageInfoCost
}

/** The largest page, at most 100, for which `cost` stays within the limit; 1 at least. */
function fitting(maxComplexity: number, cost: (size: number) => number): number {
  for (let size = 100; size > 1; size -= 1) if (cost(size) <= maxComplexity) return size
  return 1
}

/** How many agents of a group, or of one project, fit into one query. */
export const agentsAtOnce = (features: Features): number =>
  fitting(features.maxComplexity, (size) => 1 + listCost(agentCost(features) + 5, size))

/** Few projects have more; what does not fit is followed up. */
const agentsOfEach = 20

/** How many projects fit into one query, with the first agents of each. */
export function projectsAtOnce(features: Features): { projects: number; agents: number } {
  const each = 2 + listCost(agentCost(features), agentsOfEach)
  const projects = fitting(features.maxComplexity, (size) => listCost(each + pageInfoCost, size))
  return { projects, agents: agentsOfEach }
}
