'use client'
import { useTranslations } from 'next-intl'
import { Callout } from '#components/ui/callout.tsx'
import { FirstContact } from './first-contact.tsx'
import { RevokeAndRenew } from './revoke-and-renew.tsx'
import { TokenShown } from './token-shown.tsx'
import { useFirstContact } from './use-first-contact.ts'
import type { CreationPhase, RemovalReason } from './use-token-creation.ts'

interface CreationResultProps {
  projectId: number
  agentId: number
  agentName: string
  phase: Extract<CreationPhase, { name: 'shown' | 'removed' }>
  onRemove: (why: RemovalReason) => void
  onRenew: () => Promise<void>
}

/** The token that was made: its secret as long as it is on the page, and the wait for the agent to come with it. */
export function CreationResult({ phase, onRemove, onRenew, ...agent }: CreationResultProps) {
  const t = useTranslations('agentTokens.shown')
  const contact = useFirstContact(agent.projectId, agent.agentId, phase.token.id)
  return (
    <div className="space-y-4">
      {phase.name === 'shown' ? (
        <TokenShown {...agent} secret={phase.secret} onRemove={onRemove} />
      ) : (
        <Callout tone="info" role="status" title={t(`removed.${phase.why}.title`)}>
          {t(`removed.${phase.why}.text`)}
        </Callout>
      )}
      {contact.state !== 'connected' && (
        <RevokeAndRenew
          {...agent}
          tokenId={phase.token.id}
          question={t('notStored')}
          onRevoked={onRenew}
        />
      )}
      {/* In sight however long the commands are. */}
      <div className="sticky -bottom-5 -mx-1 -mb-5 border-t border-line bg-raised px-1 py-3">
        <FirstContact contact={contact} />
      </div>
    </div>
  )
}
