import { z } from 'zod'
import { agentTokenCreateSchema } from '#lib/contract/agent-token.ts'
import { gitlabId } from '#lib/contract/gitlab-id.ts'
import { changesOf } from '#lib/server/audit/changes.ts'
import { agentTokenFields } from '#lib/server/audit/kept-fields.ts'
import { listAgentTokens } from '#lib/server/gitlab/agent-tokens.ts'
import { idempotencyKey } from '#lib/server/http/idempotency-key.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { readRoute, writeRoute } from '#lib/server/http/route.ts'
import { createAgentToken } from '#lib/server/intents/agent-token-create.ts'

const params = z.object({ projectId: gitlabId, agentId: gitlabId })

export const GET = readRoute({ params }, ({ gitlab, params }) =>
  listAgentTokens(gitlab, params.projectId, params.agentId),
)

export const POST = writeRoute(
  {
    params,
    body: agentTokenCreateSchema,
    status: 201,
    audit: {
      action: 'agent_token.create',
      target: ({ params, body }) => ({
        type: 'agent_token',
        scope: { kind: 'project', id: params.projectId },
        name: body.name,
        changes: changesOf(agentTokenFields, { after: body }),
      }),
    },
  },
  async ({ params, record, ...creation }) => {
    const key = idempotencyKey(creation.request)
    const token = await createAgentToken({ ...creation, ...params, key })
    record({ id: `${params.agentId}/${token.id}` })
    return token
  },
)

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET', 'POST')
