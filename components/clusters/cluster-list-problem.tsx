'use client'
import { KeyRound, Lock, MapPinOff, RotateCw, ShieldOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useProblemText } from '#components/layout/problem-text.tsx'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { ProblemError } from '#lib/client/problem-error.ts'
import type { ProblemCode } from '#lib/contract/problem.ts'
import type { Scope } from '#lib/contract/scope.ts'
import type { ListQuery } from './cluster-list-query.ts'
import { ClusterStatePanel } from './cluster-state-panel.tsx'
import { ClusterSwitchedOff } from './cluster-switched-off.tsx'

interface ClusterListProblemProps {
  scope: Scope
  error: Error
  onRetry: () => void
  isRetrying: boolean
}

/** Answers that make rows read before untrue: they are gone, or this person may no longer see them. */
const overridingCodes: readonly ProblemCode[] = [
  'integration_disabled',
  'forbidden',
  'insufficient_scope',
  'admin_mode_required',
  'scope_not_found',
]

/** The failure that stands in place of the rows, or null where rows are shown, older ones included. */
export function problemInstead(list: Pick<ListQuery, 'error' | 'data'>): Error | null {
  const { error, data } = list
  if (error === null) return null
  const isOverriding = error instanceof ProblemError && overridingCodes.includes(error.problem.code)
  return data === undefined || isOverriding ? error : null
}

const tokenIcons = { insufficient_scope: KeyRound, admin_mode_required: ShieldOff }

/** The list could not be read: not allowed (and why), not there, switched off, or failed. Never an empty list. */
export function ClusterListProblem({ scope, error, onRetry, isRetrying }: ClusterListProblemProps) {
  const t = useTranslations('clusters')
  const common = useTranslations('common')
  const problem = useProblemText()(error)
  const retry = (
    <Button icon={RotateCw} busy={isRetrying} onClick={onRetry}>
      {common('retry')}
    </Button>
  )
  const explained = (
    <>
      <p>{problem.meaning}</p>
      <p>{problem.action}</p>
    </>
  )
  switch (problem.code) {
    case 'integration_disabled':
      return <ClusterSwitchedOff problem={problem} onRetry={onRetry} isRetrying={isRetrying} />
    case 'forbidden':
      return (
        <ClusterStatePanel
          icon={Lock}
          problem={problem}
          title={t(`forbidden.${scope.kind}.title`)}
          text={
            <>
              <p>{t(`forbidden.${scope.kind}.text`)}</p>
              <p>{t(`forbidden.${scope.kind}.action`)}</p>
            </>
          }
          actions={retry}
        />
      )
    case 'insufficient_scope':
    case 'admin_mode_required':
      return (
        <ClusterStatePanel
          icon={tokenIcons[problem.code]}
          problem={problem}
          title={problem.title}
          text={explained}
          actions={retry}
        />
      )
    case 'scope_not_found':
      return (
        <ClusterStatePanel
          icon={MapPinOff}
          problem={problem}
          title={problem.title}
          text={explained}
          actions={
            <>
              <ButtonLink href="/">{t('backHome')}</ButtonLink>
              {retry}
            </>
          }
        />
      )
    default:
      return <ProblemView error={error} onRetry={onRetry} isRetrying={isRetrying} />
  }
}
