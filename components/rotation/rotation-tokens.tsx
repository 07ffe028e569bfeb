'use client'
import { useTranslations } from 'next-intl'
import { AgentTokenUseBadge } from '#components/agent-tokens/agent-token-use-badge.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { Time } from '#components/ui/time.tsx'
import { type AgentToken, describedToken } from '#lib/contract/agent-token.ts'
import type { Rotation } from '#lib/contract/rotation.ts'
import type { ReadRotation } from './read-rotation.ts'

type Role = 'old' | 'replacement' | 'live' | 'unused' | 'other'

function roleOf(token: AgentToken, rotation: Rotation<AgentToken>): Role {
  const roles: Partial<Record<Role, AgentToken | null>> =
    rotation.kind === 'refused' && rotation.pair ? rotation.pair : { ...rotation }
  const known = (['old', 'replacement', 'live', 'unused'] as const).find(
    (role) => roles[role]?.id === token.id,
  )
  return known ?? 'other'
}

/** The old one first, as the switch goes; GitLab's own order changes with every use. */
const byAge = (tokens: readonly AgentToken[]) => tokens.toSorted((a, b) => a.id - b.id)

/** The evidence: every active token with its part in the rotation, its age and its last use. */
export function RotationTokens({ read }: { read: ReadRotation }) {
  const t = useTranslations('rotation')
  return (
    <section aria-labelledby="rotation-tokens">
      <h2 id="rotation-tokens" className="mb-2 text-body font-medium">
        {t('tokens', { count: read.tokens.length })}
      </h2>
      {read.tokens.length > 0 && (
        <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-1">
          {byAge(read.tokens).map((token) => (
            <li key={token.id} className="min-w-0 rounded-panel border border-line bg-panel p-3">
              <TokenCard token={token} role={roleOf(token, read.rotation)} now={read.asOf} />
            </li>
          ))}
        </ul>
      )}
      <p className="mt-2 text-meta text-text-faint">{t('delay')}</p>
    </section>
  )
}

function TokenCard({ token, role, now }: { token: AgentToken; role: Role; now: number }) {
  const t = useTranslations('rotation')
  const { text } = describedToken(token.description)
  return (
    <div className="space-y-1">
      <p className="flex items-baseline justify-between gap-2 text-meta text-text-soft">
        {t(`roles.${role}`)}
        <span className="font-mono">#{token.id}</span>
      </p>
      <p className="font-medium wrap-anywhere">{shownName(token.name)}</p>
      <p>
        <AgentTokenUseBadge token={token} now={now} />
      </p>
      <p className="text-meta text-text-soft">
        {t.rich('created', { when: () => <Time iso={token.created_at} now={now} /> })}
      </p>
      {text !== '' && (
        <p className="line-clamp-3 text-meta wrap-anywhere text-text-soft">{shownName(text)}</p>
      )}
    </div>
  )
}
