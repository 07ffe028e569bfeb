'use client'
import { useQuery } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge, type BadgeProps } from '#components/ui/badge.tsx'
import { agentTokenQueries } from '#lib/client/agent-tokens.ts'
import type { AgentEvidence } from '#lib/contract/agent.ts'
import { maxActiveTokens } from '#lib/contract/agent-token.ts'
import { rotationStep, rotationSteps } from '#lib/contract/rotation.ts'
import { type ReadRotation, readRotation } from './read-rotation.ts'
import { rotationHref } from './rotation-hrefs.ts'

interface RotationMarkProps extends Pick<BadgeProps, 'variant'> {
  projectId: number
  agentId: number
  /** What the agent's status rests on; undefined while it is on its way. */
  evidence: AgentEvidence | undefined
}

/** Only two tokens, or one that was never used, can be in the middle of a rotation: of all others nothing is read. */
function mayBeUnderWay({ tokens }: AgentEvidence): boolean {
  if (tokens === null) return false
  return (
    tokens.active === maxActiveTokens ||
    (tokens.active === 1 && tokens.unread === 0 && tokens.last_used_at === null)
  )
}

function isUnderWay({ rotation }: ReadRotation): boolean {
  if (rotation.kind === 'refused') return rotation.pair !== null
  return rotation.kind === 'install' || rotation.kind === 'watch' || rotation.kind === 'revoke'
}

const minuteMs = 60_000

/** "Rotation: step 3 of 5", derived from the agent's tokens, leading to the wizard; nothing when none is under way. */
export function RotationMark({ projectId, agentId, evidence, variant }: RotationMarkProps) {
  const t = useTranslations('rotation.mark')
  const isPossible = evidence !== undefined && mayBeUnderWay(evidence)
  const { data } = useQuery({
    ...agentTokenQueries.list(projectId, agentId),
    enabled: isPossible,
    staleTime: minuteMs,
    refetchInterval: ({ state }) =>
      state.data && isUnderWay(readRotation(state.data)) ? minuteMs : false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const read = isPossible && data ? readRotation(data) : null
  if (read === null || !isUnderWay(read)) return null
  const { rotation } = read
  const step = rotationStep(rotation)
  return (
    <Link
      href={rotationHref(projectId, agentId)}
      prefetch={false}
      className="inline-flex min-h-6 max-w-full items-center rounded-full underline-offset-[3px] hover:underline"
    >
      <Badge tone={rotation.kind === 'revoke' ? 'warn' : 'info'} icon={RefreshCw} variant={variant}>
        {step === null || rotation.kind === 'refused'
          ? t('unclear')
          : t('step', { step: rotationSteps.indexOf(step) + 1, count: rotationSteps.length })}
      </Badge>
    </Link>
  )
}
