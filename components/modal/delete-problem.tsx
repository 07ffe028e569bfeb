'use client'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { failureCode } from '#components/layout/problem-text.tsx'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'

interface DeleteProblemProps {
  /** Why it was not deleted. */
  error: Error | null
  /** Why it could not be read before; of no interest once the deletion failed. */
  readError: Error | null
  /** What 412 means here: that the record was changed, and that nothing was deleted. */
  changed: { title: string; text: ReactNode }
  onLookAgain: () => void
  isReading: boolean
}

/** Why nothing was deleted, inside the dialog. After 412 the way on is to look at the record as it is now. */
export function DeleteProblem({
  error,
  readError,
  changed,
  onLookAgain,
  isReading,
}: DeleteProblemProps) {
  const t = useTranslations('common')
  if (error === null) {
    return (
      readError && <ProblemView error={readError} onRetry={onLookAgain} isRetrying={isReading} />
    )
  }
  if (failureCode(error) !== 'changed_meanwhile') return <ProblemView error={error} />
  return (
    <Callout
      role="alert"
      tone="warn"
      title={changed.title}
      actions={
        <Button size="sm" icon={RotateCw} busy={isReading} onClick={onLookAgain}>
          {t('lookAgain')}
        </Button>
      }
    >
      {changed.text}
    </Callout>
  )
}
