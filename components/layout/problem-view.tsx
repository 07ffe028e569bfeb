'use client'
import clsx from 'clsx'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Tone } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { isPassing } from '#lib/client/passing.ts'
import { ProblemError } from '#lib/client/problem-error.ts'
import { Countdown } from './countdown.tsx'
import { NextTry } from './next-try.tsx'
import { useProblemText } from './problem-text.tsx'

interface ProblemViewProps {
  error: Error
  /** Asks again; without it no retry button is shown. */
  onRetry?: () => void
  isRetrying?: boolean
  /** More to do, such as a way back. */
  actions?: ReactNode
  /** How bad it is; `bad` where nothing else is said. */
  tone?: Tone
  className?: string
}

/** A failure in the place where the data would be: what happened, what it means, what to do, the id to report. */
export function ProblemView({
  error,
  onRetry,
  isRetrying,
  actions,
  tone,
  className,
}: ProblemViewProps) {
  const t = useTranslations('errors')
  const common = useTranslations('common')
  const problem = useProblemText()(error)
  const heals = onRetry !== undefined && isPassing(error)
  return (
    <Callout
      role="alert"
      tone={tone ?? (problem.code === 'integration_disabled' ? 'warn' : 'bad')}
      title={problem.title}
      className={clsx('max-w-3xl', className)}
    >
      <p>{problem.meaning}</p>
      <p>{problem.action}</p>
      {heals ? (
        <p>
          <NextTry />
        </p>
      ) : (
        <RetryAfter error={error} />
      )}
      {(onRetry || actions || problem.requestId) && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pt-2">
          {onRetry && (
            <Button size="sm" icon={RotateCw} busy={isRetrying} onClick={onRetry}>
              {common(heals ? 'tryNow' : 'retry')}
            </Button>
          )}
          {actions}
          {problem.requestId && (
            <span className="inline-flex min-w-0 flex-wrap items-center gap-1 text-meta text-text-soft">
              <span className="font-mono break-all">
                {t('requestId', { id: problem.requestId })}
              </span>
              <CopyButton text={problem.requestId} label={t('copyRequestId')} />
            </span>
          )}
        </div>
      )}
    </Callout>
  )
}

/** When the person may send it again, where the server says so. */
function RetryAfter({ error }: { error: Error }) {
  const t = useTranslations('errors')
  const after = error instanceof ProblemError ? error.problem.retry_after : undefined
  if (!(error instanceof ProblemError) || after === undefined) return null
  return (
    <p>
      <Countdown until={error.at + after * 1000} over={t('retryNow')}>
        {(time) => t('retryIn', { time })}
      </Countdown>
    </p>
  )
}
