'use client'
import { ShieldCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { parseAsString, useQueryState } from 'nuqs'
import { useMemo, useState } from 'react'
import { ScanEmpty } from '#components/findings/scan-empty.tsx'
import { ScanFrame } from '#components/findings/scan-frame.tsx'
import { useFleetFacts } from '#components/findings/use-fleet-facts.ts'
import { FleetFact } from '#components/fleet/fleet-fact.tsx'
import { FleetScanActions } from '#components/fleet/fleet-scan-actions.tsx'
import { isWhole } from '#components/fleet/is-whole.ts'
import { useScanTitle } from '#components/fleet/use-scan-title.ts'
import { DataTable } from '#components/table/data-table.tsx'
import { Button } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { useFleetScan } from '#lib/client/fleet.ts'
import { type Radar, type RadarCertificate, radarOf } from '#lib/contract/findings/radar.ts'
import type { FleetRow } from '#lib/contract/fleet.ts'
import { RadarContext } from './radar-cells.tsx'
import { radarTable } from './radar-columns.tsx'
import { RadarExport } from './radar-export.tsx'
import { RadarPlaces } from './radar-places.tsx'
import { RadarSummary } from './radar-summary.tsx'
import { RadarTimeline, useMonthName } from './radar-timeline.tsx'
import { RadarUnreadable } from './radar-unreadable.tsx'
import { radarMonth, timelineMonths, timelineOf } from './timeline-months.ts'

const noRows: readonly FleetRow[] = []

/** Every certificate that the last scan found, each once, by the day on which it ends. */
export function RadarPage() {
  const t = useTranslations('radar')
  const fleet = useFleetScan()
  useScanTitle(fleet, t('title'))
  const { now } = useFleetFacts(fleet)
  const rows = fleet.rows ?? noRows
  const radar = useMemo(() => radarOf(rows, now), [rows, now])
  const hasAny = radar.certificates.length > 0
  return (
    <>
      <PageHeader
        title={t('title')}
        fact={
          <>
            {t('fact')}
            <div className="min-h-5 text-meta text-text-faint">
              <FleetFact scan={fleet} />
            </div>
          </>
        }
        actions={
          <>
            <RadarExport certificates={radar.certificates} />
            <FleetScanActions scan={fleet} />
          </>
        }
      />
      <ScanFrame
        scan={fleet}
        pending={
          <DataTable definition={radarTable} rows={null} rowId={sha256Of} name={t('title')} />
        }
      >
        {(shown) => (
          <>
            <RadarUnreadable fields={radar.unreadable} />
            {hasAny ? (
              <RadarView radar={radar} now={now} />
            ) : (
              <RadarEmpty rows={shown} isWhole={isWhole(fleet)} />
            )}
          </>
        )}
      </ScanFrame>
    </>
  )
}

const sha256Of = ({ certificate }: RadarCertificate) => certificate.sha256

function RadarView({ radar: { certificates }, now }: { radar: Radar; now: number }) {
  const t = useTranslations('radar')
  const [month, setMonth] = useQueryState('month', parseAsString.withOptions({ history: 'push' }))
  const [shown, setShown] = useState<RadarCertificate | null>(null)
  const [isOpen, setOpen] = useState(false)
  const nameOf = useMonthName()
  const entries = useMemo(() => timelineOf(certificates, now), [certificates, now])
  // An address may name a month that is not on the timeline any more.
  const chosen = entries.find((entry) => entry.month === month)?.month ?? null
  const rows = useMemo(
    () =>
      chosen === null
        ? certificates
        : certificates.filter((one) => radarMonth(one, now) === chosen),
    [certificates, chosen, now],
  )
  const show = (one: RadarCertificate) => {
    setShown(one)
    setOpen(true)
  }
  return (
    <RadarContext value={{ now, onPlaces: show }}>
      <RadarSummary certificates={certificates} />
      <RadarTimeline entries={entries} chosen={chosen} onChoose={(next) => void setMonth(next)} />
      {chosen !== null && (
        <p role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 pb-3 text-body">
          {chosen === 'expired' && t('month.expired')}
          {chosen === 'later' &&
            t('month.later', { month: nameOf(timelineMonths(now).at(-1) ?? '') })}
          {chosen !== 'expired' &&
            chosen !== 'later' &&
            t('month.chosen', { month: nameOf(chosen) })}
          <Button size="sm" variant="ghost" onClick={() => void setMonth(null)}>
            {t('month.all')}
          </Button>
        </p>
      )}
      <DataTable
        definition={radarTable}
        rows={rows}
        rowId={sha256Of}
        name={t('title')}
        onRowPress={show}
      />
      {shown && <RadarPlaces one={shown} now={now} open={isOpen} onClose={() => setOpen(false)} />}
    </RadarContext>
  )
}

/** Nothing can end: what was looked at. */
function RadarEmpty({ rows, isWhole }: { rows: readonly FleetRow[]; isWhole: boolean }) {
  const t = useTranslations('radar.empty')
  const clusters = rows.filter(({ type }) => type === 'cluster').length
  return (
    <ScanEmpty icon={ShieldCheck} title={t('title')} isWhole={isWhole}>
      <p>{t('text', { clusters, agents: rows.length - clusters })}</p>
    </ScanEmpty>
  )
}
