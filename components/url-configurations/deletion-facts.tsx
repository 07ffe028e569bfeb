'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Fact, Facts } from '#components/ui/facts.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Time } from '#components/ui/time.tsx'
import { agentQueries } from '#lib/client/agents.ts'
import type { UrlConfiguration } from '#lib/contract/url-configuration.ts'
import { methodOf } from './url-configuration-form-values.ts'

interface DeletionFactsProps {
  projectId: number
  agentId: number
  /** As it was just read; undefined while that goes on, null when there is none. */
  configuration: UrlConfiguration | null | undefined
}

/** What a deletion will hit: the configuration as GitLab has it now, and whether the agent is in use. */
export function DeletionFacts({ projectId, agentId, configuration }: DeletionFactsProps) {
  const t = useTranslations('urlConfigurations')
  if (configuration === null) return null
  return (
    <section aria-label={t('deletion.facts')} aria-busy={configuration === undefined}>
      <Facts>
        <Fact term={t('facts.url')}>
          {configuration ? (
            <code className="text-table break-all">{shownName(configuration.url)}</code>
          ) : (
            <Skeleton className="h-5 w-56" />
          )}
        </Fact>
        <Fact term={t('facts.method')}>
          {configuration ? (
            t(`method.${methodOf(configuration)}.label`)
          ) : (
            <Skeleton className="h-5 w-16" />
          )}
        </Fact>
        <Fact term={t('now.term')}>
          <LastContact projectId={projectId} agentId={agentId} />
        </Fact>
      </Facts>
      <span role="status" className="sr-only">
        {configuration === undefined && t('deletion.reading')}
      </span>
    </section>
  )
}

function LastContact({ projectId, agentId }: { projectId: number; agentId: number }) {
  const t = useTranslations('urlConfigurations.now')
  const { data, isPending } = useQuery(agentQueries.status(projectId, agentId))
  if (isPending) return <span className="text-text-faint">{t('reading')}</span>
  const tokens = data?.tokens
  if (data && tokens?.last_used_at) {
    return (
      <>
        {t('lastContact')} <Time iso={tokens.last_used_at} now={data.as_of} />
      </>
    )
  }
  return t(tokens?.unread === 0 ? 'never' : 'unknown')
}
