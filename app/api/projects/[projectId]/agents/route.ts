import { z } from 'zod'
import { agentRegisterSchema } from '#lib/contract/agent.ts'
import { gitlabId } from '#lib/contract/gitlab-id.ts'
import { changesOf } from '#lib/server/audit/changes.ts'
import { agentFields } from '#lib/server/audit/kept-fields.ts'
import { listAgents, registerAgent } from '#lib/server/gitlab/agents.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { readRoute, writeRoute } from '#lib/server/http/route.ts'

const params = z.object({ projectId: gitlabId })

export const GET = readRoute({ params }, ({ gitlab, params }) =>
  listAgents(gitlab, params.projectId),
)

export const POST = writeRoute(
  {
    params,
    body: agentRegisterSchema,
    status: 201,
    audit: {
      action: 'agent.register',
      target: ({ params, body }) => ({
        type: 'agent',
        scope: { kind: 'project', id: params.projectId },
        name: body.name,
        changes: changesOf(agentFields, { after: body }),
      }),
    },
  },
  async ({ gitlab, session, params, body, record }) => {
    const agent = await registerAgent(gitlab, params.projectId, body, session.gitlabUserId)
    record({ id: String(agent.id) })
    return agent
  },
)

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET', 'POST')
