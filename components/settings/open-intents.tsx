'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect, useId, useRef } from 'react'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { inBackground } from '#lib/client/background.ts'
import { intentQueries } from '#lib/client/intents.ts'
import type { AgentTokenIntent } from '#lib/contract/intent.ts'
import { IntentRow } from './intent-row.tsx'

const openEveryMs = 10_000

const isOpen = ({ state }: AgentTokenIntent) => state === 'sending' || state === 'unknown'

/**
 * The person's attempts to create a token whose end they may not have seen. While one is open it is looked at again
 * from time to time.
 */
export function OpenIntents() {
  const t = useTranslations('intents')
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const query = useQuery(intentQueries.list())
  const { data, error, isPending, isFetching, refetch, dataUpdatedAt } = query
  const hasOpen = data?.items.some(isOpen) ?? false
  useEffect(() => {
    if (!hasOpen) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void inBackground(() => refetch())
    }, openEveryMs)
    return () => clearInterval(timer)
  }, [hasOpen, refetch])
  return (
    <section id="intents" aria-labelledby={id} className="mt-6 max-w-4xl scroll-mt-16">
      <h2
        ref={heading}
        id={id}
        tabIndex={-1}
        className="w-fit rounded-[3px] text-section font-semibold"
      >
        {t('title')}
      </h2>
      <p className="mt-0.5 mb-2 max-w-prose text-text-soft">{t('text')}</p>
      {isPending && (
        <div role="status" aria-label={t('loading')} className={frame}>
          <Skeleton className="mx-4 my-3 h-5 w-64" />
        </div>
      )}
      {error && (
        <ProblemView
          error={error}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
          className="mb-3"
        />
      )}
      {data && data.items.length === 0 && (
        <p className={`${frame} px-4 py-3 text-text-soft`}>{t('none')}</p>
      )}
      {data && data.items.length > 0 && (
        <ul className={`${frame} divide-y divide-line`}>
          {data.items.map((intent) => (
            <IntentRow
              key={intent.key}
              intent={intent}
              readAt={dataUpdatedAt}
              onDismissed={() => heading.current?.focus()}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

const frame = 'overflow-hidden rounded-panel border border-line bg-panel'
