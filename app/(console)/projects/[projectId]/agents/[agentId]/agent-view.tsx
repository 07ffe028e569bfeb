'use client'
import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { AgentTokenSection } from '#components/agent-tokens/agent-token-section.tsx'
import { AgentDetail } from '#components/agents/agent-detail.tsx'
import { rotationHref } from '#components/rotation/rotation-hrefs.ts'
import { RotationMark } from '#components/rotation/rotation-mark.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { UrlConfigurationSection } from '#components/url-configurations/url-configuration-section.tsx'

interface AgentViewProps {
  projectId: number
  agentId: number
}

/** One agent with its tokens, their rotation and its URL configuration. */
export function AgentView({ projectId, agentId }: AgentViewProps) {
  const t = useTranslations('agents')
  return (
    <AgentDetail
      projectId={projectId}
      id={agentId}
      mark={({ console: { evidence } }) => (
        <RotationMark projectId={projectId} agentId={agentId} evidence={evidence} />
      )}
    >
      {({ name }) => (
        <>
          <AgentTokenSection
            projectId={projectId}
            agentId={agentId}
            agentName={name}
            actions={
              <ButtonLink icon={RefreshCw} href={rotationHref(projectId, agentId)}>
                {t('rotate')}
              </ButtonLink>
            }
          />
          <UrlConfigurationSection projectId={projectId} agentId={agentId} agentName={name} />
        </>
      )}
    </AgentDetail>
  )
}
