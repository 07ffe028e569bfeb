import { blockedReason } from './api-url-blocker.ts'
import type { Identity } from './auth.ts'
import { projectAccess } from './policy.ts'
import type { Simulation } from './simulation.ts'
import { ACCESS, type Cluster, type Project, type World } from './state.ts'
import {
  hostnameErrors,
  isBlank,
  isKubernetesName,
  isPemCertificate,
  KUBERNETES_NAMESPACE_MESSAGE,
} from './validators.ts'

const ENVIRONMENT_SCOPE_MESSAGE =
  "can contain only letters, digits, '-', '_', '/', '$', '{', '}', '.', '*' and spaces"
const RESERVED_NAMESPACE = 'gitlab-managed-apps'

type Errors = Record<string, string[]>

/** The change under validation; `before` is null on create. */
export interface ClusterChange {
  before: Cluster | null
  after: Cluster
}

/**
 * Everything that the models refuse in a created or changed cluster, by attribute
 * (gitlab-api.md §3.3). Empty when it may be saved.
 */
export function clusterErrors(sim: Simulation, change: ClusterChange): Errors {
  const errors: Errors = {
    base: providerCreationErrors(change),
    name: nameErrors(change),
    domain: isBlank(change.after.domain) ? [] : hostnameErrors(change.after.domain),
    environment_scope: scopeErrors(sim.world, change.after),
  }
  if (hasPlatformChanged(change)) {
    for (const [attribute, messages] of Object.entries(platformErrors(sim, change))) {
      errors[`platform_kubernetes.${attribute}`] = messages
    }
  }
  return Object.fromEntries(Object.entries(errors).filter(([, messages]) => messages.length > 0))
}

function nameErrors({ before, after }: ClusterChange): string[] {
  const isChanged = before?.name !== after.name
  if (after.gcp === null) {
    if (isBlank(after.name)) return ['has to be present']
    return isChanged && after.name.length > 2048 ? ['is too long'] : []
  }
  const errors: string[] = []
  if (before !== null && isChanged) {
    errors.push("can not be changed because it's synchronized with provider")
  }
  if (after.name.length < 1 || after.name.length > 63) errors.push('syntax is invalid')
  if (!isKubernetesName(after.name)) errors.push(KUBERNETES_NAMESPACE_MESSAGE)
  return errors
}

const providerCreationErrors = ({ before }: ClusterChange) =>
  before?.gcp?.status_name === 'creating' ? ['Cannot modify provider during creation'] : []

function scopeErrors(world: World, after: Cluster): string[] {
  const errors: string[] = []
  if (isBlank(after.environmentScope)) errors.push("can't be blank")
  if (!/^[a-zA-Z0-9_/$\\{}. *-]+$/.test(after.environmentScope)) {
    errors.push(ENVIRONMENT_SCOPE_MESSAGE)
  }
  const others = [...world.clusters.values()].filter(
    ({ id, environmentScope }) => id !== after.id && environmentScope === after.environmentScope,
  )
  if (others.some((other) => hasSameOwner(other, after))) {
    errors.push('cannot add duplicated environment scope')
  }
  const { managementProjectId } = after
  const isShared = others.some((other) => other.managementProjectId === managementProjectId)
  if (managementProjectId !== null && isShared) {
    errors.push('cannot add duplicated environment scope')
  }
  return errors
}

/** Whether two clusters are attached to the same project, group or the instance (§3.4). */
export const hasSameOwner = ({ owner: a }: Pick<Cluster, 'owner'>, { owner: b }: Cluster) =>
  a.kind === b.kind && (a.kind === 'instance' || b.kind === 'instance' || a.id === b.id)

// Rails validates the autosaved platform only when one of its attributes changed.
const hasPlatformChanged = ({ before, after }: ClusterChange) =>
  before === null || JSON.stringify(before.platform) !== JSON.stringify(after.platform)

function platformErrors(sim: Simulation, change: ClusterChange): Errors {
  const { before, after } = change
  const { apiUrl, caCert, token } = after.platform
  const isCaChanged = before?.platform.caCert !== caCert
  return {
    namespace: namespaceErrors(after),
    api_url: apiUrlErrors(sim, apiUrl),
    token: isBlank(token) ? ["can't be blank"] : [],
    ca_cert:
      isCaChanged && !isBlank(caCert) && !isPemCertificate(caCert)
        ? ['must be a valid PEM certificate']
        : [],
    base: hasLockedPlatformChange(change) ? ['Cannot modify managed Kubernetes cluster'] : [],
  }
}

function namespaceErrors(after: Cluster): string[] {
  const { namespace } = after.platform
  if (namespace === null) return []
  const errors: string[] = []
  if (namespace.length > 63) errors.push('is too long (maximum is 63 characters)')
  if (!isKubernetesName(namespace)) errors.push(KUBERNETES_NAMESPACE_MESSAGE)
  if (namespace === RESERVED_NAMESPACE) errors.push('is reserved')
  if (after.owner.kind !== 'project' && after.managed)
    errors.push('only allowed for project cluster')
  return errors
}

function apiUrlErrors(sim: Simulation, apiUrl: string): string[] {
  if (isBlank(apiUrl)) return ['must be a valid URL', "can't be blank"]
  const reason = blockedReason(apiUrl, {
    allowLocalRequests: sim.settings.allow_local_requests,
    ownUrl: sim.externalUrl,
  })
  return reason === null ? [] : [`is blocked: ${reason}`]
}

function hasLockedPlatformChange({ before, after }: ClusterChange): boolean {
  if (before === null || before.gcp === null) return false
  const [old, now] = [before.platform, after.platform]
  return old.apiUrl !== now.apiUrl || old.token !== now.token || old.caCert !== now.caCert
}

/**
 * Whether a caller may make a project the management project of a cluster (§3.6): it lies in the
 * cluster's reach and the caller is its Maintainer.
 */
export function isManagementProjectAllowed(
  world: World,
  caller: Identity,
  owner: Cluster['owner'],
  projectId: number,
): boolean {
  const project = world.projects.get(projectId)
  if (project === undefined) return false
  return (
    isInReach(world, owner, project) && projectAccess(world, caller, project) >= ACCESS.maintainer
  )
}

function isInReach(world: World, owner: Cluster['owner'], project: Project): boolean {
  if (owner.kind === 'instance') return true
  if (owner.kind === 'project') {
    const { namespace } = world.projects.get(owner.id) ?? {}
    return namespace?.kind === project.namespace.kind && namespace.id === project.namespace.id
  }
  let groupId: number | null = project.namespace.kind === 'group' ? project.namespace.id : null
  while (groupId !== null && groupId !== owner.id) {
    groupId = world.groups.get(groupId)?.parentId ?? null
  }
  return groupId !== null
}
