import { useTranslations } from 'next-intl'
import type { ClusterField } from './cluster-changes.ts'

const keys = {
  name: 'name',
  environment_scope: 'environment_scope',
  domain: 'domain',
  'platform_kubernetes_attributes.api_url': 'api_url',
  'platform_kubernetes_attributes.ca_cert': 'ca_cert',
  'platform_kubernetes_attributes.token': 'token',
  enabled: 'enabled',
  managed: 'managed',
  namespace_per_environment: 'namespace_per_environment',
  'platform_kubernetes_attributes.namespace': 'namespace',
  'platform_kubernetes_attributes.authorization_type': 'authorization_type',
  management_project_id: 'management_project_id',
} as const satisfies Record<
  ClusterField | 'platform_kubernetes_attributes.authorization_type',
  string
>

type LabelledField = keyof typeof keys

/** GitLab's name of a field, without the prefix of its group: what the API documentation calls it. */
export const apiName = (field: LabelledField): string => keys[field]

/** The label of every field of the form by its path, in the order of the form. */
export function useClusterLabels(): Record<LabelledField, string> {
  const t = useTranslations('clusterForm.labels')
  return {
    name: t('name'),
    environment_scope: t('environment_scope'),
    domain: t('domain'),
    'platform_kubernetes_attributes.api_url': t('api_url'),
    'platform_kubernetes_attributes.ca_cert': t('ca_cert'),
    'platform_kubernetes_attributes.token': t('token'),
    enabled: t('enabled'),
    managed: t('managed'),
    namespace_per_environment: t('namespace_per_environment'),
    'platform_kubernetes_attributes.namespace': t('namespace'),
    'platform_kubernetes_attributes.authorization_type': t('authorization_type'),
    management_project_id: t('management_project_id'),
  }
}
