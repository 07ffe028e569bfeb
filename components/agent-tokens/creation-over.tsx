'use client'
import { useTranslations } from 'next-intl'
import { useProblemText } from '#components/layout/problem-text.tsx'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { ProblemError } from '#lib/client/problem-error.ts'
import type { AgentToken } from '#lib/contract/agent-token.ts'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { RevokeAndRenew } from './revoke-and-renew.tsx'
import { TokenSlotsFull } from './token-slots-full.tsx'

/** Trying the same again cannot end otherwise. */
const finalCodes: ReadonlySet<ProblemCode> = new Set([
  'forbidden',
  'insufficient_scope',
  'admin_mode_required',
  'account_blocked',
  'record_not_found',
  'scope_not_found',
  'token_limit',
])

interface CreationOverProps {
  projectId: number
  agentId: number
  error: Error
  /** The agent's tokens as read last, and the time to judge them by. */
  tokens: readonly AgentToken[] | undefined
  now: number
  /** Makes a new attempt with what is in the form. */
  onAgain: () => Promise<void>
}

/** How an attempt ended without a token to show, and the next step. */
export function CreationOver({
  projectId,
  agentId,
  error,
  tokens,
  now,
  onAgain,
}: CreationOverProps) {
  const t = useTranslations('agentTokens.over')
  const { code } = useProblemText()(error)
  const problem = error instanceof ProblemError ? error.problem : null
  const madeId = problem?.code === 'already_completed' ? problem.token_id : undefined
  const isFinal = problem !== null && finalCodes.has(problem.code)
  if (madeId !== undefined) {
    return (
      <Callout tone="warn" role="alert" title={t('unseen')}>
        <p>{t('unseenText')}</p>
        <div className="pt-2">
          <RevokeAndRenew
            projectId={projectId}
            agentId={agentId}
            tokenId={madeId}
            onRevoked={onAgain}
          />
        </div>
      </Callout>
    )
  }
  return (
    <div className="space-y-3">
      <ProblemView
        error={error}
        tone={isFinal && code !== 'token_limit' ? 'bad' : 'warn'}
        actions={
          !isFinal && (
            <Button size="sm" variant="primary" onClick={onAgain}>
              {t(code === 'outcome_compensated' ? 'createNew' : 'again')}
            </Button>
          )
        }
      />
      {code === 'token_limit' && tokens && <TokenSlotsFull tokens={tokens} now={now} />}
    </div>
  )
}
