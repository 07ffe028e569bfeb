'use client'
import type { LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import type { ProblemText } from './problem-text.tsx'

interface StatePanelProps {
  icon: LucideIcon
  title: ReactNode
  text: ReactNode
  actions?: ReactNode
  /** The failure behind it, whose request id is offered for copying. */
  problem?: ProblemText
}

/** Stands where a table or a record would be, in the same frame: why it is not there, and what to do. */
export function StatePanel({ problem, text, ...state }: StatePanelProps) {
  const t = useTranslations('errors')
  return (
    <div role={problem ? 'alert' : undefined} className="rounded-panel border border-line bg-panel">
      <EmptyState
        {...state}
        text={
          <>
            {text}
            {problem?.requestId && (
              <p className="flex items-center justify-center gap-1 pt-1 font-mono text-meta text-text-faint">
                {t('requestId', { id: problem.requestId })}
                <CopyButton text={problem.requestId} label={t('copyRequestId')} />
              </p>
            )}
          </>
        }
      />
    </div>
  )
}
