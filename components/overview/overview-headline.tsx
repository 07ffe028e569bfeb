'use client'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { radarOf } from '#lib/contract/findings/radar.ts'
import type { FleetRow } from '#lib/contract/fleet.ts'
import { fleetStatus } from '#lib/contract/fleet-status.ts'

/** The state of everything in one sentence, seen from `now` (epoch milliseconds by GitLab's clock). */
export function OverviewHeadline({ rows, now }: { rows: readonly FleetRow[]; now: number }) {
  const t = useTranslations('overview')
  const { certificates } = useMemo(() => radarOf(rows, now), [rows, now])
  const agents = rows.filter(({ type }) => type === 'agent')
  if (agents.length === 0) return t('headlineNoAgents', { clusters: rows.length })
  return t('headline', {
    agents: agents.length,
    connected: agents.filter((row) => fleetStatus(row) === 'connected').length,
    expired: certificates.filter(({ band }) => band === 'expired').length,
    expiring: certificates.filter(({ band }) => band === '7' || band === '30').length,
  })
}
