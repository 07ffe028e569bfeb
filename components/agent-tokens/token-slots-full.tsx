'use client'
import { useTranslations } from 'next-intl'
import { Callout } from '#components/ui/callout.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { type AgentToken, maxActiveTokens, tokenUse } from '#lib/contract/agent-token.ts'
import { LastUse } from './agent-token-use-badge.tsx'

interface TokenSlotsFullProps {
  tokens: readonly AgentToken[]
  /** Epoch milliseconds, by GitLab's clock. */
  now: number
  id?: string
}

/** Why no further token can be made: which one is live and which one can go, as far as that is known. */
export function TokenSlotsFull({ tokens, now, id }: TokenSlotsFullProps) {
  const t = useTranslations('agentTokens.full')
  return (
    <Callout id={id} tone="info" title={t('title', { count: maxActiveTokens })}>
      <ul className="space-y-0.5">
        {tokens.map((token) => {
          const use = tokenUse(token, now)
          return (
            <li key={token.id}>
              {t.rich(`tokens.${use}`, {
                name: shownName(token.name),
                when: () => <LastUse token={token} now={now} />,
                b: (chunks) => <span className="font-medium break-words text-text">{chunks}</span>,
              })}
            </li>
          )
        })}
      </ul>
      <p>{t('next')}</p>
    </Callout>
  )
}
