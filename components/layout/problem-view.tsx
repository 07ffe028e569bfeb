'use client'
import clsx from 'clsx'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Tone } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
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
  return (
    <Callout
      role="alert"
      tone={tone ?? (problem.code === 'integration_disabled' ? 'warn' : 'bad')}
      title={problem.title}
      className={clsx('max-w-3xl', className)}
    >
      <p>{problem.meaning}</p>
      <p>{problem.action}</p>
      {problem.retryAfterS !== null && <p>{t('retryIn', { seconds: problem.retryAfterS })}</p>}
      {(onRetry || actions || problem.requestId) && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pt-2">
          {onRetry && (
            <Button size="sm" icon={RotateCw} busy={isRetrying} onClick={onRetry}>
              {common('retry')}
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
