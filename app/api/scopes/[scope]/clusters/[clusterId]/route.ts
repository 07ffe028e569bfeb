import { z } from 'zod'
import { clusterUpdateSchema } from '#lib/contract/cluster-input.ts'
import { gitlabId } from '#lib/contract/gitlab-id.ts'
import { scopeParam } from '#lib/contract/scope.ts'
import { changesOf } from '#lib/server/audit/changes.ts'
import { clusterFields, clusterValues } from '#lib/server/audit/kept-fields.ts'
import { recorded } from '#lib/server/audit/recorded.ts'
import { amendCluster, amendDeleted } from '#lib/server/fleet/amend.ts'
import { deleteCluster, getCluster, updateCluster } from '#lib/server/gitlab/clusters.ts'
import { dateHeader } from '#lib/server/http/date-header.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { readRoute, writeRoute } from '#lib/server/http/route.ts'

const params = z.object({ scope: scopeParam, clusterId: gitlabId })

export const GET = readRoute({ params }, async ({ gitlab, params, headers }) => {
  const cluster = await getCluster(gitlab, params.scope, params.clusterId)
  headers.set('X-Read-At', new Date(cluster.console.as_of).toUTCString())
  return cluster
})

export const PUT = writeRoute(
  {
    params,
    body: clusterUpdateSchema,
    audit: {
      action: 'cluster.update',
      target: ({ params, body }) => ({
        type: 'cluster',
        scope: params.scope,
        id: String(params.clusterId),
        changes: changesOf(clusterFields, { after: body }),
      }),
    },
  },
  async ({ gitlab, params, body, record }) => {
    const before = await recorded(getCluster(gitlab, params.scope, params.clusterId))
    if (before !== undefined) {
      const changes = changesOf(clusterFields, { before: clusterValues(before), after: body })
      record({ name: before.name, changes })
    }
    const cluster = await updateCluster(gitlab, params.scope, params.clusterId, body)
    record({ name: cluster.name })
    amendCluster(cluster)
    return cluster
  },
)

export const DELETE = writeRoute(
  {
    params,
    audit: {
      action: 'cluster.delete',
      target: ({ params }) => ({
        type: 'cluster',
        scope: params.scope,
        id: String(params.clusterId),
      }),
    },
  },
  async ({ gitlab, params, request, record }) => {
    const seenAt = dateHeader(request, 'If-Unmodified-Since')
    const before = await recorded(getCluster(gitlab, params.scope, params.clusterId))
    if (before !== undefined) {
      const changes = changesOf(clusterFields, { before: clusterValues(before) })
      record({ name: before.name, changes })
    }
    await deleteCluster(gitlab, params.scope, params.clusterId, seenAt)
    amendDeleted('cluster', params.clusterId)
    return undefined
  },
)

export const { POST, PATCH, OPTIONS } = otherMethods('GET', 'PUT', 'DELETE')
