import { z } from 'zod'
import { gitlabId } from '#lib/contract/gitlab-id.ts'
import { recorded } from '#lib/server/audit/recorded.ts'
import { amendRevoked } from '#lib/server/fleet/amend.ts'
import {
  getAgentToken,
  getAgentTokenName,
  revokeAgentToken,
} from '#lib/server/gitlab/agent-tokens.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { readRoute, writeRoute } from '#lib/server/http/route.ts'

const params = z.object({ projectId: gitlabId, agentId: gitlabId, tokenId: gitlabId })

export const GET = readRoute({ params }, ({ gitlab, params }) =>
  getAgentToken(gitlab, params.projectId, params.agentId, params.tokenId),
)

export const DELETE = writeRoute(
  {
    params,
    audit: {
      action: 'agent_token.revoke',
      target: ({ params }) => ({
        type: 'agent_token',
        scope: { kind: 'project', id: params.projectId },
        id: `${params.agentId}/${params.tokenId}`,
      }),
    },
  },
  async ({ gitlab, params: { projectId, agentId, tokenId }, record }) => {
    const before = await recorded(getAgentTokenName(gitlab, projectId, agentId, tokenId))
    if (before !== undefined) record({ name: before.name })
    await revokeAgentToken(gitlab, projectId, agentId, tokenId)
    amendRevoked(agentId, tokenId)
    return undefined
  },
)

export const { POST, PUT, PATCH, OPTIONS } = otherMethods('GET', 'DELETE')
