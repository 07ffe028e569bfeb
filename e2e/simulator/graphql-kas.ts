import { createHash } from 'node:crypto'
import { GraphQLError } from 'graphql'
import { accessToAgent } from './agent-finder.ts'
import { lastUseOf } from './agent-tokens.ts'
import { byId, connection, type PageArgs } from './graphql-connection.ts'
import { type Gql, time } from './graphql-context.ts'
import { ACCESS, type Agent } from './state.ts'

// An agent that spoke within this time counts as connected (gitlab-api.md §6.5).
const CONTACT_MS = 8 * 60_000

/**
 * `connections`: the pods that KAS knows. Empty below Maintainer, whatever KAS does (§8.3).
 * @throws GraphQLError with the name of Ruby's exception as message while KAS is off or away (§8.4)
 */
export function agentConnections(agent: Agent, gql: Gql, args: PageArgs) {
  const { settings, world } = gql.sim
  if (accessToAgent(world, gql.caller, agent) < ACCESS.maintainer) return connection([], byId, args)
  if (!settings.kas_enabled) throw new GraphQLError('Gitlab::Kas::Client::ConfigurationError')
  if (!settings.kas_reachable) throw new GraphQLError('GRPC::Unavailable')
  return connection(podsOf(gql, agent), byId, args)
}

function podsOf({ sim }: Gql, agent: Agent) {
  const now = sim.clock.now()
  const used = sim.world.agentTokens
    .of(agent.id)
    .filter(({ status }) => status === 'active')
    .flatMap((token) => lastUseOf(token, now) ?? [])
  const lastContact = Math.max(...used)
  if (used.length === 0 || now - lastContact >= CONTACT_MS) return []
  const current = sim.settings.version.replace(/-.*$/, '')
  const versions = agent.versions ?? [current]
  return versions.map((version, index) => {
    const digest = createHash('sha256').update(`${agent.id} ${index}`).digest('hex')
    return {
      id: index,
      connectedAt: time(lastContact - (agent.id % 50) * 1000),
      connectionId: BigInt(`0x${digest.slice(0, 15)}`).toString(),
      metadata: {
        version: `v${version}`,
        commit: digest.slice(0, 8),
        podName: `${agent.name}-gitlab-agent-v2-${digest.slice(8, 17)}-${digest.slice(17, 22)}`,
        podNamespace: `gitlab-agent-${agent.name.slice(0, 50)}`,
      },
      warnings: isBehind(version, current)
        ? [
            {
              version: {
                type: 'outdated',
                message: `This agent is outdated. Update it to version ${current}.`,
              },
            },
          ]
        : [],
    }
  })
}

const minorOf = (version: string) => {
  const [major = '0', minor = '0'] = version.split('.')
  return Number(major) * 1000 + Number(minor)
}

const isBehind = (version: string, current: string) => minorOf(version) < minorOf(current)
