import { accessToAgent } from './agent-finder.ts'
import { configOf } from './agent-sharing.ts'
import { lastUseOf } from './agent-tokens.ts'
import { byId, connection, newestFirst, type Order, type PageArgs } from './graphql-connection.ts'
import { type Fields, type Gql, gid, time, timeOrNull } from './graphql-context.ts'
import { agentConnections } from './graphql-kas.ts'
import { visibleProject } from './graphql-projects.ts'
import { ACCESS, type Agent, type AgentToken, type UrlConfiguration } from './state.ts'

const personOf = ({ sim }: Gql, id: number | null) =>
  id === null ? null : (sim.world.users.get(id) ?? null)

const tokensOf = ({ sim: { world }, caller }: Gql, agent: Agent) =>
  accessToAgent(world, caller, agent) < ACCESS.developer ? [] : world.agentTokens.of(agent.id)

/** `ClusterAgent`; its record is only given to whoever may read it (gitlab-api.md §8.1). */
export const agentFields: Fields<Agent> = {
  id: ({ id }) => gid('Clusters::Agent', id),
  createdAt: ({ createdAt }) => time(createdAt),
  updatedAt: ({ updatedAt }) => time(updatedAt),
  webPath: ({ projectId, name }, { sim }) =>
    `/${sim.world.projects.get(projectId)?.fullPath}/-/cluster_agents/${name}`,
  createdByUser: ({ createdByUserId }, gql) => personOf(gql, createdByUserId),
  project: ({ projectId }, gql) => visibleProject(gql, gql.sim.world.projects.get(projectId)),
  tokens: (agent, gql, args: PageArgs & { status?: string | null }) =>
    connection(
      tokensOf(gql, agent).filter(
        ({ status }) => (args.status?.toLowerCase() ?? status) === status,
      ),
      lastUsedFirst(gql.sim.clock.now()),
      args,
    ),
  connections: agentConnections,
  activityEvents: (agent, gql, args: PageArgs) =>
    connection(eventsOf(tokensOf(gql, agent)), newestFirst, args),
  userAccessAuthorizations: (agent, { sim }) => {
    const config = configOf(sim.world, agent)?.user_access
    return config === undefined ? null : { agent, config }
  },
  isReceptive: ({ id }, { sim }) => sim.world.urlConfigurations.of(id).length > 0,
  urlConfigurations: (agent, { sim: { world }, caller }, args: PageArgs) =>
    connection(
      accessToAgent(world, caller, agent) < ACCESS.maintainer
        ? []
        : world.urlConfigurations.of(agent.id),
      byId,
      args,
    ),
}

/** `ClusterAgentToken`: never its secret. */
export const tokenFields: Fields<AgentToken> = {
  id: ({ id }) => gid('Clusters::AgentToken', id),
  status: ({ status }) => status.toUpperCase(),
  createdAt: ({ createdAt }) => time(createdAt),
  createdByUser: ({ createdByUserId }, gql) => personOf(gql, createdByUserId),
  lastUsedAt: (token, { sim }) => timeOrNull(lastUseOf(token, sim.clock.now())),
  clusterAgent: ({ agentId }, { sim }) => sim.world.agents.get(agentId) ?? null,
}

/** `ClusterAgentUrlConfiguration`: certificates as base64 of their PEM as in REST (§6.4), the key never. */
export const urlConfigurationFields: Fields<UrlConfiguration> = {
  id: ({ id }) => gid('Clusters::Agents::UrlConfiguration', id),
  caCert: ({ caCert }) => encode64(caCert),
  clientCert: ({ clientCert }) => encode64(clientCert),
  clusterAgent: ({ agentId }, { sim }) => sim.world.agents.get(agentId) ?? null,
}

const encode64 = (value: string | null) =>
  value === null ? null : Buffer.from(value).toString('base64')

/** `last_used_at DESC NULLS LAST` (§2). */
const lastUsedFirst = (now: number): Order<AgentToken> => ({
  cursorOf: (token) => ({ last_used_at: lastUseOf(token, now), id: token.id }),
  compare: (a, b) =>
    Number(b.last_used_at ?? 0) - Number(a.last_used_at ?? 0) || Number(a.id) - Number(b.id),
})

interface Event {
  id: number
  kind: string
  at: number
  agentToken: AgentToken
}

/** `ClusterAgentActivityEvent` (§8.1). */
export const eventFields: Fields<Event> = {
  recordedAt: ({ at }) => time(at),
  level: () => 'info',
  user: ({ kind, agentToken }, gql) =>
    kind === 'agent_connected' ? null : personOf(gql, agentToken.createdByUserId),
}

/** What the tokens tell of an agent's history (§6.5). */
function eventsOf(tokens: readonly AgentToken[]): Event[] {
  const event = (kind: string, at: number | null, agentToken: AgentToken) =>
    at === null ? [] : [{ kind, at, agentToken }]
  return tokens
    .flatMap((token) => [
      ...event('token_created', token.createdAt, token),
      ...event('token_revoked', token.revokedAt, token),
      ...event('agent_connected', token.lastUsedAt, token),
    ])
    .sort((a, b) => a.at - b.at)
    .map((row, index) => ({ ...row, id: index + 1 }))
}
