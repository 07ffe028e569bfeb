import { z } from 'zod'
import { gitlabId } from '#lib/contract/gitlab-id.ts'
import { changesOf } from '#lib/server/audit/changes.ts'
import { urlConfigurationFields } from '#lib/server/audit/kept-fields.ts'
import { recorded } from '#lib/server/audit/recorded.ts'
import {
  deleteUrlConfiguration,
  getUrlConfiguration,
} from '#lib/server/gitlab/url-configurations.ts'
import { dateHeader } from '#lib/server/http/date-header.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { readRoute, writeRoute } from '#lib/server/http/route.ts'

const params = z.object({ projectId: gitlabId, agentId: gitlabId, configurationId: gitlabId })

export const GET = readRoute({ params }, async ({ gitlab, params, headers }) => {
  const { projectId, agentId, configurationId } = params
  const configuration = await getUrlConfiguration(gitlab, projectId, agentId, configurationId)
  headers.set('X-Read-At', new Date(configuration.console.as_of).toUTCString())
  return configuration
})

export const DELETE = writeRoute(
  {
    params,
    audit: {
      action: 'url_configuration.delete',
      target: ({ params }) => ({
        type: 'url_configuration',
        scope: { kind: 'project', id: params.projectId },
        id: `${params.agentId}/${params.configurationId}`,
      }),
    },
  },
  async ({ gitlab, params: { projectId, agentId, configurationId }, request, record }) => {
    const seenAt = dateHeader(request, 'If-Unmodified-Since')
    const before = await recorded(getUrlConfiguration(gitlab, projectId, agentId, configurationId))
    if (before !== undefined) {
      const { url, client_cert, ca_cert, tls_host } = before
      const values = { url, client_cert, ca_cert, tls_host }
      record({ name: url, changes: changesOf(urlConfigurationFields, { before: values }) })
    }
    await deleteUrlConfiguration(gitlab, projectId, agentId, configurationId, seenAt)
    return undefined
  },
)

export const { POST, PUT, PATCH, OPTIONS } = otherMethods('GET', 'DELETE')
