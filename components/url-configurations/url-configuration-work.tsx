'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import type { UrlConfiguration } from '#lib/contract/url-configuration.ts'
import { UrlConfigurationFacts } from './url-configuration-facts.tsx'
import { UrlConfigurationForm } from './url-configuration-form.tsx'

interface UrlConfigurationWorkProps {
  projectId: number
  agentId: number
  agentName: string
  /** The configuration to be replaced, as it was read when the work began. */
  replaced: UrlConfiguration | null
  /** What GitLab has now. */
  current: UrlConfiguration | null
  onDone: () => void
}

/** Adds a configuration, or replaces one: what was read of the old one stays in sight until the new one is there. */
export function UrlConfigurationWork({ replaced, ...form }: UrlConfigurationWorkProps) {
  const t = useTranslations('urlConfigurations.facts')
  const [isDeleted, setDeleted] = useState(false)
  return (
    <div className="space-y-6">
      {replaced && (
        <div>
          {isDeleted && (
            <p className="mb-2">
              <Badge tone="bad">{t('deleted')}</Badge>
            </p>
          )}
          <UrlConfigurationFacts configuration={replaced} />
        </div>
      )}
      <UrlConfigurationForm
        {...form}
        replaced={replaced}
        isDeleted={isDeleted}
        onDeleted={() => setDeleted(true)}
      />
    </div>
  )
}
