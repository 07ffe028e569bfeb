import { z } from 'zod'
import { gitlabId } from '#lib/contract/gitlab-id.ts'
import { recorded } from '#lib/server/audit/recorded.ts'
import { amendDeleted } from '#lib/server/fleet/amend.ts'
import { deleteAgent, getAgent, getAgentName } from '#lib/server/gitlab/agents.ts'
import { dateHeader } from '#lib/server/http/date-header.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { readRoute, writeRoute } from '#lib/server/http/route.ts'

const params = z.object({ projectId: gitlabId, agentId: gitlabId })

export const GET = readRoute({ params }, async ({ gitlab, params, headers }) => {
  const agent = await getAgent(gitlab, params.projectId, params.agentId)
  headers.set('X-Read-At', new Date(agent.console.as_of).toUTCString())
  return agent
})

export const DELETE = writeRoute(
  {
    params,
    audit: {
      action: 'agent.delete',
      target: ({ params }) => ({
        type: 'agent',
        scope: { kind: 'project', id: params.projectId },
        id: String(params.agentId),
      }),
    },
  },
  async ({ gitlab, params, request, record }) => {
    const seenAt = dateHeader(request, 'If-Unmodified-Since')
    const before = await recorded(getAgentName(gitlab, params.projectId, params.agentId))
    if (before !== undefined) record({ name: before.name })
    await deleteAgent(gitlab, params.projectId, params.agentId, seenAt)
    amendDeleted('agent', params.agentId)
    return undefined
  },
)

export const { POST, PUT, PATCH, OPTIONS } = otherMethods('GET', 'DELETE')
