import { z } from 'zod'
import { gitlabId } from '#lib/contract/gitlab-id.ts'
import { getEvidence } from '#lib/server/gitlab/agent-evidence.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { readRoute } from '#lib/server/http/route.ts'

const params = z.object({ projectId: gitlabId, agentId: gitlabId })

/** What a row of the list and a page that waits for first contact ask again and again. */
export const GET = readRoute({ params }, ({ gitlab, params }) =>
  getEvidence(gitlab, params.projectId, params.agentId),
)

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET')
