'use client'
import { CircleCheck, CircleDashed, type LucideIcon, RefreshCw } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMay } from '#components/layout/use-may.ts'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { Time } from '#components/ui/time.tsx'
import { rotationSteps } from '#lib/contract/rotation.ts'
import type { CampaignRow } from './campaign-row.ts'
import { rotatedAgentHref, rotationHref } from './rotation-hrefs.ts'
import { tokenName } from './rotation-token-name.tsx'

interface CellProps {
  row: CampaignRow
}

const linkClass =
  'block w-fit max-w-full truncate rounded-[3px] font-medium underline-offset-[3px] hover:underline'

export function AgentCell({ row: { agent } }: CellProps) {
  const name = shownName(agent.name)
  return (
    <Link
      href={rotatedAgentHref(agent.config_project.id, agent.id)}
      prefetch={false}
      title={name}
      className={`${linkClass} text-text hover:text-accent-text`}
    >
      {name}
    </Link>
  )
}

export function ProjectCell({ row: { agent } }: CellProps) {
  const path = shownName(agent.config_project.path_with_namespace)
  return (
    <span title={path} className="block text-text-soft sm:truncate">
      {path}
    </span>
  )
}

const looks = {
  todo: { tone: 'warn', icon: CircleDashed },
  in_progress: { tone: 'info', icon: RefreshCw },
  rotated: { tone: 'good', icon: CircleCheck },
} satisfies Record<string, { tone: Tone; icon: LucideIcon }>

export function StateCell({ row: { state, step } }: CellProps) {
  const t = useTranslations('rotation.campaign')
  if (state !== 'todo' && state !== 'in_progress' && state !== 'rotated') return null
  return (
    <span className="flex items-center gap-x-1.5 max-sm:flex-wrap">
      <Badge variant="plain" {...looks[state]}>
        {t(`states.${state}`)}
      </Badge>
      {step && (
        <span className="truncate text-meta text-text-soft">
          {t('step', { step: rotationSteps.indexOf(step) + 1, count: rotationSteps.length })}
        </span>
      )}
    </span>
  )
}

export function TokenCell({ row: { token } }: CellProps) {
  if (token === null) return null
  return <span title={tokenName(token)}>{tokenName(token)}</span>
}

export function AgeCell({ row: { token, asOf } }: CellProps) {
  return token && <Time iso={token.created_at} now={asOf} />
}

export function LastUseCell({ row: { token, asOf } }: CellProps) {
  const t = useTranslations('rotation.campaign')
  if (token === null) return null
  if (token.last_used_at === null) return <span className="text-text-soft">{t('neverUsed')}</span>
  return <Time iso={token.last_used_at} now={asOf} />
}

/** The one sensible next thing, in the wizard of this agent: each is rotated on its own. */
export function NextCell({ row }: CellProps) {
  const t = useTranslations('rotation.campaign.next')
  const { agent, state } = row
  const leave = useMay({ kind: 'project', id: agent.config_project.id })('write_agents')
  const isTheirs = leave === 'granted' || leave === 'asking'
  const next = isTheirs && (state === 'todo' || state === 'in_progress') ? state : 'other'
  return (
    <Link
      href={rotationHref(agent.config_project.id, agent.id)}
      prefetch={false}
      aria-label={t(`${next}For`, { agent: shownName(agent.name) })}
      className={`${linkClass} leading-6 text-accent-text`}
    >
      {t(next)}
    </Link>
  )
}
