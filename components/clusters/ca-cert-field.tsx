'use client'
import { useTranslations } from 'next-intl'
import { type Control, useWatch } from 'react-hook-form'
import { PemInspection, type StoredPem } from '#components/certificates/pem-inspection.tsx'
import { PemField } from '#components/form/pem-field.tsx'
import type { ClusterFormValues } from './cluster-form-values.ts'
import { useClusterLabels } from './cluster-labels.ts'

const name = 'platform_kubernetes_attributes.ca_cert'

interface CaCertFieldProps {
  control: Control<ClusterFormValues>
  /** Why it cannot be changed. */
  locked: string | undefined
  stored: StoredPem | null
}

/** The CA of the Kubernetes API; beneath it what the certificates say. */
export function CaCertField({ control, locked, stored }: CaCertFieldProps) {
  const t = useTranslations('clusterForm.caCert')
  const pem = useWatch({ control, name })
  const labels = useClusterLabels()
  return (
    <PemField
      control={control}
      name={name}
      kind="certificate"
      label={labels[name]}
      help={locked ? undefined : t('help')}
      optional
      locked={locked}
      after={<PemInspection pem={pem} use="cluster" stored={stored} />}
    />
  )
}
