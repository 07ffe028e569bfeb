import type { Call } from './call.ts'
import { clusterEntity, clusterGroupEntity, clusterProjectEntity } from './cluster-entity.ts'
import { forbidden, notFound } from './errors.ts'
import { findGroup, findProject, requireCaller } from './lookup.ts'
import { groupAccess, projectAccess } from './policy.ts'
import { ACCESS, type Clusterable } from './state.ts'

/** All that differs between instance, group and project clusters (gitlab-api.md §4). */
export interface ClusterScope {
  collection: string
  createPath: string
  /** `GET /admin/clusters` declares no pagination params (§2). */
  declaresPagination: boolean
  /** Authentication, lookup, feature flag: everything before parameter validation (§1.1). */
  before(call: Call): void
  owner(call: Call): Clusterable
  access(call: Call): number
  present: {
    single: typeof clusterEntity
    created: typeof clusterEntity
    updated: typeof clusterEntity
  }
}

function requireFeature(call: Call): void {
  if (!call.sim.settings.certificate_based_clusters) throw notFound()
}

const instance: ClusterScope = {
  collection: '/admin/clusters',
  createPath: '/admin/clusters/add',
  declaresPagination: false,
  before: (call) => {
    if (!requireCaller(call).isAdmin) throw forbidden()
    requireFeature(call)
  },
  owner: () => ({ kind: 'instance' }),
  access: () => ACCESS.owner,
  present: { single: clusterEntity, created: clusterEntity, updated: clusterProjectEntity },
}

const group: ClusterScope = {
  collection: '/groups/:id/clusters',
  createPath: '/groups/:id/clusters/user',
  declaresPagination: true,
  before: (call) => {
    requireCaller(call)
    findGroup(call)
    requireFeature(call)
  },
  owner: (call) => ({ kind: 'group', id: findGroup(call).id }),
  access: (call) => groupAccess(call.sim.world, requireCaller(call), findGroup(call)),
  present: {
    single: clusterGroupEntity,
    created: clusterGroupEntity,
    updated: clusterGroupEntity,
  },
}

const project: ClusterScope = {
  collection: '/projects/:id/clusters',
  createPath: '/projects/:id/clusters/user',
  declaresPagination: true,
  before: (call) => {
    requireCaller(call)
    findProject(call)
    requireFeature(call)
  },
  owner: (call) => ({ kind: 'project', id: findProject(call).id }),
  access: (call) => projectAccess(call.sim.world, requireCaller(call), findProject(call)),
  present: {
    single: clusterProjectEntity,
    created: clusterProjectEntity,
    updated: clusterProjectEntity,
  },
}

export const clusterScopes: readonly ClusterScope[] = [instance, group, project]
