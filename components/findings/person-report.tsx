'use client'
import { ArrowLeft, RefreshCw } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Fact, Facts } from '#components/ui/facts.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { type Holdings, projectsOfTokens } from '#lib/contract/findings/offboarding.ts'
import { peopleHref, rotateHref, rotateProjectsHref } from './finding-hrefs.ts'
import { StandingBadge } from './people-columns.tsx'
import { personReportText } from './person-report-text.ts'
import { PlaceList } from './place-list.tsx'

interface PersonReportProps {
  holdings: Holdings
  asOf: string | null
  isWhole: boolean
}

/** So many projects a campaign takes. */
const maxProjects = 50

/** Everything that one person made, with the way to hand it over. */
export function PersonReport({ holdings, asOf, isWhole }: PersonReportProps) {
  const t = useTranslations('findings.people')
  const common = useTranslations('findings')
  const { user, clusters, agents, tokens } = holdings
  const projects = projectsOfTokens(holdings)
  const username = shownName(user?.username ?? '')
  const title = user === null ? t('unnamed') : t('report', { username })
  const state =
    user === null
      ? t('unnamedText')
      : user.state === null
        ? t('accountUnknown')
        : t('accountState', { state: user.state })
  const text = personReportText(holdings, {
    title,
    state,
    asOf:
      asOf === null
        ? ''
        : t('asOfText', {
            time: asOf.slice(0, 16).replace('T', ' '),
            whole: isWhole ? 'yes' : 'no',
          }),
    clusters: t('clusters'),
    agents: t('agents'),
    tokens: t('tokens'),
    none: t('noneOfThese'),
    instance: common('instance'),
    tokenOf: (name, id, agent) => t('tokenOf', { name, id, agent }),
  })
  return (
    <section aria-label={title} className="max-w-3xl space-y-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 space-y-1">
          <h2 className="text-section font-semibold break-words">{title}</h2>
          <StandingBadge holdings={holdings} />
          {user?.state == null && <p className="text-body text-text-soft">{state}</p>}
        </div>
        <div className="flex flex-wrap gap-2">
          <ButtonLink icon={ArrowLeft} href={peopleHref}>
            {t('back')}
          </ButtonLink>
          <CopyButton size="md" text={text} label={common('copyReport')}>
            {common('copyReport')}
          </CopyButton>
          {projects.length > 0 && (
            <ButtonLink
              variant="primary"
              icon={RefreshCw}
              href={rotateProjectsHref(projects.slice(0, maxProjects))}
            >
              {projects.length > maxProjects
                ? t('rotateMore', { count: maxProjects })
                : t('rotate')}
            </ButtonLink>
          )}
        </div>
      </div>
      <Facts>
        <Fact term={`${t('clusters')} (${clusters.length})`}>
          {clusters.length === 0 ? (
            t('noneOfThese')
          ) : (
            <PlaceList rows={clusters.map((one) => ({ ...one, type: 'cluster' }))} />
          )}
        </Fact>
        <Fact term={`${t('agents')} (${agents.length})`}>
          {agents.length === 0 ? (
            t('noneOfThese')
          ) : (
            <PlaceList rows={agents.map((one) => ({ ...one, type: 'agent' }))} />
          )}
        </Fact>
        <Fact term={`${t('tokens')} (${tokens.length})`}>
          {tokens.length === 0 ? t('noneOfThese') : <TokenList tokens={tokens} />}
        </Fact>
      </Facts>
    </section>
  )
}

/** The text to copy holds all of them. */
const shownAtMost = 200

function TokenList({ tokens }: Pick<Holdings, 'tokens'>) {
  const t = useTranslations('findings.people')
  const common = useTranslations('findings')
  return (
    <ul className="space-y-1">
      {tokens.slice(0, shownAtMost).map(({ agent, token }) => (
        <li key={token.id} className="break-words">
          <Link
            href={rotateHref({ ...agent, type: 'agent' })}
            prefetch={false}
            className="rounded-[3px] font-medium text-accent-text underline-offset-[3px] hover:underline"
          >
            {t('tokenOf', {
              name: shownName(token.name),
              id: String(token.id),
              agent: shownName(agent.name),
            })}
          </Link>{' '}
          <span className="text-meta text-text-soft">{shownName(agent.scope.path ?? '')}</span>
        </li>
      ))}
      {tokens.length > shownAtMost && (
        <li className="text-text-soft">{common('more', { count: tokens.length - shownAtMost })}</li>
      )}
    </ul>
  )
}
