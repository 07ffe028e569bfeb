'use client'
import { useTranslations } from 'next-intl'
import { ListProblem } from '#components/layout/list-problem.tsx'
import { useProblemText } from '#components/layout/problem-text.tsx'
import type { Scope } from '#lib/contract/scope.ts'
import { ClusterSwitchedOff } from './cluster-switched-off.tsx'

interface ClusterListProblemProps {
  scope: Scope
  error: Error
  onRetry: () => void
  isRetrying: boolean
}

/** The list could not be read: switched off in GitLab, or what can happen to any list. */
export function ClusterListProblem({ scope, error, ...retry }: ClusterListProblemProps) {
  const t = useTranslations('clusters')
  const problem = useProblemText()(error)
  if (problem.code === 'integration_disabled') {
    return <ClusterSwitchedOff problem={problem} {...retry} />
  }
  return (
    <ListProblem
      error={error}
      forbidden={{
        title: t(`forbidden.${scope.kind}.title`),
        text: (
          <>
            <p>{t(`forbidden.${scope.kind}.text`)}</p>
            <p>{t(`forbidden.${scope.kind}.action`)}</p>
          </>
        ),
      }}
      {...retry}
    />
  )
}
