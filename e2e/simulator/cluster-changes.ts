import type { Call } from './call.ts'
import { authorizationType, type CreateParams, type UpdateParams } from './cluster-params.ts'
import {
  type ClusterChange,
  clusterErrors,
  isManagementProjectAllowed,
} from './cluster-validation.ts'
import { validationFailed } from './errors.ts'
import { requireCaller } from './lookup.ts'
import { type Cluster, type Clusterable, takeId } from './state.ts'
import { isBlank } from './validators.ts'

/** A new cluster from POST's params, normalised as the models do before validation (§3.3). */
export function buildCluster(call: Call, owner: Clusterable, params: CreateParams): Cluster {
  const platform = params.platform_kubernetes_attributes ?? {}
  const now = call.sim.clock.now()
  return {
    id: 0,
    owner,
    name: params.name ?? '',
    domain: params.domain ?? null,
    enabled: params.enabled ?? true,
    managed: params.managed ?? true,
    environmentScope: (params.environment_scope ?? '*').trim(),
    namespacePerEnvironment: params.namespace_per_environment ?? true,
    gcp: null,
    userId: requireCaller(call).user.id,
    managementProjectId: params.management_project_id ?? null,
    platform: {
      apiUrl: platform.api_url?.trim() ?? '',
      token: platform.token?.trim() ?? '',
      caCert: platform.ca_cert?.trim() ?? null,
      namespace: normalizeNamespace(platform.namespace),
      authorizationType: authorizationType(platform.authorization_type),
    },
    createdAt: now,
    updatedAt: now,
  }
}

/** A cluster with PUT's params applied: a blank token keeps the old one (§3.2). */
export function changeCluster(before: Cluster, params: UpdateParams): Cluster {
  const sent = params.platform_kubernetes_attributes ?? {}
  const { platform } = before
  return {
    ...before,
    name: params.name === undefined ? before.name : (params.name ?? ''),
    domain: params.domain === undefined ? before.domain : params.domain,
    enabled: params.enabled ?? before.enabled,
    managed: params.managed ?? before.managed,
    environmentScope:
      params.environment_scope === undefined
        ? before.environmentScope
        : (params.environment_scope ?? '').trim(),
    namespacePerEnvironment: params.namespace_per_environment ?? before.namespacePerEnvironment,
    managementProjectId:
      params.management_project_id === undefined
        ? before.managementProjectId
        : params.management_project_id,
    platform: {
      ...platform,
      apiUrl: sent.api_url === undefined ? platform.apiUrl : (sent.api_url?.trim() ?? ''),
      token: isBlank(sent.token) ? platform.token : sent.token.trim(),
      caCert: sent.ca_cert === undefined ? platform.caCert : (sent.ca_cert?.trim() ?? null),
      namespace:
        sent.namespace === undefined ? platform.namespace : normalizeNamespace(sent.namespace),
    },
  }
}

const normalizeNamespace = (namespace: string | null | undefined) =>
  isBlank(namespace) ? null : namespace.toLowerCase()

/**
 * Validates a created or changed cluster and keeps it.
 * @throws 400 with messages by attribute (§3.3); nothing is saved then
 */
export function saveCluster(
  call: Call,
  change: ClusterChange,
  managementProjectId: number | null | undefined,
): void {
  const { after } = change
  const { world } = call.sim
  if (
    typeof managementProjectId === 'number' &&
    !isManagementProjectAllowed(world, requireCaller(call), after.owner, managementProjectId)
  ) {
    throw validationFailed({
      management_project_id: [
        "Project does not exist or you don't have permission to perform this action",
      ],
    })
  }
  const errors = clusterErrors(call.sim, change)
  if (Object.keys(errors).length > 0) throw validationFailed(errors)
  if (change.before === null) after.id = takeId(world, 'cluster')
  else if (hasOwnChange(change.before, after)) after.updatedAt = call.sim.clock.now()
  world.clusters.set(after.id, after)
}

// The platform is a record of its own: a change of it alone leaves the cluster's updated_at.
function hasOwnChange(before: Cluster, after: Cluster): boolean {
  const { platform: _before, ...own } = before
  const { platform: _after, ...changed } = after
  return JSON.stringify(own) !== JSON.stringify(changed)
}
