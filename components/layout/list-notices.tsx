'use client'
import type { UseQueryResult } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { clockStyle, relativeTime } from '#components/ui/time-words.ts'
import { isSessionLost } from '#lib/client/failure-rules.ts'
import { isPassing } from '#lib/client/passing.ts'
import { useProblemText } from './problem-text.tsx'

interface StaleNoticeProps {
  error: Error
  /** Epoch milliseconds by the browser's clock: when the shown data came, and when the newer reading failed. */
  readAt: number
  failedAt: number
  onRetry: () => void
  isRetrying: boolean
}

const minuteMs = 60_000

/** Older data is on screen because reading it again failed: says how old, and why. */
export function StaleNotice({ error, readAt, failedAt, onRetry, isRetrying }: StaleNoticeProps) {
  const t = useTranslations('errors')
  const common = useTranslations('common')
  const format = useFormatter()
  const locale = useLocale()
  const problem = useProblemText()(error)
  // Of what passes by itself the banner above the page tells, and offers to try again.
  const isToldAbove = isPassing(error)
  return (
    <Callout
      role="status"
      tone="warn"
      className="mb-3"
      title={t(failedAt - readAt < minuteMs ? 'stale' : 'staleSince', {
        time: format.dateTime(readAt, clockStyle),
        age: relativeTime(readAt, failedAt, locale),
      })}
      actions={
        !isToldAbove && (
          <Button size="sm" icon={RotateCw} busy={isRetrying} onClick={onRetry}>
            {common('retry')}
          </Button>
        )
      }
    >
      <p>
        {!isToldAbove && t('staleReason', { title: problem.title, action: problem.action })}
        {problem.requestId && (
          <span className="font-mono text-meta not-first:ml-2">
            {t('requestId', { id: problem.requestId })}
          </span>
        )}
      </p>
    </Callout>
  )
}

/** GitLab holds more rows than the console reads: the list must not pass for a whole one. */
export function IncompleteNotice({ children }: { children: ReactNode }) {
  const t = useTranslations('common')
  return (
    <Callout tone="warn" className="mb-3" title={t('incomplete')}>
      {children}
    </Callout>
  )
}

interface ListNoticesProps {
  list: UseQueryResult<{ items: readonly unknown[]; complete: boolean }>
  /** Says how many were read. */
  incompleteText: (count: number) => ReactNode
}

/** Above the rows of a list: that they are older ones, or not all. */
export function ListNotices({ list, incompleteText }: ListNoticesProps) {
  return (
    <>
      {list.isError && !isSessionLost(list.error) && (
        <StaleNotice
          error={list.error}
          readAt={list.dataUpdatedAt}
          failedAt={list.errorUpdatedAt}
          onRetry={() => void list.refetch()}
          isRetrying={list.isFetching}
        />
      )}
      {list.data?.complete === false && (
        <IncompleteNotice>{incompleteText(list.data.items.length)}</IncompleteNotice>
      )}
    </>
  )
}
