import 'server-only'
import type { FleetAgent, FleetRow, FleetScope, FleetUser } from '#lib/contract/fleet.ts'
import { toUrlConfiguration } from '../gitlab-url-configuration.ts'
import { asOf } from '../read-at.ts'
import { ownWebUrl } from '../web-url.ts'
import type { AgentNode, PersonNode, TokenNode } from './agent-query.ts'

const toUser = (person: PersonNode, gitlabUrl: string): FleetUser | null =>
  person && {
    id: person.id,
    username: person.username,
    name: person.name,
    web_url: ownWebUrl(person.webUrl, gitlabUrl),
    state: person.state?.toLowerCase() ?? null,
  }

/** A token as the fleet shows it. */
export const toFleetToken = (token: TokenNode, gitlabUrl: string) => ({
  id: token.id,
  name: token.name ?? '',
  created_at: token.createdAt,
  last_used_at: token.lastUsedAt,
  created_by: toUser(token.createdByUser, gitlabUrl),
})

function versionsOf({ connections }: AgentNode, isMaintainer: boolean): string[] | null {
  // Below Maintainer GitLab says that there are none, whatever there is (gitlab-api.md §8.3).
  if (connections === null || !isMaintainer) return null
  const versions = connections.nodes.flatMap(({ metadata }) => metadata?.version ?? [])
  return [...new Set(versions.map((version) => version.replace(/^v/, '')))].sort()
}

/** What the phase of URL configurations adds, in the words of REST too. */
export function toFleetUrlConfiguration(
  configuration: Parameters<typeof toUrlConfiguration>[0],
  readAt: Date,
): NonNullable<FleetAgent['url_configuration']> {
  const { id, url, tls_host, console } = toUrlConfiguration(configuration, readAt)
  return { id, url, tls_host, ca: console.ca_cert, client: console.client_cert }
}

function urlConfigurationOf({ id: agent_id, urlConfigurations }: AgentNode, readAt: Date) {
  const found = urlConfigurations?.nodes[0]
  if (found === undefined) return null
  const { caCert: ca_cert, clientCert: client_cert, publicKey, tlsHost: tls_host, id, url } = found
  return toFleetUrlConfiguration(
    { id, agent_id, url, public_key: publicKey, client_cert, ca_cert, tls_host },
    readAt,
  )
}

interface Around {
  scope: FleetScope
  isMaintainer: boolean
  readAt: Date
  gitlabUrl: string
}

/** An agent as the fleet shows it; the tokens are those of the first page. */
export function toAgentRow(
  node: AgentNode,
  { scope, isMaintainer, readAt, gitlabUrl }: Around,
): Extract<FleetRow, { type: 'agent' }> {
  return {
    type: 'agent',
    id: node.id,
    name: node.name,
    created_at: node.createdAt,
    scope,
    web_url:
      scope.web_url && ownWebUrl(`${scope.web_url}/-/cluster_agents/${node.name}`, gitlabUrl),
    created_by: toUser(node.createdByUser, gitlabUrl),
    tokens:
      node.tokens === null
        ? null
        : node.tokens.nodes.map((token) => toFleetToken(token, gitlabUrl)),
    versions: versionsOf(node, isMaintainer),
    is_receptive: node.isReceptive,
    url_configuration: urlConfigurationOf(node, readAt),
    console: { as_of: asOf(readAt, node.createdAt) },
  }
}
