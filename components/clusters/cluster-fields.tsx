'use client'
import { Lock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { type Control, useWatch } from 'react-hook-form'
import { FormSection } from '#components/form/form-section.tsx'
import { SwitchField } from '#components/form/switch-field.tsx'
import { TextField } from '#components/form/text-field.tsx'
import { Callout } from '#components/ui/callout.tsx'
import type { Cluster } from '#lib/contract/cluster.ts'
import { isNamespaceAllowed } from '#lib/contract/cluster-input.ts'
import type { Scope } from '#lib/contract/scope.ts'
import { AuthorizationField } from './authorization-field.tsx'
import { CaCertField } from './ca-cert-field.tsx'
import type { ClusterFormValues } from './cluster-form-values.ts'
import { useClusterLabels } from './cluster-labels.ts'
import { isUntold, type UntoldField } from './cluster-status.ts'
import { DocsLink } from './docs-link.tsx'
import { ManagementProjectField } from './management-project-field.tsx'
import type { ProjectPaths } from './project-paths.ts'
import { TokenField } from './token-field.tsx'

interface ClusterFieldsProps {
  control: Control<ClusterFormValues>
  scope: Scope
  /** The stored cluster; null while one is being added. */
  cluster: Cluster | null
  projects: ProjectPaths
}

/** The fields of a cluster, for adding and editing, in every scope. */
export function ClusterFields({ control, scope, cluster, projects }: ClusterFieldsProps) {
  const t = useTranslations('clusterForm')
  const labels = useClusterLabels()
  const provider = cluster?.provider_type ?? 'user'
  const locked = provider === 'user' ? undefined : t(`locked.${provider}.field`)
  const code = (chunks: ReactNode) => <code className="text-[0.6875rem]">{chunks}</code>
  return (
    <>
      {provider !== 'user' && (
        <Callout tone="info" icon={Lock} title={t(`locked.${provider}.title`)} className="mb-6">
          <p>{t(`locked.${provider}.text`)}</p>
        </Callout>
      )}
      <FormSection title={t('sections.identity')}>
        <TextField control={control} name="name" label={labels.name} locked={locked} />
        <TextField
          control={control}
          name="environment_scope"
          label={labels.environment_scope}
          mono
          help={
            <>
              {t.rich('help.environment_scope', { code })} <DocsLink page="environmentScope" />
            </>
          }
        />
        <TextField
          control={control}
          name="domain"
          label={labels.domain}
          optional
          mono
          placeholder="apps.example.com"
          help={
            <>
              {t('help.domain')} <DocsLink page="baseDomain" />
            </>
          }
        />
      </FormSection>
      <FormSection title={t('sections.kubernetes')}>
        <TextField
          control={control}
          name="platform_kubernetes_attributes.api_url"
          label={labels['platform_kubernetes_attributes.api_url']}
          mono
          inputMode="url"
          placeholder="https://k8s.example.com:6443"
          help={t.rich('help.api_url', { code })}
          locked={locked}
        />
        <CaCertField
          control={control}
          locked={locked}
          stored={
            cluster?.console.ca
              ? {
                  pem: cluster.platform_kubernetes.ca_cert ?? '',
                  ca: cluster.console.ca,
                  asOf: cluster.console.as_of,
                }
              : null
          }
        />
        <TokenField control={control} isStored={cluster !== null} locked={locked} />
      </FormSection>
      <FormSection title={t('sections.behaviour')}>
        <SwitchField
          control={control}
          name="enabled"
          label={labels.enabled}
          help={<SwitchHelp name="enabled" cluster={cluster} />}
        />
        <SwitchField
          control={control}
          name="managed"
          label={labels.managed}
          help={<SwitchHelp name="managed" cluster={cluster} />}
        />
        <SwitchField
          control={control}
          name="namespace_per_environment"
          label={labels.namespace_per_environment}
          help={<SwitchHelp name="namespace_per_environment" cluster={cluster} />}
        />
        <NamespaceField control={control} scope={scope} />
      </FormSection>
      <FormSection title={t('sections.advanced')}>
        <AuthorizationField control={control} cluster={cluster} />
        <ManagementProjectField control={control} scope={scope} projects={projects} />
      </FormSection>
    </>
  )
}

interface SwitchHelpProps {
  name: UntoldField
  cluster: Cluster | null
}

/** What a switch does, and that its present position is not known where an old GitLab does not tell it. */
function SwitchHelp({ name, cluster }: SwitchHelpProps) {
  const t = useTranslations('clusterForm.help')
  const isUnknown = cluster !== null && isUntold(cluster, name)
  return (
    <>
      {t(name)} {isUnknown && <span className="text-warn-text">{t('untold')}</span>}
    </>
  )
}

function NamespaceField({ control, scope }: Pick<ClusterFieldsProps, 'control' | 'scope'>) {
  const t = useTranslations('clusterForm')
  const labels = useClusterLabels()
  const managed = useWatch({ control, name: 'managed' })
  const isAllowed = isNamespaceAllowed(scope.kind, managed)
  return (
    <TextField
      control={control}
      name="platform_kubernetes_attributes.namespace"
      label={labels['platform_kubernetes_attributes.namespace']}
      optional
      mono
      help={t(`help.namespace.${scope.kind}`)}
      locked={isAllowed ? undefined : t('namespaceNotAllowed')}
    />
  )
}
