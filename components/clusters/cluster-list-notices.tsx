'use client'
import { RotateCw } from 'lucide-react'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { useProblemText } from '#components/layout/problem-text.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { relativeTime } from '#components/ui/time-words.ts'
import { ProblemError } from '#lib/client/problem-error.ts'
import { isUpstreamCode } from '#lib/client/upstream.ts'

interface StaleNoticeProps {
  error: Error
  /** Epoch milliseconds by the browser's clock: when the shown data came, and when the newer reading failed. */
  readAt: number
  failedAt: number
  onRetry: () => void
  isRetrying: boolean
}

const minuteMs = 60_000

/** Older rows are on screen because reading them again failed: says how old, and why. */
export function StaleNotice({ error, readAt, failedAt, onRetry, isRetrying }: StaleNoticeProps) {
  const t = useTranslations('clusters')
  const common = useTranslations('common')
  const errors = useTranslations('errors')
  const format = useFormatter()
  const locale = useLocale()
  const problem = useProblemText()(error)
  // Of a GitLab that cannot be asked the banner above the page tells, and offers to try again.
  const isToldAbove = error instanceof ProblemError && isUpstreamCode(error.problem.code)
  return (
    <Callout
      role="status"
      tone="warn"
      className="mb-3"
      title={t(failedAt - readAt < minuteMs ? 'stale' : 'staleSince', {
        time: format.dateTime(readAt, { timeStyle: 'short' }),
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
            {errors('requestId', { id: problem.requestId })}
          </span>
        )}
      </p>
    </Callout>
  )
}

/** GitLab holds more rows than the console reads: the list must not pass for a whole one. */
export function IncompleteNotice({ count }: { count: number }) {
  const t = useTranslations('clusters')
  return (
    <Callout tone="warn" className="mb-3" title={t('incomplete')}>
      {t('incompleteText', { count })}
    </Callout>
  )
}
