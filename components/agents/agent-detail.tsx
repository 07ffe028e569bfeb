'use client'
import { useQuery } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { GoneNotice } from '#components/layout/gone-notice.tsx'
import { StaleNotice } from '#components/layout/list-notices.tsx'
import { MayNotLine } from '#components/layout/may-not.tsx'
import { usePageCrumb } from '#components/layout/page-crumb.ts'
import { agentsHref } from '#components/layout/places.ts'
import { useKeptLeave, useMay } from '#components/layout/use-may.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { Time } from '#components/ui/time.tsx'
import { agentQueries } from '#lib/client/agents.ts'
import { isRecordGone, isSessionLost } from '#lib/client/failure-rules.ts'
import type { Agent } from '#lib/contract/agent.ts'
import { ReceptiveBadge } from './agent-cells.tsx'
import { AgentDanger } from './agent-danger.tsx'
import { AgentDetailProblem } from './agent-detail-problem.tsx'
import { AgentDetailSkeleton } from './agent-detail-skeleton.tsx'
import { AgentFacts } from './agent-facts.tsx'
import { AgentStatusBadge } from './agent-status.tsx'

interface AgentDetailProps {
  projectId: number
  id: number
  /** Beside the status: what another feature has to say, such as a rotation that was begun. */
  mark: (agent: Agent) => ReactNode
  /** The features of an agent, one under the other. */
  children: (agent: Agent) => ReactNode
}

const pollMs = 30_000

/** The page of one agent: how it stands, its features, what is known about it, and its end. */
export function AgentDetail({ projectId, id, mark, children }: AgentDetailProps) {
  const t = useTranslations('agents.detail')
  const reading = useQuery({
    ...agentQueries.detail(projectId, id),
    refetchInterval: ({ state }) => (isRecordGone(state.error) ? false : pollMs),
  })
  const { data: agent, error, isPending, isFetching, refetch } = reading
  const scope = { kind: 'project', id: projectId } as const
  const leave = useMay(scope)('write_agents')
  // A deletion that was begun tells its refusal in its own dialog.
  const isDangerShown = useKeptLeave(leave) === 'granted'
  usePageCrumb(agent?.name ?? null)
  if (isPending) return <AgentDetailSkeleton label={t('loading')} />
  const retry = () => void refetch()
  if (!agent) {
    return (
      <AgentDetailProblem
        projectId={projectId}
        error={error}
        onRetry={retry}
        isRetrying={isFetching}
      />
    )
  }
  const isGone = isRecordGone(error)
  const name = shownName(agent.name)
  return (
    <>
      <PageHeader
        title={<span title={name}>{name}</span>}
        fact={
          <HeaderFact
            agent={agent}
            isOlder={error !== null}
            onRefresh={retry}
            isReading={isFetching}
          >
            {!isGone && mark(agent)}
          </HeaderFact>
        }
      />
      <div className="mb-4 empty:hidden">
        <MayNotLine scope={scope} leave={leave} />
      </div>
      {isGone && (
        <GoneNotice
          title={t('gone')}
          text={t('goneText')}
          href={agentsHref(projectId)}
          linkText={t('toList')}
        />
      )}
      {error && !isGone && !isSessionLost(error) && (
        <StaleNotice
          error={error}
          readAt={reading.dataUpdatedAt}
          failedAt={reading.errorUpdatedAt}
          onRetry={retry}
          isRetrying={isFetching}
        />
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_minmax(18rem,22rem)]">
        <div className="max-w-4xl min-w-0 space-y-10">{!isGone && children(agent)}</div>
        <aside
          aria-label={t('facts')}
          data-older={error !== null || undefined}
          className="xl:row-span-2"
        >
          <div className="xl:sticky xl:top-20">
            <AgentFacts agent={agent} />
          </div>
        </aside>
        {!isGone && isDangerShown && <AgentDanger projectId={projectId} agent={agent} />}
      </div>
    </>
  )
}

interface HeaderFactProps {
  agent: Agent
  isOlder: boolean
  onRefresh: () => void
  isReading: boolean
  children: ReactNode
}

function HeaderFact({ agent, isOlder, onRefresh, isReading, children }: HeaderFactProps) {
  const t = useTranslations('agents')
  const { evidence } = agent.console
  return (
    <span
      data-older={isOlder || undefined}
      className="flex min-h-6 flex-wrap items-center gap-x-2 gap-y-1"
    >
      <AgentStatusBadge evidence={evidence} now={evidence.as_of} />
      {evidence.is_receptive && (
        <>
          <Dot />
          <ReceptiveBadge />
        </>
      )}
      {children}
      <Dot />
      <span className="tabular-nums">
        {t.rich('asOf', {
          time: () => <Time iso={evidence.as_of} now={evidence.as_of} show="clock" />,
        })}
        <IconButton
          icon={RotateCw}
          label={t('refresh')}
          size="sm"
          busy={isReading}
          onClick={onRefresh}
          className="-my-1 ml-0.5 align-middle"
        />
      </span>
    </span>
  )
}

const Dot = () => <span aria-hidden>·</span>
