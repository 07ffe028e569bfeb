import 'server-only'
import type { Cluster } from '#lib/contract/cluster.ts'
import type { KeptFields } from './changes.ts'

/** Of a cluster everything but its token; by the names of the requests. */
export const clusterFields: KeptFields = {
  name: 'value',
  enabled: 'value',
  managed: 'value',
  environment_scope: 'value',
  namespace_per_environment: 'value',
  domain: 'value',
  management_project_id: 'value',
  'platform_kubernetes_attributes.api_url': 'url',
  'platform_kubernetes_attributes.ca_cert': 'certificates',
  'platform_kubernetes_attributes.namespace': 'value',
  'platform_kubernetes_attributes.authorization_type': 'value',
}

/** A cluster by the names of the requests; undefined stays undefined. */
export function clusterValues(cluster: Cluster | undefined): object | undefined {
  if (cluster === undefined) return undefined
  const { name, enabled, managed, environment_scope, namespace_per_environment, domain } = cluster
  return {
    name,
    enabled,
    managed,
    environment_scope,
    namespace_per_environment,
    domain,
    management_project_id: cluster.management_project?.id ?? null,
    platform_kubernetes_attributes: cluster.platform_kubernetes,
  }
}

export const agentFields: KeptFields = { name: 'value' }
export const agentTokenFields: KeptFields = { name: 'value', description: 'value' }

export const snoozeFields: KeptFields = { key: 'value', reason: 'value', until: 'value' }

/** Of a URL configuration everything but the key. */
export const urlConfigurationFields: KeptFields = {
  url: 'url',
  client_cert: 'certificates',
  ca_cert: 'certificates',
  tls_host: 'value',
}
export const viewFields: KeptFields = { name: 'value', query: 'value' }
