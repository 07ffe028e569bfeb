'use client'
import type { LucideIcon } from 'lucide-react'
import { CircleDashed, CircleHelp, KeyRound, PlugZap, Unplug } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge, type BadgeProps, type Tone } from '#components/ui/badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { type AgentEvidence, type AgentStatus, agentStatus } from '#lib/contract/agent.ts'

const looks = {
  connected: { tone: 'good', icon: PlugZap },
  not_connected: { tone: 'bad', icon: Unplug },
  never_connected: { tone: 'neutral', icon: CircleDashed },
  no_token: { tone: 'warn', icon: KeyRound },
  unknown: { tone: 'neutral', icon: CircleHelp },
} satisfies Record<AgentStatus, { tone: Tone; icon: LucideIcon }>

export const statusTones = {
  connected: looks.connected.tone,
  not_connected: looks.not_connected.tone,
  never_connected: looks.never_connected.tone,
  no_token: looks.no_token.tone,
  unknown: looks.unknown.tone,
} satisfies Record<AgentStatus, Tone>

/** In a row one line, however little fits; elsewhere the ground may go below the word. */
const frame = 'flex max-w-full min-w-0 items-center gap-x-1.5 max-sm:flex-wrap'

interface AgentStatusBadgeProps extends Pick<BadgeProps, 'variant'> {
  evidence: AgentEvidence
  /** The moment to judge at, by GitLab's clock: ISO 8601 or epoch milliseconds; `evidence.as_of` unless one waits live. */
  now: string | number
}

/** An agent's status with what it rests on and how old that is. */
export function AgentStatusBadge({ evidence, now, variant }: AgentStatusBadgeProps) {
  const t = useTranslations('agents.status')
  const status = agentStatus(evidence, new Date(now).getTime())
  return (
    <span className={frame}>
      <Badge variant={variant} {...looks[status]} className="shrink-0">
        {t(status)}
      </Badge>
      <span className="min-w-0 truncate text-meta text-text-soft">
        <StatusGround evidence={evidence} now={now} />
      </span>
    </span>
  )
}

/** What the status rests on: the last contact with its age, or why there is none. */
function StatusGround({ evidence, now }: Pick<AgentStatusBadgeProps, 'evidence' | 'now'>) {
  const t = useTranslations('agents.ground')
  const problems = useTranslations('agents.unread')
  const errors = useTranslations('errors')
  const { tokens, tokens_problem: problem } = evidence
  if (tokens === null) {
    return (
      <span title={problem === null ? undefined : errors(`${problem}.title`)}>
        {problems(problem === 'forbidden' ? 'forbidden' : 'failed')}
      </span>
    )
  }
  if (tokens.active === 0) return t('noToken')
  const isProof = agentStatus(evidence, new Date(now).getTime()) !== 'unknown'
  if (!isProof) return t('unread', { unread: tokens.unread, active: tokens.active })
  if (tokens.last_used_at === null) return t('unused')
  return <Time iso={tokens.last_used_at} now={now} />
}

/** The same when nothing at all could be read of the agent. */
export function AgentStatusUnread({ variant }: Pick<BadgeProps, 'variant'>) {
  const t = useTranslations('agents')
  return (
    <span className={frame}>
      <Badge variant={variant} {...looks.unknown} className="shrink-0">
        {t('status.unknown')}
      </Badge>
      <span className="min-w-0 truncate text-meta text-text-soft">{t('unread.failed')}</span>
    </span>
  )
}
