import { GraphQLError } from 'graphql'
import {
  createAgent,
  createToken,
  deleteAgentRecord,
  revokeTokenRecord,
  tokenLimit,
} from './agent-changes.ts'
import { accessToAgent } from './agent-finder.ts'
import type { Identity } from './auth.ts'
import type { Fields, Gql } from './graphql-context.ts'
import { readGid } from './graphql-id.ts'
import type { Made } from './made.ts'
import { projectAccess } from './policy.ts'
import { ACCESS, type Agent } from './state.ts'
import {
  ALREADY_CONFIGURED,
  createConfiguration,
  deleteConfigurationRecord,
} from './url-configuration-changes.ts'

interface Input<T> {
  input: T & { clientMutationId?: string | null }
}

interface NewConfiguration {
  clusterAgentId: string
  url: string
  clientCert?: string | null
  clientKey?: string | null
  caCert?: string | null
  tlsHost?: string | null
}

/** Whether it is missing or forbidden, GitLab's words are the same (gitlab-api.md §8.7). */
const unavailable = () =>
  new GraphQLError(
    "The resource that you are attempting to access does not exist or you don't have permission to perform this action",
  )

/** Changes need scope `api`: a token that only reads is refused in the same words (§8.5). */
function requireWriter({ caller }: Gql): Identity {
  if (caller === null || !caller.credential.token.scopes.includes('api')) throw unavailable()
  return caller
}

/** The agent, for Maintainers: `create_cluster` and `admin_cluster` (§8.7). */
function maintainedAgent(gql: Gql, agent: Agent | undefined): Agent {
  const caller = requireWriter(gql)
  if (agent === undefined || accessToAgent(gql.sim.world, caller, agent) < ACCESS.maintainer) {
    throw unavailable()
  }
  return agent
}

const agentById = (gql: Gql, id: string) =>
  maintainedAgent(gql, gql.sim.world.agents.get(readGid('Clusters::Agent', id)))

const done = { errors: [] }

/** Business errors come as clean sentences, with status 200 (§8.7). */
const payload = <T>(made: Made<T>, present: (record: T) => object) =>
  'errors' in made ? { errors: made.errors } : { ...done, ...present(made.record) }

/** The mutations of §8.7. */
export const mutationFields: Fields<unknown> = {
  createClusterAgent: (_, gql, { input }: Input<{ projectPath: string; name: string }>) => {
    const { world } = gql.sim
    const caller = requireWriter(gql)
    const [project] = world.projects.of(input.projectPath.toLowerCase())
    if (project === undefined || projectAccess(world, caller, project) < ACCESS.maintainer) {
      throw unavailable()
    }
    const made = createAgent(gql.sim, project, caller.user, input.name)
    return payload(made, (clusterAgent) => ({ clusterAgent }))
  },
  clusterAgentDelete: (_, gql, { input }: Input<{ id: string }>) => {
    deleteAgentRecord(gql.sim.world, agentById(gql, input.id))
    return done
  },
  clusterAgentTokenCreate: (
    _,
    gql,
    { input }: Input<{ clusterAgentId: string; name: string; description?: string | null }>,
  ) => {
    const agent = agentById(gql, input.clusterAgentId)
    const limit = tokenLimit(gql.sim.world, agent)
    if (limit !== null) return { errors: [limit] }
    const { user } = requireWriter(gql)
    const { name, description = null } = input
    return payload(createToken(gql.sim, agent, { name, description, user }), (record) => record)
  },
  clusterAgentTokenRevoke: (_, gql, { input }: Input<{ id: string }>) => {
    const token = gql.sim.world.agentTokens.get(readGid('Clusters::AgentToken', input.id))
    maintainedAgent(gql, gql.sim.world.agents.get(token?.agentId ?? 0))
    if (token !== undefined) revokeTokenRecord(gql.sim, token)
    return done
  },
  clusterAgentUrlConfigurationCreate: (_, gql, { input }: Input<NewConfiguration>) => {
    const agent = agentById(gql, input.clusterAgentId)
    requireReceptive(gql)
    if (gql.sim.world.urlConfigurations.of(agent.id).length > 0) {
      return { errors: [ALREADY_CONFIGURED] }
    }
    const { url, clientCert, clientKey, caCert, tlsHost } = input
    const sent = { url, clientCert, clientKey, caCert, tlsHost }
    return payload(createConfiguration(gql.sim, agent, sent), (urlConfiguration) => ({
      urlConfiguration,
    }))
  },
  clusterAgentUrlConfigurationDelete: (_, gql, { input }: Input<{ id: string }>) => {
    const { world } = gql.sim
    const id = readGid('Clusters::Agents::UrlConfiguration', input.id)
    const configuration = world.urlConfigurations.get(id)
    maintainedAgent(gql, world.agents.get(configuration?.agentId ?? 0))
    requireReceptive(gql)
    if (configuration !== undefined) deleteConfigurationRecord(gql.sim, configuration)
    return done
  },
}

function requireReceptive({ sim }: Gql): void {
  if (!sim.settings.receptive_cluster_agents_enabled) throw unavailable()
}
