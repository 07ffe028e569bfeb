'use client'
import { useTranslations } from 'next-intl'
import { type Control, useWatch } from 'react-hook-form'
import { SecretField } from '#components/form/secret-field.tsx'
import type { ClusterFormValues } from './cluster-form-values.ts'
import { useClusterLabels } from './cluster-labels.ts'
import { DocsLink } from './docs-link.tsx'
import { TokenInspector } from './token-facts.tsx'

const name = 'platform_kubernetes_attributes.token'

interface TokenFieldProps {
  control: Control<ClusterFormValues>
  /** Whether GitLab has a token already, which an empty field keeps. */
  isStored: boolean
  locked: string | undefined
}

/** The service token: written, never read back. */
export function TokenField({ control, isStored, locked }: TokenFieldProps) {
  const t = useTranslations('clusterForm.token')
  const token = useWatch({ control, name })
  const labels = useClusterLabels()
  return (
    <SecretField
      control={control}
      name={name}
      label={labels[name]}
      optional={isStored}
      help={
        !locked && (
          <>
            {isStored ? t('helpStored') : t('help')} <DocsLink page="serviceToken" />
          </>
        )
      }
      placeholder={isStored ? t('keep') : undefined}
      locked={locked}
      after={<TokenInspector token={token} />}
    />
  )
}
