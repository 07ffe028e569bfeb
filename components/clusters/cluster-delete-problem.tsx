'use client'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { failureCode } from '#components/layout/problem-text.tsx'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'

interface ClusterDeleteProblemProps {
  error: Error
  onLookAgain: () => void
  isReading: boolean
}

/** Why nothing was deleted. After 412 the way on is to look at the record as it is now. */
export function ClusterDeleteProblem({ error, onLookAgain, isReading }: ClusterDeleteProblemProps) {
  const t = useTranslations('clusters.deletion')
  if (failureCode(error) !== 'changed_meanwhile') return <ProblemView error={error} />
  return (
    <Callout
      role="alert"
      tone="warn"
      title={t('changed')}
      actions={
        <Button size="sm" icon={RotateCw} busy={isReading} onClick={onLookAgain}>
          {t('lookAgain')}
        </Button>
      }
    >
      {t('changedText')}
    </Callout>
  )
}
