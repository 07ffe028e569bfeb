'use client'
import { useTranslations } from 'next-intl'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { Button } from '#components/ui/button.tsx'
import { useRevokeAgentToken } from '#lib/client/agent-tokens.ts'
import { isSessionLost } from '#lib/client/failure-rules.ts'

interface RevokeAndRenewProps {
  projectId: number
  agentId: number
  /** The token whose secret nobody has. */
  tokenId: number
  /** Words before the button. */
  question?: string
  /** It is revoked; a new one can be made. */
  onRevoked: () => Promise<void>
}

/** The second chance for a secret that was not stored: the token goes, and a new one is made at once. */
export function RevokeAndRenew({
  projectId,
  agentId,
  tokenId,
  question,
  onRevoked,
}: RevokeAndRenewProps) {
  const t = useTranslations('agentTokens.renew')
  const revoke = useRevokeAgentToken(projectId, agentId)
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {question && <span className="text-text-soft">{question}</span>}
        <Button
          size="sm"
          busy={revoke.isPending}
          onClick={async () => {
            const isRevoked = await revoke.mutateAsync({ tokenId }).then(
              () => true,
              () => false,
            )
            if (isRevoked) await onRevoked()
          }}
        >
          {t('action')}
        </Button>
      </div>
      {revoke.error && !isSessionLost(revoke.error) && <ProblemView error={revoke.error} />}
    </div>
  )
}
