'use client'
import { useTranslations } from 'next-intl'
import type { Control } from 'react-hook-form'
import { SelectField } from '#components/form/select-field.tsx'
import { authorizationTypes, type Cluster } from '#lib/contract/cluster.ts'
import type { ClusterFormValues } from './cluster-form-values.ts'
import { useClusterLabels } from './cluster-labels.ts'

const name = 'platform_kubernetes_attributes.authorization_type'

interface AuthorizationFieldProps {
  control: Control<ClusterFormValues>
  cluster: Cluster | null
}

/** How the cluster decides about rights. GitLab takes it at creation only; later it is a fact, not a field. */
export function AuthorizationField({ control, cluster }: AuthorizationFieldProps) {
  const t = useTranslations('clusterForm.authorization')
  const labels = useClusterLabels()
  if (cluster) {
    const type = cluster.platform_kubernetes.authorization_type ?? 'unknown_authorization'
    return (
      <div className="space-y-0.5">
        <p className="font-medium">{labels[name]}</p>
        <p>{t(`types.${type}.label`)}</p>
        <p className="text-meta text-text-soft">{t('createOnly')}</p>
      </div>
    )
  }
  return (
    <SelectField
      control={control}
      name={name}
      label={labels[name]}
      help={t('help')}
      options={authorizationTypes.map((type) => ({
        value: type,
        label: t(`types.${type}.label`),
        description: t(`types.${type}.description`),
      }))}
    />
  )
}
