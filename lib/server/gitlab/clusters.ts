import 'server-only'
import type { Cluster, ClusterSummary } from '#lib/contract/cluster.ts'
import type { ClusterCreate, ClusterUpdate } from '#lib/contract/cluster-input.ts'
import type { Scope } from '#lib/contract/scope.ts'
import { explainingAdminMode } from './admin-mode.ts'
import type { Answer, GitLab, OperationOptions } from './gitlab.ts'
import { gitlabClusterSchema, toCluster, toClusterSummary } from './gitlab-cluster.ts'

// The scopes differ in these two lines and nowhere else.
const collection = (scope: Scope) =>
  scope.kind === 'instance' ? 'admin/clusters' : `${scope.kind}s/${scope.id}/clusters`
const createPath = (scope: Scope) =>
  `${collection(scope)}/${scope.kind === 'instance' ? 'add' : 'user'}`

const options = { schema: gitlabClusterSchema, integration: 'certificate_based_clusters' } as const

/** Only administrators reach the instance's clusters; elsewhere Admin Mode changes nothing about a 403. */
const explained = <T>(gitlab: GitLab, scope: Scope, operation: () => Promise<T>): Promise<T> =>
  scope.kind === 'instance' ? explainingAdminMode(gitlab, operation) : operation()

const shown = (
  gitlab: GitLab,
  { data, readAt }: Answer<Parameters<typeof toCluster>[0]>,
): Cluster => toCluster(data, { readAt, gitlabUrl: gitlab.url })

/** GitLab's own list of a scope, for whoever shows it in another form. Throws what {@link listClusters} throws. */
export const readClusters = (
  gitlab: GitLab,
  scope: Scope,
  how: Pick<OperationOptions, 'lane' | 'waits'> = {},
) => gitlab.getAll(collection(scope), { ...options, ...how })

/**
 * All clusters attached to the scope itself, up to 5,000, by id.
 * Throws `integration_disabled`, `scope_not_found`, `forbidden`, `insufficient_scope`, `admin_mode_required` and
 * whatever the way to GitLab throws; so do all operations here.
 */
export async function listClusters(
  gitlab: GitLab,
  scope: Scope,
): Promise<{ items: ClusterSummary[]; complete: boolean }> {
  const { data, readAt } = await explained(gitlab, scope, () => readClusters(gitlab, scope))
  const reading = { readAt, gitlabUrl: gitlab.url }
  return {
    items: data.items.map((cluster) => toClusterSummary(cluster, reading)),
    complete: data.complete,
  }
}

/** One cluster; `console.as_of` is when it was read, by GitLab's clock. Throws `record_not_found` too. */
export async function getCluster(gitlab: GitLab, scope: Scope, id: number): Promise<Cluster> {
  const path = `${collection(scope)}/${id}`
  return shown(gitlab, await explained(gitlab, scope, () => gitlab.get(path, options)))
}

/** Adds a cluster; GitLab does not contact it. Throws `validation_failed` and `outcome_unknown` too. */
export async function createCluster(
  gitlab: GitLab,
  scope: Scope,
  body: ClusterCreate,
): Promise<Cluster> {
  const request = () => gitlab.post(createPath(scope), { ...options, body })
  return shown(gitlab, await explained(gitlab, scope, request))
}

/** Changes what `body` names. Throws `validation_failed`, `record_not_found` and `outcome_unknown` too. */
export async function updateCluster(
  gitlab: GitLab,
  scope: Scope,
  id: number,
  body: ClusterUpdate,
): Promise<Cluster> {
  const request = () => gitlab.put(`${collection(scope)}/${id}`, { ...options, body })
  return shown(gitlab, await explained(gitlab, scope, request))
}

/**
 * Removes a cluster from GitLab and nothing from Kubernetes; `ifUnmodifiedSince` is when the person saw it.
 * Throws `changed_meanwhile`, `record_not_found` and `outcome_unknown` too.
 */
export function deleteCluster(
  gitlab: GitLab,
  scope: Scope,
  id: number,
  ifUnmodifiedSince?: Date,
): Promise<void> {
  return explained(gitlab, scope, () =>
    gitlab.delete(`${collection(scope)}/${id}`, {
      integration: options.integration,
      ...(ifUnmodifiedSince === undefined ? {} : { ifUnmodifiedSince }),
    }),
  )
}
