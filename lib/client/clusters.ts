import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type Cluster, clusterSchema, clusterSummarySchema } from '#lib/contract/cluster.ts'
import type { ClusterCreate, ClusterUpdate } from '#lib/contract/cluster-input.ts'
import { listOf } from '#lib/contract/page.ts'
import { formatScope, type Scope } from '#lib/contract/scope.ts'
import { bff } from './bff.ts'
import { isRecordGone } from './failure-rules.ts'

const path = (scope: Scope) => `/api/scopes/${formatScope(scope)}/clusters` as const

const clusterListSchema = listOf(clusterSummarySchema)

export const clusterKeys = {
  all: (scope: Scope) => ['clusters', formatScope(scope)] as const,
  list: (scope: Scope) => [...clusterKeys.all(scope), 'list'] as const,
}

export const clusterQueries = {
  /** Every cluster attached to the scope itself; `complete` is false when GitLab holds more than were read. */
  list: (scope: Scope) =>
    queryOptions({
      queryKey: clusterKeys.list(scope),
      queryFn: ({ signal }) => bff.get(path(scope), { schema: clusterListSchema, signal }),
      meta: { stale: 'in-place', failure: 'in-place' },
    }),
  /** One cluster; its `console.as_of` goes into the deletion. */
  detail: (scope: Scope, id: number) =>
    queryOptions({
      queryKey: [...clusterKeys.all(scope), 'detail', id],
      queryFn: ({ signal }) => bff.get(`${path(scope)}/${id}`, { schema: clusterSchema, signal }),
      meta: { stale: 'in-place', failure: 'in-place' },
    }),
}

/** Puts the answer of a write where the page of the cluster reads it, and has the lists read again. */
async function keepAnswer(queryClient: QueryClient, scope: Scope, record: Cluster) {
  const { queryKey } = clusterQueries.detail(scope, record.id)
  // A reading that began before the write would bring back what was there before it.
  await queryClient.cancelQueries({ queryKey })
  queryClient.setQueryData(queryKey, record)
  await queryClient.invalidateQueries({ queryKey: clusterKeys.list(scope) })
}

/** A record that is not there any more is on no list, and its page has to say so. */
function refreshIfGone(client: QueryClient, scope: Scope, error: Error) {
  if (isRecordGone(error)) void client.invalidateQueries({ queryKey: clusterKeys.all(scope) })
}

/**
 * Adds a cluster to the scope. `gcTime: 0`, because the body holds the Kubernetes token: it leaves memory with the
 * form that sent it, and that tells every failure.
 */
export function useCreateCluster(scope: Scope) {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { errors: 'in-place' },
    gcTime: 0,
    mutationFn: (body: ClusterCreate) => bff.post(path(scope), { body, schema: clusterSchema }),
    onSuccess: (record) => keepAnswer(queryClient, scope, record),
  })
}

/**
 * Changes a cluster. GitLab's answer is the record from then on: no second reading could be older, or fail. `gcTime: 0`
 * for the same reason as at creation: the body may hold a new token.
 */
export function useUpdateCluster(scope: Scope, id: number) {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { errors: 'in-place' },
    gcTime: 0,
    mutationFn: (body: ClusterUpdate) =>
      bff.put(`${path(scope)}/${id}`, { body, schema: clusterSchema }),
    onSuccess: (record) => keepAnswer(queryClient, scope, record),
    onError: (error) => refreshIfGone(queryClient, scope, error),
  })
}

/**
 * Enables or disables a cluster. Reads the record first, because an update must carry the present
 * `namespace_per_environment`: GitLab resets it otherwise (gitlab-api.md §3.2), and a list may be old.
 */
export async function setClusterEnabled(scope: Scope, id: number, enabled: boolean) {
  const record = await bff.get(`${path(scope)}/${id}`, { schema: clusterSchema })
  const namespace_per_environment = record.namespace_per_environment ?? true
  const body: ClusterUpdate = { enabled, namespace_per_environment }
  return bff.put(`${path(scope)}/${id}`, { body, schema: clusterSchema })
}

/** Enables or disables a cluster, from a list. */
export function useSetClusterEnabled(scope: Scope) {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { errors: 'in-place' },
    mutationFn: ({ id, enabled }: { id: number; enabled: boolean }) =>
      setClusterEnabled(scope, id, enabled),
    onSuccess: (record) => keepAnswer(queryClient, scope, record),
    onError: (error) => refreshIfGone(queryClient, scope, error),
  })
}

/** Deletes the record in GitLab as it was at `seenAt`, an ISO 8601 time by GitLab's clock. */
export const deleteCluster = (scope: Scope, id: number, seenAt: string): Promise<void> =>
  bff.delete(`${path(scope)}/${id}`, { ifUnmodifiedSince: seenAt })

/** Deletes a cluster; the dialog that asks for it shows every error itself. */
export function useDeleteCluster(scope: Scope, id: number) {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { errors: 'in-place' },
    mutationFn: ({ seenAt }: { seenAt: string }) => deleteCluster(scope, id, seenAt),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: clusterKeys.list(scope) }),
  })
}
