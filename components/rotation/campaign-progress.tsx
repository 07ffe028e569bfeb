'use client'
import { useTranslations } from 'next-intl'
import { Time } from '#components/ui/time.tsx'
import type { campaignCounts } from './campaign-row.ts'

interface CampaignProgressProps {
  counts: ReturnType<typeof campaignCounts>
  days: number
  /** The projects' lists of agents are still on their way. */
  isListing: boolean
}

const parts = [
  { state: 'rotated', className: 'bg-good' },
  { state: 'in_progress', className: 'bg-info' },
  { state: 'todo', className: 'bg-warn' },
] as const

/** How far the campaign is, in words and as a bar; what is not read yet is said, not guessed. */
export function CampaignProgress({ counts, days, isListing }: CampaignProgressProps) {
  const t = useTranslations('rotation.campaign')
  const { due, reading } = counts
  const read = due + counts.unclear + counts.not_due
  return (
    <section aria-label={t('progress')} className="mb-4 space-y-2">
      <p className="min-h-5 text-body">
        {due > 0 && (
          <>
            <span className="font-medium">
              {t('rotatedOf', { rotated: counts.rotated, due, days })}
            </span>
            {' · '}
            {t('counts', { in_progress: counts.in_progress, todo: counts.todo })}
            {' · '}
          </>
        )}
        {read > 0 && (
          <span className="text-text-soft">{t('notDue', { count: counts.not_due })}</span>
        )}
      </p>
      <div
        aria-hidden
        className="flex h-2 w-full max-w-[40rem] gap-px overflow-hidden rounded-full bg-active"
      >
        {due > 0 &&
          parts.map(({ state, className }) => (
            <span
              key={state}
              className={className}
              style={{ width: `${(counts[state] / due) * 100}%` }}
            />
          ))}
      </div>
      {/* The line keeps its height when all is read. */}
      <p role="status" className="min-h-4 text-meta text-text-soft tabular-nums">
        {isListing && t('listing')}
        {!isListing && reading > 0 && t('reading', { read, total: read + reading })}
        {!isListing && reading === 0 && counts.asOf !== null && (
          <>
            {t.rich('asOf', {
              time: () => (
                <Time
                  iso={new Date(counts.asOf ?? 0).toISOString()}
                  now={counts.asOf ?? 0}
                  show="clock"
                />
              ),
            })}
            {counts.stale > 0 && (
              <span className="text-warn-text"> · {t('stale', { count: counts.stale })}</span>
            )}
          </>
        )}
      </p>
    </section>
  )
}
