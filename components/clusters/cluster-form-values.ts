import { get } from 'react-hook-form'
import { z } from 'zod'
import type { Cluster } from '#lib/contract/cluster.ts'
import {
  type ClusterCreate,
  clusterCreateSchema,
  clusterTokenSchema,
  isNamespaceAllowed,
} from '#lib/contract/cluster-input.ts'
import type { Scope } from '#lib/contract/scope.ts'

/** What the form holds: exactly what a create sends, so that GitLab's field errors find their field by path. */
export type ClusterFormValues = ClusterCreate

/** GitLab's own defaults for a new cluster (gitlab-api.md §3.2). */
export const newClusterValues: ClusterFormValues = {
  name: '',
  environment_scope: '*',
  domain: '',
  enabled: true,
  managed: true,
  namespace_per_environment: true,
  management_project_id: null,
  platform_kubernetes_attributes: {
    api_url: '',
    ca_cert: '',
    token: '',
    namespace: '',
    authorization_type: 'rbac',
  },
}

/** The form of a stored cluster. The token is in no answer of GitLab, so its field starts empty: "keep it". */
export function valuesOf(cluster: Cluster): ClusterFormValues {
  const { platform_kubernetes: platform } = cluster
  return {
    name: cluster.name,
    environment_scope: cluster.environment_scope,
    domain: cluster.domain ?? '',
    enabled: cluster.enabled ?? true,
    managed: cluster.managed ?? true,
    namespace_per_environment: cluster.namespace_per_environment ?? true,
    management_project_id: cluster.management_project?.id ?? null,
    platform_kubernetes_attributes: {
      api_url: platform.api_url,
      ca_cert: (platform.ca_cert ?? '').replaceAll('\r\n', '\n'),
      token: '',
      namespace: platform.namespace ?? '',
      authorization_type: platform.authorization_type ?? 'unknown_authorization',
    },
  }
}

/** A namespace typed before its field was closed is not sent: GitLab would refuse the whole record. */
export function withAllowedNamespace(
  values: ClusterFormValues,
  kind: Scope['kind'],
): ClusterFormValues {
  if (isNamespaceAllowed(kind, values.managed)) return values
  const platform = { ...values.platform_kubernetes_attributes, namespace: '' }
  return { ...values, platform_kubernetes_attributes: platform }
}

const platformSchema = clusterCreateSchema.shape.platform_kubernetes_attributes
const editSchema = clusterCreateSchema.extend({
  platform_kubernetes_attributes: platformSchema.extend({ token: clusterTokenSchema }),
})

/**
 * The rules of the form: the contract's, with two differences for a stored cluster (`opened`). An empty token keeps
 * the stored one, and a field that was not touched is never complained about: old records need not fit today's rules.
 */
export function clusterFormSchema(kind: Scope['kind'], opened: ClusterFormValues | null) {
  const schema = opened ? editSchema : clusterCreateSchema
  return z.custom<ClusterFormValues>().superRefine((values, context) => {
    const { error } = schema.safeParse(withAllowedNamespace(values, kind))
    for (const { path, message } of error?.issues ?? []) {
      const field = path.join('.')
      if (opened && get(values, field) === get(opened, field)) continue
      context.addIssue({ code: 'custom', path: [...path], message })
    }
  })
}

/** The body of a create; the values must have passed the form's rules. */
export const toCreate = (values: ClusterFormValues, kind: Scope['kind']): ClusterCreate =>
  clusterCreateSchema.parse(withAllowedNamespace(values, kind))
