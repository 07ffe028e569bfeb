'use client'
import { useTranslations } from 'next-intl'
import { Fact, Facts } from '#components/ui/facts.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { ExternalTextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import type { FleetAgent } from '#lib/contract/fleet.ts'
import { LastContactCell, TokensCell, VersionCell } from './fleet-cells.tsx'
import type { FleetItem } from './fleet-item.ts'
import { PanelCertificate } from './panel-certificate.tsx'
import { PanelPerson } from './panel-person.tsx'

interface AgentPanelFactsProps {
  item: FleetItem
  row: FleetAgent
}

export function AgentPanelFacts({ item, row }: AgentPanelFactsProps) {
  const t = useTranslations('fleet')
  const agents = useTranslations('agents')
  const { as_of: now } = row.console
  const { url_configuration: address } = row
  return (
    <>
      <Facts>
        <Fact term={t('columns.last_contact')}>
          <LastContactCell item={item} />
        </Fact>
        <Fact term={t('columns.version')}>
          <VersionCell item={item} />
        </Fact>
        <Fact term={t('columns.creator')}>
          <PanelPerson person={row.created_by} />
        </Fact>
        <Fact term={t('columns.created_at')}>
          <Time iso={row.created_at} now={now} show="day" /> ·{' '}
          <Time iso={row.created_at} now={now} />
        </Fact>
        <Fact term={t('panel.receptive')}>
          {row.is_receptive === null
            ? agents('notKnown')
            : agents(row.is_receptive ? 'receptive.yes' : 'receptive.no')}
        </Fact>
        {address && (
          <Fact term={t('panel.address')}>
            <code className="text-table break-all">{address.url}</code>
          </Fact>
        )}
        {address?.ca && (
          <Fact term={t('panel.ca')}>
            <PanelCertificate ca={address.ca} now={now} />
          </Fact>
        )}
        {address?.client && (
          <Fact term={t('panel.client')}>
            <PanelCertificate ca={address.client} now={now} />
          </Fact>
        )}
        <Fact term={t('columns.id')}>
          <span className="tabular-nums">{row.id}</span>
          {row.web_url && (
            <>
              {' · '}
              <ExternalTextLink href={row.web_url}>{t('panel.inGitLab')}</ExternalTextLink>
            </>
          )}
        </Fact>
      </Facts>
      <section>
        <h3 className="mb-1.5 flex items-baseline gap-2 font-semibold">
          {t('panel.tokens')}
          <span className="text-meta font-normal text-text-soft">
            <TokensCell item={item} />
          </span>
        </h3>
        {row.tokens && row.tokens.length > 0 && (
          <ul className="divide-y divide-line border-y border-line">
            {row.tokens.map((token) => (
              <li key={token.id} className="space-y-0.5 py-2">
                <p className="font-medium break-words">
                  {shownName(token.name)}{' '}
                  <span className="text-meta font-normal text-text-faint">#{token.id}</span>
                </p>
                <p className="text-table text-text-soft">
                  {t.rich('panel.tokenCreated', {
                    time: () => <Time iso={token.created_at} now={now} />,
                  })}
                  {token.created_by && <> · @{token.created_by.username}</>}
                </p>
                <p className="text-table text-text-soft">
                  {token.last_used_at === null
                    ? t('panel.tokenUnused')
                    : t.rich('panel.tokenUsed', {
                        time: () => <Time iso={token.last_used_at ?? ''} now={now} />,
                      })}
                </p>
              </li>
            ))}
          </ul>
        )}
        {row.tokens?.length === 0 && <p className="text-text-soft">{t('panel.noTokens')}</p>}
        {row.tokens === null && <p className="text-text-soft">{t('panel.tokensUnread')}</p>}
      </section>
    </>
  )
}
