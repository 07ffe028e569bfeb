'use client'
import { useQuery } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { StaleNotice } from '#components/layout/list-notices.tsx'
import { useMay } from '#components/layout/use-may.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { ExternalTextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import { isSessionLost } from '#lib/client/failure-rules.ts'
import { urlConfigurationQueries } from '#lib/client/url-configurations.ts'
import type { UrlConfiguration } from '#lib/contract/url-configuration.ts'
import { UrlConfigurationDeleteModal } from './url-configuration-delete-modal.tsx'
import { methodOf } from './url-configuration-form-values.ts'
import { UrlConfigurationNone } from './url-configuration-none.tsx'
import { isOffState, UrlConfigurationProblem } from './url-configuration-problem.tsx'
import { UrlConfigurationShown } from './url-configuration-shown.tsx'
import { UrlConfigurationWork } from './url-configuration-work.tsx'

interface UrlConfigurationSectionProps {
  projectId: number
  agentId: number
  agentName: string
}

/** What the person is doing: adding one, or replacing one as it was read. */
type Work = { replaced: UrlConfiguration | null }

/** How GitLab reaches a receptive agent: none, or one configuration to be added, replaced and deleted. */
export function UrlConfigurationSection(agent: UrlConfigurationSectionProps) {
  const t = useTranslations('urlConfigurations')
  const { data, error, isFetching, refetch, dataUpdatedAt, errorUpdatedAt } = useQuery(
    urlConfigurationQueries.list(agent.projectId, agent.agentId),
  )
  const canWrite = useMay({ kind: 'project', id: agent.projectId })('write_agents') === 'granted'
  const [work, setWork] = useState<Work | null>(null)
  const [isDeleting, setDeleting] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const retry = () => void refetch()
  const [configuration] = data?.items ?? []
  const trouble = error && !isSessionLost(error) ? error : null
  const isInstead = trouble !== null && (data === undefined || isOffState(trouble))

  function finish() {
    flushSync(() => setWork(null))
    heading.current?.focus()
  }

  return (
    <section
      id="url-configuration"
      aria-labelledby="url-configuration-title"
      className="scroll-my-20"
    >
      <div className="mb-3 flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
        <div className="min-w-0 flex-1 basis-72">
          <h2
            id="url-configuration-title"
            ref={heading}
            tabIndex={-1}
            className="scroll-my-20 text-section font-semibold outline-none"
          >
            {t('title')}
          </h2>
          <p className="text-meta text-text-soft">
            {t('about')}{' '}
            <ExternalTextLink href={receptiveDocs} className="whitespace-nowrap">
              {t('learnMore')}
            </ExternalTextLink>
          </p>
        </div>
        {data && !isInstead && (
          <AsOf readAt={dataUpdatedAt} onRefresh={retry} isReading={isFetching} />
        )}
      </div>
      {data && trouble && !isInstead && (
        <StaleNotice
          error={trouble}
          readAt={dataUpdatedAt}
          failedAt={errorUpdatedAt}
          onRetry={retry}
          isRetrying={isFetching}
        />
      )}
      {work ? (
        <UrlConfigurationWork
          {...agent}
          replaced={work.replaced}
          current={configuration ?? null}
          onDone={finish}
        />
      ) : isInstead ? (
        <UrlConfigurationProblem error={trouble} onRetry={retry} isRetrying={isFetching} />
      ) : configuration ? (
        <div data-older={trouble !== null || undefined}>
          <UrlConfigurationShown
            configuration={configuration}
            agentName={agent.agentName}
            canWrite={canWrite}
            onReplace={() => setWork({ replaced: configuration })}
            onDelete={() => setDeleting(true)}
          />
        </div>
      ) : data ? (
        <UrlConfigurationNone onAdd={canWrite ? () => setWork({ replaced: null }) : undefined} />
      ) : (
        <Loading />
      )}
      <UrlConfigurationDeleteModal
        {...agent}
        method={configuration ? methodOf(configuration) : 'jwt'}
        open={isDeleting}
        onClose={() => setDeleting(false)}
        findLanding={() => heading.current}
      />
    </section>
  )
}

const receptiveDocs = 'https://docs.gitlab.com/user/clusters/agent/#receptive-agents'

/** As high as the panel that says that there is none: most agents have none. */
function Loading() {
  const t = useTranslations('urlConfigurations')
  return (
    <div role="status" className="rounded-panel border border-line bg-panel px-4 py-4">
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className="h-5 w-44" />
      <Skeleton className="mt-2 h-4 w-full max-w-96" />
      <Skeleton className="mt-4 h-8 w-44" />
    </div>
  )
}

interface AsOfProps {
  /** Epoch milliseconds by the browser's clock. */
  readAt: number
  onRefresh: () => void
  isReading: boolean
}

function AsOf({ readAt, onRefresh, isReading }: AsOfProps) {
  const t = useTranslations('urlConfigurations')
  const iso = new Date(readAt).toISOString()
  return (
    <span className="flex items-center gap-0.5 text-meta text-text-soft tabular-nums">
      <span>{t.rich('asOf', { time: () => <Time iso={iso} now={iso} show="clock" /> })}</span>
      <IconButton
        icon={RotateCw}
        label={t('refresh')}
        size="sm"
        busy={isReading}
        onClick={onRefresh}
      />
    </span>
  )
}
