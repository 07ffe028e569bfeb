import { iso } from './clock.ts'
import { basicGroup, basicProject, projectIdentity, userBasicOrNull } from './entities.ts'
import type { Simulation } from './simulation.ts'
import type { Cluster } from './state.ts'

/** `Cluster`: in every list, and single for the instance (gitlab-api.md §3.7). Never the token. */
export function clusterEntity(sim: Simulation, cluster: Cluster) {
  const { gcp, managementProjectId, platform } = cluster
  const managementProject =
    managementProjectId === null ? undefined : sim.world.projects.get(managementProjectId)
  return {
    id: cluster.id,
    name: cluster.name,
    created_at: iso(cluster.createdAt),
    domain: cluster.domain,
    enabled: cluster.enabled,
    managed: cluster.managed,
    provider_type: gcp === null ? 'user' : 'gcp',
    platform_type: 'kubernetes',
    environment_scope: cluster.environmentScope,
    cluster_type: `${cluster.owner.kind}_type`,
    namespace_per_environment: cluster.namespacePerEnvironment,
    user: userBasicOrNull(sim, cluster.userId),
    platform_kubernetes: {
      api_url: platform.apiUrl,
      namespace: platform.namespace,
      authorization_type: platform.authorizationType,
      ca_cert: platform.caCert,
    },
    provider_gcp: gcp === null ? null : { cluster_id: cluster.id, ...gcp },
    management_project:
      managementProject === undefined ? null : projectIdentity(sim, managementProject),
  }
}

/** `ClusterProject`: Cluster with `project`, which is null for an instance cluster (§3.7). */
export function clusterProjectEntity(sim: Simulation, cluster: Cluster) {
  const { owner } = cluster
  const project = owner.kind === 'project' ? sim.world.projects.get(owner.id) : undefined
  return {
    ...clusterEntity(sim, cluster),
    project: project === undefined ? null : basicProject(sim, project),
  }
}

/** `ClusterGroup`: Cluster with `group` (§3.7). */
export function clusterGroupEntity(sim: Simulation, cluster: Cluster) {
  const { owner } = cluster
  const group = owner.kind === 'group' ? sim.world.groups.get(owner.id) : undefined
  return {
    ...clusterEntity(sim, cluster),
    group: group === undefined ? null : basicGroup(sim, group),
  }
}
