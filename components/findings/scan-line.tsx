'use client'
import { useTranslations } from 'next-intl'
import { Time } from '#components/ui/time.tsx'
import type { FleetSnapshot } from '#lib/client/fleet-scan.ts'

interface ScanLineProps {
  fleet: FleetSnapshot
  /** By GitLab's clock, in epoch milliseconds. */
  now: number
}

/** One line: how old what is shown is, and what was looked at for it. */
export function ScanLine({ fleet: { end }, now }: ScanLineProps) {
  const t = useTranslations('findings.scan')
  const at = end?.finished_at ?? null
  if (end === null || at === null) return null
  return (
    <>
      {t.rich('asOf', {
        time: () => <Time iso={at} now={now} show="clock" />,
        age: () => <Time iso={at} now={Math.max(now, Date.parse(at))} />,
      })}
      {' · '}
      {t('whole', { clusters: end.clusters, agents: end.agents, projects: end.projects })}
      {end.skipped.includes('personal') && ` · ${t('skipped')}`}
    </>
  )
}
