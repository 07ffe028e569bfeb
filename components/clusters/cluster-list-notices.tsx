'use client'
import { RotateCw } from 'lucide-react'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { useProblemText } from '#components/layout/problem-text.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { relativeTime } from '#components/ui/time-words.ts'

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
        <Button size="sm" icon={RotateCw} busy={isRetrying} onClick={onRetry}>
          {common('retry')}
        </Button>
      }
    >
      <p>
        {t('staleReason', { title: problem.title, action: problem.action })}
        {problem.requestId && (
          <span className="ml-2 font-mono text-meta">
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
