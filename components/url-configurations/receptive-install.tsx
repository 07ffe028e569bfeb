'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { CommandBlock } from '#components/ui/command-block.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { ExternalTextLink } from '#components/ui/text-link.tsx'
import type { UrlConfiguration } from '#lib/contract/url-configuration.ts'
import { endpointName } from './endpoint-name.ts'
import { jwtFlags, jwtValues, mtlsFlags, mtlsSecret, mtlsValues } from './helm-values.ts'

const mtlsIssue = 'https://gitlab.com/gitlab-org/charts/gitlab-agent/-/issues/64'

interface ReceptiveInstallProps {
  configuration: UrlConfiguration
  agentName: string
}

/** What the agent's Helm release needs so that GitLab can reach it with this configuration. */
export function ReceptiveInstall({ configuration, agentName }: ReceptiveInstallProps) {
  const t = useTranslations('urlConfigurations.install')
  const [form, setForm] = useState<'flags' | 'values'>('flags')
  const { public_key, url, tls_host } = configuration
  const flags = public_key === null ? mtlsFlags : jwtFlags(public_key)
  const values = public_key === null ? mtlsValues : jwtValues(public_key)
  return (
    <div className="mt-5">
      <h3 className="font-medium">{t('title')}</h3>
      {public_key === null ? (
        <div className="mt-1 max-w-prose space-y-1 text-text-soft text-pretty">
          <p>
            {t('mtls')} <ExternalTextLink href={mtlsIssue}>{t('mtlsIssue')}</ExternalTextLink>
          </p>
          <p>{t('mtlsFiles')}</p>
        </div>
      ) : (
        <div className="mt-1 max-w-prose space-y-1 text-text-soft text-pretty">
          <p>{t('jwt')}</p>
          {endpointName(url, tls_host ?? '') !== null && <p>{t('jwtTls')}</p>}
        </div>
      )}
      <div className="mt-2">
        <Tabs
          label={t('tabs')}
          value={form}
          onChange={setForm}
          tabs={[
            {
              value: 'flags',
              label: t('flags'),
              content: (
                <div className="space-y-2">
                  {public_key === null && (
                    <CommandBlock text={mtlsSecret(agentName)} copyLabel={t('copySecret')} />
                  )}
                  <CommandBlock text={flags} copyLabel={t('copyFlags')} />
                </div>
              ),
            },
            {
              value: 'values',
              label: t('values'),
              content: <CommandBlock text={values} copyLabel={t('copyValues')} />,
            },
          ]}
        />
      </div>
    </div>
  )
}
