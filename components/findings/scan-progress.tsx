'use client'
import { useLocale, useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import { durationWords } from '#components/ui/time-words.ts'
import type { FleetSnapshot } from '#lib/client/fleet-scan.ts'

interface ScanProgressProps {
  fleet: FleetSnapshot
  onShow: () => void
}

/** How far the first scan is, in words and as a bar, with a way to look at what is there so far. */
export function ScanProgress({ fleet: { progress, found }, onShow }: ScanProgressProps) {
  const t = useTranslations('findings.scan')
  const locale = useLocale()
  const done = progress?.projects.done ?? 0
  const total = progress?.projects.total ?? null
  const waitingUntil = progress?.state === 'waiting' ? progress.waiting_until : null
  return (
    <section
      aria-label={t('running.progress')}
      className="space-y-3 rounded-panel border border-line bg-panel px-5 py-6"
    >
      <h2 className="text-section font-semibold">{t('running.title')}</h2>
      <div
        role="progressbar"
        aria-label={t('running.progress')}
        aria-valuemin={0}
        aria-valuemax={total ?? undefined}
        aria-valuenow={total === null ? undefined : done}
        className="h-2 w-full max-w-[40rem] overflow-hidden rounded-full bg-active"
      >
        <span
          className="block h-full rounded-full bg-accent transition-[width]"
          style={{ width: total ? `${Math.min(100, (done / total) * 100)}%` : '2%' }}
        />
      </div>
      <p className="text-body text-text-soft tabular-nums">
        {total === null ? t('running.begin') : t('running.text', { done, total })}
      </p>
      <p role="status" className="min-h-5 text-meta text-text-soft tabular-nums">
        {t('running.found', { count: found })}
        {progress?.remaining_s != null &&
          ` · ${t('running.left', { time: durationWords(progress.remaining_s * 1000, locale) })}`}
        {waitingUntil !== null && (
          <>
            {' · '}
            {t.rich('waiting', {
              time: () => <Time iso={waitingUntil} now={waitingUntil} show="clock" />,
            })}
          </>
        )}
      </p>
      {found > 0 && <Button onClick={onShow}>{t('running.show')}</Button>}
    </section>
  )
}
