'use client'
import { useQuery } from '@tanstack/react-query'
import { Radio } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { ExternalTextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import { agentQueries } from '#lib/client/agents.ts'
import type { AgentSummary } from '#lib/contract/agent.ts'
import { agentHref } from './agent-hrefs.ts'
import { useAgentList } from './agent-list-context.ts'
import { type AgentRow, isRead, rowReceptive } from './agent-row.ts'
import { AgentStatusBadge, AgentStatusUnread } from './agent-status.tsx'
import { AgentTokenSlots } from './agent-token-slots.tsx'

interface RowProps {
  row: AgentRow
}
interface AgentProps {
  agent: AgentSummary
}

/** The name; as long as it is on screen the agent's status is read again from time to time. */
export function NameCell({ agent }: AgentProps) {
  const { projectId, pollMs } = useAgentList()
  useQuery({
    ...agentQueries.status(projectId, agent.id),
    refetchInterval: pollMs,
    staleTime: pollMs / 2,
  })
  const name = shownName(agent.name)
  return (
    <Link
      href={agentHref(projectId, agent.id)}
      title={name}
      prefetch={false}
      className="block w-fit max-w-full truncate rounded-[3px] font-medium text-text underline-offset-[3px] hover:text-accent-text hover:underline"
    >
      {name}
    </Link>
  )
}

/** What stands in a cell until the status came. */
function Pending({ className }: { className: string }) {
  const t = useTranslations('agents')
  return (
    <span className="block py-1">
      <span className="sr-only">{t('reading')}</span>
      <Skeleton className={className} />
    </span>
  )
}

const Faint = ({ children, title }: { children: ReactNode; title?: string }) => (
  <span title={title} className="text-text-faint">
    {children}
  </span>
)

/** So old must a reading be, in milliseconds, before its own time is told too. */
const oldReadingMs = 150_000

export function StatusCell({ row }: RowProps) {
  const t = useTranslations('agents')
  const { now } = useAgentList()
  const { evidence, error, readAt } = row
  if (!isRead(row)) return <Pending className="h-2.5 w-36 max-sm:mb-2" />
  if (!evidence) return <AgentStatusUnread variant="plain" />
  return (
    <span className="flex min-w-0 items-center gap-x-1.5 max-sm:flex-wrap">
      <AgentStatusBadge variant="plain" evidence={evidence} now={evidence.as_of} />
      {(error !== null || now - readAt > oldReadingMs) && (
        <span className="text-meta text-text-faint">
          {t.rich('readAt', {
            time: () => <Time iso={evidence.as_of} now={evidence.as_of} show="clock" />,
          })}
        </span>
      )}
    </span>
  )
}

const dayMs = 86_400_000

/** When exactly the agent was heard of last, and with which token. */
export function LastContactCell({ row }: RowProps) {
  const t = useTranslations('agents')
  const { evidence } = row
  if (!isRead(row)) return <Pending className="h-2.5 w-24" />
  const tokens = evidence?.tokens
  if (!evidence || !tokens || tokens.last_used_at === null) {
    return (
      <Faint>{t(tokens && tokens.unread === 0 && tokens.active > 0 ? 'never' : 'notKnown')}</Faint>
    )
  }
  const isToday = Date.parse(evidence.as_of) - Date.parse(tokens.last_used_at) < dayMs
  return (
    <>
      <Time iso={tokens.last_used_at} now={evidence.as_of} show={isToday ? 'clock' : 'day'} />
      {tokens.last_used_token && (
        <span className="ml-1.5 text-meta text-text-faint" title={t('lastToken')}>
          {shownName(tokens.last_used_token.name)}
        </span>
      )}
    </>
  )
}

export function TokensCell({ row }: RowProps) {
  const t = useTranslations('agents')
  const { tokenMark } = useAgentList()
  const { evidence, agent } = row
  if (!isRead(row)) return <Pending className="h-2.5 w-28" />
  if (!evidence?.tokens) return <Faint>{t('notKnown')}</Faint>
  return <AgentTokenSlots evidence={evidence} mark={tokenMark(agent, evidence)} />
}

export function ReceptiveBadge() {
  return (
    <Badge tone="info" icon={Radio} variant="plain" className="align-middle">
      {useTranslations('agents')('receptive.yes')}
    </Badge>
  )
}

/** Whether GitLab connects to the agent instead of the other way round; GitLab tells it from the Maintainer role on. */
export function ReceptiveCell({ row }: RowProps) {
  const t = useTranslations('agents.receptive')
  const receptive = rowReceptive(row)
  if (receptive === null) return <Pending className="h-2.5 w-16" />
  if (receptive === 'yes') return <ReceptiveBadge />
  if (receptive === 'no') return <Faint>{t('no')}</Faint>
  const why = t(row.evidence?.receptive_problem === 'forbidden' ? 'forbidden' : 'unread')
  return (
    <Faint title={why}>
      {t('unknown')} <span className="sr-only">({why})</span>
    </Faint>
  )
}

export function ConfigFileCell({ agent }: AgentProps) {
  const t = useTranslations('agents.configFile')
  const { exists, web_url: url } = agent.console.config_file
  if (exists === null) return <Faint>{t('unknown')}</Faint>
  if (!exists) return <Faint title={t('noneText')}>{t('none')}</Faint>
  if (url === null) return 'config.yaml'
  return (
    <ExternalTextLink href={url} aria-label={t('open', { name: shownName(agent.name) })}>
      config.yaml
    </ExternalTextLink>
  )
}

/** Who registered the agent: the name, else the number that GitLab still keeps, else nothing. */
export function RegisteredByCell({ agent }: AgentProps) {
  const t = useTranslations('agents')
  const { created_by: person } = agent.console
  if (person)
    return (
      <span title={`${shownName(person.name)} @${person.username}`}>{shownName(person.name)}</span>
    )
  const id = agent.created_by_user_id
  return <Faint>{id === null ? t('notKnown') : t('userById', { id: String(id) })}</Faint>
}

export function CreatedCell({ agent }: AgentProps) {
  return <Time iso={agent.created_at} now={agent.console.as_of} />
}
