'use client'
import { useTranslations } from 'next-intl'
import type { Tone } from '#components/ui/badge.tsx'
import { defaultPolicy } from '#lib/contract/findings/policy.ts'
import type { FleetRow } from '#lib/contract/fleet.ts'
import { BarRows } from './bar-rows.tsx'
import { OverviewFigure } from './overview-figure.tsx'
import { type TokenAge, tokenAgeTally } from './overview-figures.ts'
import { tokenAgeHref } from './overview-links.ts'

const tones = { 0: 'info', 30: 'info', 90: 'info', 180: 'warn', 365: 'bad' } satisfies Record<
  TokenAge,
  Tone
>

/** Agents by the age of their oldest token, from so many days on. */
export function TokenAgeFigure({ rows }: { rows: readonly FleetRow[] }) {
  const t = useTranslations('overview')
  const tally = tokenAgeTally(rows)
  const { token_days: days } = defaultPolicy
  const old = tally.find(({ key }) => key === days)?.count ?? 0
  return (
    <OverviewFigure
      id="token-ages"
      title={t('tokenAges')}
      text={t('tokenAgesText', { old, total: tally[0]?.count ?? 0, days })}
    >
      <BarRows
        labelledBy="token-ages"
        rows={tally.map(({ key, count }) => ({
          key: String(key),
          count,
          tone: tones[key],
          label: t(`age.${key}`),
          target: tokenAgeHref(key),
        }))}
      />
    </OverviewFigure>
  )
}
