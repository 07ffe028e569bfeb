'use client'
import { AgentTokenCreateModal } from '#components/agent-tokens/agent-token-create-modal.tsx'
import { AgentsPage } from '#components/agents/agents-page.tsx'
import { RotationMark } from '#components/rotation/rotation-mark.tsx'

/** The agents of a project, with what tokens and rotation have to do with them. */
export function AgentsView({ projectId }: { projectId: number }) {
  return (
    <AgentsPage
      projectId={projectId}
      tokenMark={({ id }, evidence) => (
        <RotationMark projectId={projectId} agentId={id} evidence={evidence} variant="plain" />
      )}
      firstToken={({ agent, ...step }) => (
        <AgentTokenCreateModal
          projectId={projectId}
          agentId={agent.id}
          agentName={agent.name}
          {...step}
        />
      )}
    />
  )
}
