'use client'
import { useTranslations } from 'next-intl'
import { Fact, Facts } from '#components/ui/facts.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { ExternalTextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import { type AgentToken, describedToken } from '#lib/contract/agent-token.ts'
import { AgentTokenUseBadge } from './agent-token-use-badge.tsx'

interface AgentTokenFactsProps {
  token: AgentToken
  /** Epoch milliseconds, by GitLab's clock. */
  now: number
}

/** All that GitLab tells about a token; its secret is not among it. */
export function AgentTokenFacts({ token, now }: AgentTokenFactsProps) {
  const t = useTranslations('agentTokens.facts')
  return (
    <Facts className="sm:[&>div]:grid-cols-[7rem_minmax(0,1fr)]">
      <Fact term={t('use')}>
        <AgentTokenUseBadge token={token} now={now} />
      </Fact>
      <Fact term={t('created')}>
        <Time iso={token.created_at} now={now} /> ·{' '}
        <Time iso={token.created_at} now={now} show="day" />
      </Fact>
      <Fact term={t('createdBy')}>
        <Creator token={token} />
      </Fact>
      <Fact term={t('description')}>
        <Description description={token.description} />
      </Fact>
    </Facts>
  )
}

function Creator({ token }: { token: AgentToken }) {
  const t = useTranslations('agentTokens.facts')
  const { created_by: person } = token.console
  if (person === null) return <span className="text-text-faint">{t('unknown')}</span>
  return person.web_url === null ? (
    shownName(person.name)
  ) : (
    <ExternalTextLink href={person.web_url}>{shownName(person.name)}</ExternalTextLink>
  )
}

function Description({ description }: { description: string | null }) {
  const t = useTranslations('agentTokens.facts')
  const { text, tag } = describedToken(description)
  return (
    <>
      {text === '' ? (
        <span className="text-text-faint">{t('none')}</span>
      ) : (
        <span className="whitespace-pre-line">{text.split('\n').map(shownName).join('\n')}</span>
      )}
      {tag && (
        <span className="ml-2 text-meta text-text-faint" title={t('tag')}>
          {t('tagged', { tag })}
        </span>
      )}
    </>
  )
}
