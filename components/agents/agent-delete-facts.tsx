'use client'
import { PlugZap, Unplug } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Callout } from '#components/ui/callout.tsx'
import { Fact, Facts } from '#components/ui/facts.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Time } from '#components/ui/time.tsx'
import { type Agent, type AgentStatus, agentStatus } from '#lib/contract/agent.ts'
import { AgentStatusBadge } from './agent-status.tsx'
import { AgentTokenSlots } from './agent-token-slots.tsx'

/** The agent about to be deleted as GitLab has it at this moment; null while it is being read. */
export function AgentDeleteFacts({ agent }: { agent: Agent | null }) {
  const t = useTranslations('agents')
  const wait = <Skeleton className="my-1 h-3 w-40" />
  const evidence = agent?.console.evidence ?? null
  return (
    <section aria-busy={agent === null} aria-label={t('deletion.facts')} className="space-y-4">
      {agent === null && <p className="sr-only">{t('deletion.reading')}</p>}
      <NowNotice status={evidence && agentStatus(evidence, Date.parse(evidence.as_of))} />
      <Facts>
        <Fact term={t('columns.status')}>
          {evidence ? <AgentStatusBadge evidence={evidence} now={evidence.as_of} /> : wait}
        </Fact>
        <Fact term={t('columns.tokens')}>
          {evidence?.tokens && <AgentTokenSlots evidence={evidence} />}
          {evidence && !evidence.tokens && t('notKnown')}
          {!evidence && wait}
        </Fact>
        <Fact term={t('columns.created_at')}>
          {agent ? (
            <>
              <Time iso={agent.created_at} now={agent.console.as_of} />
              {agent.console.created_by && ` · ${shownName(agent.console.created_by.name)}`}
            </>
          ) : (
            wait
          )}
        </Fact>
      </Facts>
    </section>
  )
}

/** Whether somebody loses a connection that works at this moment; keeps its place until that is known. */
function NowNotice({ status }: { status: AgentStatus | null }) {
  const t = useTranslations('agents.deletion')
  if (status === null) return <Skeleton className="h-16 w-full rounded-panel" />
  if (status === 'connected') {
    return (
      <Callout tone="bad" icon={PlugZap} title={t('connectedNow')}>
        {t('connectedNowText')}
      </Callout>
    )
  }
  if (status === 'unknown') {
    return (
      <Callout tone="warn" title={t('unknownNow')}>
        {t('unknownNowText')}
      </Callout>
    )
  }
  return (
    <Callout tone="neutral" icon={Unplug} title={t('notConnectedNow')}>
      {t('notConnectedNowText')}
    </Callout>
  )
}
