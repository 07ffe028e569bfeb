'use client'
import { useTranslations } from 'next-intl'
import { useSession } from '#components/layout/session-gate.tsx'
import { Fact, Facts } from '#components/ui/facts.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { ExternalTextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import type { Agent } from '#lib/contract/agent.ts'
import { ConfigFileCell, RegisteredByCell } from './agent-cells.tsx'
import { AgentTokenSlots } from './agent-token-slots.tsx'

/** What is known about an agent, with links to where GitLab shows it. */
export function AgentFacts({ agent }: { agent: Agent }) {
  const t = useTranslations('agents')
  const session = useSession()
  const { console: own, config_project: project } = agent
  const path = shownName(project.path_with_namespace)
  return (
    <Facts className="sm:[&>div]:grid-cols-[8.5rem_minmax(0,1fr)]">
      <Fact term={t('columns.last_contact')}>
        <LastContact agent={agent} />
      </Fact>
      <Fact term={t('columns.tokens')}>
        {own.evidence.tokens ? <AgentTokenSlots evidence={own.evidence} /> : t('notKnown')}
      </Fact>
      <Fact
        term={t('columns.receptive')}
        hint={own.evidence.is_receptive === null && <ReceptiveWhy agent={agent} />}
      >
        {t(`receptive.${receptiveWord(own.evidence.is_receptive)}`)}
      </Fact>
      <Fact term={t('columns.config_file')}>
        <ConfigFileCell agent={agent} />
      </Fact>
      <Fact term={t('columns.created_at')}>
        <Time iso={agent.created_at} now={own.as_of} show="day" />
        {' · '}
        <Time iso={agent.created_at} now={own.as_of} />
      </Fact>
      <Fact term={t('columns.registered_by')}>
        {own.created_by?.web_url ? (
          <ExternalTextLink href={own.created_by.web_url}>
            {shownName(own.created_by.name)}
          </ExternalTextLink>
        ) : (
          <RegisteredByCell agent={agent} />
        )}
      </Fact>
      <Fact term={t('facts.project')}>
        {session ? (
          <ExternalTextLink href={`${session.gitlab.url}/${project.path_with_namespace}`}>
            {path}
          </ExternalTextLink>
        ) : (
          path
        )}
      </Fact>
      <Fact term={t('columns.id')}>
        <span className="tabular-nums">{agent.id}</span>
      </Fact>
      {own.web_url && (
        <Fact term={t('facts.gitlab')}>
          <ExternalTextLink href={own.web_url}>{t('facts.inGitlab')}</ExternalTextLink>
        </Fact>
      )}
    </Facts>
  )
}

function receptiveWord(isReceptive: boolean | null) {
  if (isReceptive === null) return 'unknown'
  return isReceptive ? 'yes' : 'no'
}

function ReceptiveWhy({ agent }: { agent: Agent }) {
  const t = useTranslations('agents.receptive')
  return t(agent.console.evidence.receptive_problem === 'forbidden' ? 'forbidden' : 'unread')
}

function LastContact({ agent }: { agent: Agent }) {
  const t = useTranslations('agents')
  const { tokens, as_of: asOf } = agent.console.evidence
  if (!tokens || tokens.last_used_at === null) {
    const isNever = tokens !== null && tokens.active > 0 && tokens.unread === 0
    return <span className="text-text-faint">{t(isNever ? 'never' : 'notKnown')}</span>
  }
  return (
    <>
      <Time iso={tokens.last_used_at} now={asOf} />
      {tokens.last_used_token && (
        <span className="text-text-soft">
          {' · '}
          {t('withToken', { name: shownName(tokens.last_used_token.name) })}
        </span>
      )}
    </>
  )
}
