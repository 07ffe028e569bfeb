'use client'
import { useQuery } from '@tanstack/react-query'
import { Radar } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { ScanEmpty } from '#components/findings/scan-empty.tsx'
import { ScanFrame } from '#components/findings/scan-frame.tsx'
import { SnoozesNotice } from '#components/findings/snoozes-notice.tsx'
import { useFleetFacts } from '#components/findings/use-fleet-facts.ts'
import { FleetFact } from '#components/fleet/fleet-fact.tsx'
import { FleetScanActions } from '#components/fleet/fleet-scan-actions.tsx'
import { isWhole } from '#components/fleet/is-whole.ts'
import { useScanTitle } from '#components/fleet/use-scan-title.ts'
import { PageHeader } from '#components/ui/page-header.tsx'
import { useFleetScan } from '#lib/client/fleet.ts'
import { snoozeQueries } from '#lib/client/snoozes.ts'
import { findFindings } from '#lib/contract/findings/find-findings.ts'
import { defaultPolicy } from '#lib/contract/findings/policy.ts'
import type { FleetEnd, FleetRow } from '#lib/contract/fleet.ts'
import { ChangeFigure } from './change-figure.tsx'
import { ConnectionFigure } from './connection-figure.tsx'
import { ExpiryFigure } from './expiry-figure.tsx'
import { OverviewHeadline } from './overview-headline.tsx'
import { OverviewSkeleton } from './overview-skeleton.tsx'
import { TokenAgeFigure } from './token-age-figure.tsx'
import { UrgentList } from './urgent-list.tsx'
import { VersionFigure } from './version-figure.tsx'

/** Every connection at a glance: a sentence, the five most urgent things, and figures that lead into the tables. */
export function OverviewPage() {
  const t = useTranslations('overview')
  const scan = useFleetScan()
  useScanTitle(scan, t('title'))
  const { now, gitlab } = useFleetFacts(scan)
  return (
    <>
      <PageHeader
        title={t('title')}
        fact={
          <>
            {scan.rows !== null && scan.rows.length > 0 && (
              <OverviewHeadline rows={scan.rows} now={now} />
            )}
            <div className="min-h-5 text-meta text-text-faint">
              <FleetFact scan={scan} />
            </div>
          </>
        }
        actions={<FleetScanActions scan={scan} />}
      />
      <ScanFrame scan={scan} pending={<OverviewSkeleton />}>
        {(rows) =>
          rows.length === 0 ? (
            <NoConnections end={scan.end} isWhole={isWhole(scan)} />
          ) : (
            <Glance
              rows={rows}
              now={now}
              gitlab={gitlab}
              scan={scan.end?.scan ?? null}
              isWhole={isWhole(scan)}
            />
          )
        }
      </ScanFrame>
    </>
  )
}

interface GlanceProps {
  rows: readonly FleetRow[]
  /** Epoch milliseconds by GitLab's clock. */
  now: number
  gitlab: FleetEnd['gitlab']
  /** The finished scan that the rows are of; null while it runs. */
  scan: string | null
  /** Whether the rows are all that the person may see. */
  isWhole: boolean
}

function Glance({ rows, now, gitlab, scan, isWhole }: GlanceProps) {
  const snoozes = useQuery(snoozeQueries.list())
  const findings = useMemo(
    () => findFindings(rows, { now, gitlab, policy: defaultPolicy }),
    [rows, now, gitlab],
  )
  const snoozed = new Set(snoozes.data?.items.map(({ key }) => key))
  return (
    <>
      <SnoozesNotice list={snoozes} />
      <UrgentList
        rows={rows}
        findings={findings.filter(({ key }) => !snoozed.has(key))}
        isWhole={isWhole}
      />
      <div className="grid gap-x-10 lg:grid-cols-2">
        <ConnectionFigure rows={rows} />
        <TokenAgeFigure rows={rows} />
        <ExpiryFigure rows={rows} now={now} />
        <VersionFigure rows={rows} gitlab={gitlab} />
        {scan !== null && <ChangeFigure rows={rows} scan={scan} isWhole={isWhole} />}
      </div>
    </>
  )
}

/** A scan without a single row: what was looked through. */
function NoConnections({ end, isWhole }: { end: FleetEnd | null; isWhole: boolean }) {
  const t = useTranslations('overview')
  return (
    <ScanEmpty icon={Radar} title={t('emptyTitle')} isWhole={isWhole}>
      {end && <p>{t('emptyText', { projects: end.projects, groups: end.groups })}</p>}
    </ScanEmpty>
  )
}
