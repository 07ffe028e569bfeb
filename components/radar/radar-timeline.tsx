'use client'
import clsx from 'clsx'
import { useFormatter, useTranslations } from 'next-intl'
import type { RadarMonth, TimelineEntry } from './timeline-months.ts'

interface RadarTimelineProps {
  entries: readonly TimelineEntry[]
  chosen: RadarMonth | null
  onChoose: (month: RadarMonth | null) => void
}

/** The name of a place on the timeline: `Dec 2026`, expired, later. */
export function useMonthName() {
  const t = useTranslations('radar.timeline')
  const format = useFormatter()
  return (month: RadarMonth, style: 'short' | 'long' = 'long') => {
    if (month === 'expired' || month === 'later') return t(month)
    return format.dateTime(new Date(`${month}-01T00:00:00Z`), {
      month: style,
      year: style === 'long' ? 'numeric' : undefined,
      timeZone: 'UTC',
    })
  }
}

const barHeight = 56

/** Certificates by the month in which they end; a month chosen shows only its own. */
export function RadarTimeline({ entries, chosen, onChoose }: RadarTimelineProps) {
  const t = useTranslations('radar.timeline')
  const nameOf = useMonthName()
  const most = Math.max(1, ...entries.map(({ count }) => count))
  return (
    <section aria-label={t('label')} className="mb-4 overflow-x-auto pb-1">
      <ol className="flex min-w-[40rem] items-end gap-1 border-b border-line">
        {entries.map(({ month, count }, index) => {
          const isChosen = month === chosen
          return (
            <li key={month} className="min-w-0 flex-1">
              <button
                type="button"
                aria-pressed={isChosen}
                className={clsx(
                  'relative flex w-full flex-col items-center gap-1 rounded-t-control px-0.5 pt-1 pb-1.5 outline-offset-[-2px] transition-colors hover:bg-hover',
                  isChosen && 'bg-accent-soft',
                )}
                onClick={() => onChoose(isChosen ? null : month)}
              >
                <span
                  className={clsx(
                    'text-meta tabular-nums',
                    count > 0 ? 'font-medium text-text' : 'text-text-faint',
                  )}
                >
                  {count}
                </span>
                <span
                  aria-hidden
                  className={clsx('w-full max-w-8 rounded-t-[3px]', barColour(month, index))}
                  style={{ height: count === 0 ? 1 : Math.max(4, (count / most) * barHeight) }}
                />
                <span className="w-full truncate text-meta text-text-soft">
                  {nameOf(month, 'short')}
                </span>
                <span className="sr-only">{t('month', { month: nameOf(month), count })}</span>
              </button>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** Red is over, amber this month and the next; the rest is only there. */
function barColour(month: RadarMonth, index: number): string {
  if (month === 'expired') return 'bg-bad'
  return index <= 2 ? 'bg-warn' : 'bg-line-strong'
}
