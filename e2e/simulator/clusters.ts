import type { Call } from './call.ts'
import { buildCluster, changeCluster, saveCluster } from './cluster-changes.ts'
import { clusterEntity } from './cluster-entity.ts'
import { clusterIdParams, createParams, updateParams } from './cluster-params.ts'
import { type ClusterScope, clusterScopes } from './cluster-scopes.ts'
import { hasSameOwner } from './cluster-validation.ts'
import { destroyConditionally } from './conditional-delete.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import { recordNotFound } from './errors.ts'
import { paginate, paginationParams, rawPageRequest } from './pagination.ts'
import { requireAccess } from './policy.ts'
import { json } from './reply.ts'
import { ACCESS, type Cluster, type Clusterable, ownerKey } from './state.ts'

const listClusters = (scope: ClusterScope) =>
  endpoint({
    method: 'GET',
    path: scope.collection,
    before: scope.before,
    ...(scope.declaresPagination ? { params: paginationParams } : {}),
    run: (call, params) => {
      requireAccess(scope.access(call), ACCESS.developer)
      const rows = clustersOf(call, scope.owner(call))
      const request = scope.declaresPagination ? params : rawPageRequest(call)
      return paginate(call, rows, request, (cluster) => clusterEntity(call.sim, cluster))
    },
  })

const getCluster = (scope: ClusterScope) =>
  endpoint({
    method: 'GET',
    path: `${scope.collection}/:cluster_id`,
    before: scope.before,
    params: clusterIdParams,
    run: (call, params) => {
      const cluster = findCluster(call, scope, params.cluster_id)
      requireAccess(scope.access(call), ACCESS.developer)
      return json(200, scope.present.single(call.sim, cluster))
    },
  })

const createCluster = (scope: ClusterScope) =>
  endpoint({
    method: 'POST',
    path: scope.createPath,
    before: scope.before,
    params: createParams,
    run: (call, params) => {
      requireAccess(scope.access(call), ACCESS.maintainer)
      const cluster = buildCluster(call, scope.owner(call), params)
      saveCluster(call, { before: null, after: cluster }, params.management_project_id)
      return json(201, scope.present.created(call.sim, cluster))
    },
  })

const updateCluster = (scope: ClusterScope) =>
  endpoint({
    method: 'PUT',
    path: `${scope.collection}/:cluster_id`,
    before: scope.before,
    params: updateParams,
    run: (call, params) => {
      const before = findCluster(call, scope, params.cluster_id)
      requireAccess(scope.access(call), ACCESS.maintainer)
      const after = changeCluster(before, params)
      saveCluster(call, { before, after }, params.management_project_id)
      return json(200, scope.present.updated(call.sim, after))
    },
  })

const deleteCluster = (scope: ClusterScope) =>
  endpoint({
    method: 'DELETE',
    path: `${scope.collection}/:cluster_id`,
    before: scope.before,
    params: clusterIdParams,
    run: (call, params) => {
      const cluster = findCluster(call, scope, params.cluster_id)
      requireAccess(scope.access(call), ACCESS.maintainer)
      return destroyConditionally(call, cluster.updatedAt, () => {
        call.sim.world.clusters.delete(cluster.id)
      })
    },
  })

/** I1–I5, G1–G5 and P1–P5: one implementation for three scopes (gitlab-api.md §4). */
export const clusterEndpoints: readonly Endpoint[] = clusterScopes.flatMap((scope) => [
  listClusters(scope),
  getCluster(scope),
  createCluster(scope),
  updateCluster(scope),
  deleteCluster(scope),
])

function clustersOf(call: Call, owner: Clusterable): Cluster[] {
  return call.sim.world.clusters.of(ownerKey(owner)).sort((a, b) => a.id - b.id)
}

function findCluster(call: Call, scope: ClusterScope, id: number | null | undefined): Cluster {
  const cluster = call.sim.world.clusters.get(id ?? 0)
  if (cluster === undefined || !hasSameOwner({ owner: scope.owner(call) }, cluster)) {
    throw recordNotFound()
  }
  return cluster
}
