import { z } from 'zod'
import { gitlabId } from '#lib/contract/gitlab-id.ts'
import {
  type UrlConfigurationCreate,
  urlConfigurationCreateSchema,
} from '#lib/contract/url-configuration.ts'
import { changesOf } from '#lib/server/audit/changes.ts'
import { urlConfigurationFields } from '#lib/server/audit/kept-fields.ts'
import { assertCertificates } from '#lib/server/gitlab/url-configuration-certificates.ts'
import {
  createUrlConfiguration,
  listUrlConfigurations,
} from '#lib/server/gitlab/url-configurations.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { readRoute, writeRoute } from '#lib/server/http/route.ts'

/** An empty field is none. */
const given = (body: UrlConfigurationCreate): object =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ''))

const params = z.object({ projectId: gitlabId, agentId: gitlabId })

export const GET = readRoute({ params }, ({ gitlab, params }) =>
  listUrlConfigurations(gitlab, params.projectId, params.agentId),
)

export const POST = writeRoute(
  {
    params,
    body: urlConfigurationCreateSchema,
    status: 201,
    audit: {
      action: 'url_configuration.create',
      target: ({ params, body }) => ({
        type: 'url_configuration',
        scope: { kind: 'project', id: params.projectId },
        id: String(params.agentId),
        name: body.url,
        changes: changesOf(urlConfigurationFields, { after: given(body) }),
      }),
    },
  },
  async ({ gitlab, params: { projectId, agentId }, body, record }) => {
    assertCertificates(body)
    const configuration = await createUrlConfiguration(gitlab, projectId, agentId, body)
    record({ id: `${agentId}/${configuration.id}` })
    return configuration
  },
)

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET', 'POST')
