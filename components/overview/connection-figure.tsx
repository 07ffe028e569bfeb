'use client'
import { useTranslations } from 'next-intl'
import type { Tone } from '#components/ui/badge.tsx'
import type { FleetRow } from '#lib/contract/fleet.ts'
import type { FleetStatus } from '#lib/contract/fleet-status.ts'
import { BarRows } from './bar-rows.tsx'
import { OverviewFigure } from './overview-figure.tsx'
import { statusTally } from './overview-figures.ts'
import { statusHref } from './overview-links.ts'

const tones = {
  not_connected: 'bad',
  never_connected: 'neutral',
  no_token: 'warn',
  unknown: 'neutral',
  connected: 'good',
  disabled: 'neutral',
  enabled: 'info',
} satisfies Record<FleetStatus, Tone>

/** Every connection by how it stands. */
export function ConnectionFigure({ rows }: { rows: readonly FleetRow[] }) {
  const t = useTranslations('overview')
  const agents = rows.filter(({ type }) => type === 'agent').length
  return (
    <OverviewFigure
      id="connections"
      title={t('connections')}
      text={t('connectionsText', { agents, clusters: rows.length - agents })}
    >
      <BarRows
        labelledBy="connections"
        rows={statusTally(rows).map(({ key, count }) => ({
          key,
          count,
          tone: tones[key],
          label: t(`status.${key}`),
          target: statusHref(key),
        }))}
      />
    </OverviewFigure>
  )
}
