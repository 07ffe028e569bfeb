'use client'
import { CircleDashed, CircleHelp, type LucideIcon, PlugZap, Unplug } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { type AgentToken, type AgentTokenUse, tokenUse } from '#lib/contract/agent-token.ts'

const looks = {
  live: { tone: 'good', icon: PlugZap },
  idle: { tone: 'warn', icon: Unplug },
  unused: { tone: 'neutral', icon: CircleDashed },
  unknown: { tone: 'warn', icon: CircleHelp },
} satisfies Record<AgentTokenUse, { tone: Tone; icon: LucideIcon }>

interface AgentTokenUseProps {
  token: AgentToken
  /** Epoch milliseconds, by GitLab's clock. */
  now: number
}

/** Whether an agent works with the token, and since when it does not. */
export function AgentTokenUseBadge({ token, now }: AgentTokenUseProps) {
  const t = useTranslations('agentTokens.use')
  const use = tokenUse(token, now)
  return (
    <span className="inline-flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
      <Badge {...looks[use]}>{t(use)}</Badge>
      <LastUse token={token} now={now} />
    </span>
  )
}

/** The evidence: when the token was used last. */
export function LastUse({ token, now }: AgentTokenUseProps) {
  const t = useTranslations('agentTokens.use')
  if (!token.console.last_use_known) return <span className="text-text-soft">{t('notRead')}</span>
  if (token.last_used_at === null) return <span className="text-text-soft">{t('never')}</span>
  return (
    <span className="text-text-soft">
      {t.rich('lastUsed', {
        when: () => <Time iso={token.last_used_at ?? ''} now={now} />,
      })}
    </span>
  )
}
