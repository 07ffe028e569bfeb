import { z } from 'zod'
import { clusterCreateSchema } from '#lib/contract/cluster-input.ts'
import { scopeParam } from '#lib/contract/scope.ts'
import { changesOf } from '#lib/server/audit/changes.ts'
import { clusterFields } from '#lib/server/audit/kept-fields.ts'
import { createCluster, listClusters } from '#lib/server/gitlab/clusters.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { readRoute, writeRoute } from '#lib/server/http/route.ts'

const params = z.object({ scope: scopeParam })

export const GET = readRoute({ params }, ({ gitlab, params }) => listClusters(gitlab, params.scope))

export const POST = writeRoute(
  {
    params,
    body: clusterCreateSchema,
    status: 201,
    audit: {
      action: 'cluster.create',
      target: ({ params, body }) => ({
        type: 'cluster',
        scope: params.scope,
        name: body.name,
        changes: changesOf(clusterFields, { after: body }),
      }),
    },
  },
  async ({ gitlab, params, body, record }) => {
    const cluster = await createCluster(gitlab, params.scope, body)
    record({ id: String(cluster.id) })
    return cluster
  },
)

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET', 'POST')
