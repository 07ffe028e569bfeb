'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { type TimelineEntry, timelineOf } from '#components/radar/timeline-months.ts'
import { radarOf } from '#lib/contract/findings/radar.ts'
import type { FleetRow } from '#lib/contract/fleet.ts'
import { BarRows } from './bar-rows.tsx'
import { MonthColumns } from './month-columns.tsx'
import { OverviewFigure } from './overview-figure.tsx'
import { monthHref } from './overview-links.ts'

const utc = { timeZone: 'UTC' } as const

/** Certificates by the month in which they end, seen from `now` (epoch milliseconds). */
export function ExpiryFigure({ rows, now }: { rows: readonly FleetRow[]; now: number }) {
  const t = useTranslations('overview')
  const format = useFormatter()
  const timeline = timelineOf(radarOf(rows, now).certificates, now)
  const total = timeline.reduce((sum, { count }) => sum + count, 0)
  const expired = timeline[0]?.count ?? 0
  const soon = (timeline[1]?.count ?? 0) + (timeline[2]?.count ?? 0)
  const words = (key: string) => {
    if (key === 'expired' || key === 'later') {
      const label = t(`month.${key}`)
      return { label, name: label, year: null, isYearShown: false }
    }
    const day = new Date(`${key}-01T00:00:00Z`)
    return {
      label: format.dateTime(day, { month: 'short', ...utc }),
      name: format.dateTime(day, { month: 'long', year: 'numeric', ...utc }),
      year: key.slice(0, 4),
      isYearShown: key.endsWith('-01') || key === timeline[1]?.month,
    }
  }
  const shown = ({ month: key, count }: TimelineEntry, index: number) => ({
    key,
    count,
    ...words(key),
    tone: index === 0 ? ('bad' as const) : index <= 2 ? ('warn' as const) : ('info' as const),
    href: monthHref(key),
  })
  const columns = timeline.map(shown)
  return (
    <OverviewFigure
      id="expiries"
      title={t('expiries')}
      text={t('expiriesText', { total, expired, soon })}
    >
      {total > 0 && (
        <>
          <MonthColumns columns={columns} labelledBy="expiries" />
          <div className="sm:hidden">
            <BarRows
              labelledBy="expiries"
              rows={columns
                .filter(({ count }) => count > 0)
                .map(({ href, name, ...column }) => ({ ...column, label: name, target: href }))}
            />
          </div>
        </>
      )}
    </OverviewFigure>
  )
}
