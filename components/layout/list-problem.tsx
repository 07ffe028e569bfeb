'use client'
import { KeyRound, Lock, MapPinOff, RotateCw, ShieldOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { ProblemError } from '#lib/client/problem-error.ts'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { useProblemText } from './problem-text.tsx'
import { ProblemView } from './problem-view.tsx'
import { StatePanel } from './state-panel.tsx'

/** Answers that make rows read before untrue: they are gone, or this person may no longer see them. */
const overridingCodes: readonly ProblemCode[] = [
  'integration_disabled',
  'forbidden',
  'insufficient_scope',
  'admin_mode_required',
  'scope_not_found',
]

/** The failure that stands in place of the rows, or null where rows are shown, older ones included. */
export function problemInstead(list: { error: Error | null; data: unknown }): Error | null {
  const { error, data } = list
  if (error === null) return null
  const isOverriding = error instanceof ProblemError && overridingCodes.includes(error.problem.code)
  return data === undefined || isOverriding ? error : null
}

const tokenIcons = { insufficient_scope: KeyRound, admin_mode_required: ShieldOff }

interface ListProblemProps {
  error: Error
  /** Who shows this list to whom. */
  forbidden: { title: string; text: ReactNode }
  onRetry: () => void
  isRetrying: boolean
}

/** A list could not be read: not allowed (and why), not there, or failed. Never an empty list. */
export function ListProblem({ error, forbidden, onRetry, isRetrying }: ListProblemProps) {
  const t = useTranslations('shell')
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
    case 'forbidden':
      return <StatePanel icon={Lock} problem={problem} {...forbidden} actions={retry} />
    case 'insufficient_scope':
    case 'admin_mode_required':
      return (
        <StatePanel
          icon={tokenIcons[problem.code]}
          problem={problem}
          title={problem.title}
          text={explained}
          actions={retry}
        />
      )
    case 'scope_not_found':
      return (
        <StatePanel
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
