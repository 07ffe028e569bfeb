'use client'
import { AgentTokenCreateModal } from '#components/agent-tokens/agent-token-create-modal.tsx'
import { AgentTokenRevokeModal } from '#components/agent-tokens/agent-token-revoke-modal.tsx'
import { tokenUse } from '#lib/contract/agent-token.ts'
import { replacesMarker } from '#lib/contract/rotation.ts'
import type { ReadRotation } from './read-rotation.ts'
import type { RotationDialogsState } from './use-rotation-dialogs.ts'

interface RotationDialogsProps extends Pick<ReadRotation, 'tokens' | 'asOf'> {
  projectId: number
  agentId: number
  agentName: string
  dialogs: RotationDialogsState
  findLanding: () => HTMLElement | null
}

/** The dialogs that make and revoke tokens, judged by the newest reading while they are open. */
export function RotationDialogs(props: RotationDialogsProps) {
  const { tokens, asOf, dialogs, findLanding, ...agent } = props
  const { dialog, isOpen, close } = dialogs
  if (dialog === null) return null
  if (dialog.kind === 'create') {
    return (
      <AgentTokenCreateModal
        {...agent}
        open={isOpen}
        onClose={close}
        description={replacesMarker(dialog.replaces.id)}
      />
    )
  }
  const token = tokens.find(({ id }) => id === dialog.token.id) ?? dialog.token
  return (
    <AgentTokenRevokeModal
      projectId={agent.projectId}
      agentId={agent.agentId}
      token={token}
      isLive={tokenUse(token, asOf) === 'live'}
      isOnly={tokens.every(({ id }) => id === token.id)}
      open={isOpen}
      onClose={close}
      findLanding={findLanding}
    />
  )
}
