'use client'
import { LoaderCircle, Pause, Play, Square, Timer } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Time } from '#components/ui/time.tsx'
import { durationWords } from '#components/ui/time-words.ts'
import { isSessionLost } from '#lib/client/failure-rules.ts'
import { fleetScan } from '#lib/client/fleet.ts'
import type { FleetSnapshot } from '#lib/client/fleet-scan.ts'
import { scanShare } from './use-scan-title.ts'

interface ScanProps {
  scan: FleetSnapshot
}

const resume = (
  text: string, // verb and object
) => (
  <Button size="sm" icon={Play} onClick={() => void fleetScan.resume()}>
    {text}
  </Button>
)

/** How the scan goes: a slim bar with words while it runs, else what keeps it from being complete. */
export function FleetScanBar({ scan }: ScanProps) {
  const t = useTranslations('fleet.scan')
  const { step, error, found, isOlder } = scan
  const stop = (
    <Button size="sm" icon={Square} onClick={() => void fleetScan.stop()}>
      {t('stop')}
    </Button>
  )
  switch (step) {
    case 'asking':
    case 'none':
    case 'running':
    case 'waiting':
      return <RunningScan scan={scan} stop={stop} />
    case 'paused':
      return (
        <Callout
          role="status"
          tone="neutral"
          icon={Pause}
          className="mb-3"
          title={t('paused', { count: found })}
          actions={
            <>
              {resume(t('resume'))}
              {stop}
            </>
          }
        >
          <p>{t('pausedText')}</p>
        </Callout>
      )
    case 'cut':
      return (
        <Callout
          role="alert"
          tone="warn"
          className="mb-3"
          title={t('cut', { count: found })}
          actions={resume(t('resume'))}
        >
          <p>{t('cutText')}</p>
        </Callout>
      )
    case 'stopped':
      return (
        <Callout
          role="status"
          tone="warn"
          icon={Square}
          className="mb-3"
          title={t('stopped', { count: found })}
        >
          <p>{t(isOlder ? 'stoppedOlder' : 'stoppedText')}</p>
        </Callout>
      )
    case 'failed':
      return error === null || isSessionLost(error) ? null : (
        <ProblemView
          error={error}
          onRetry={() => void fleetScan.resume()}
          tone="warn"
          className="mb-3"
        />
      )
    case 'finished':
      return null
    default:
      return step satisfies never
  }
}

function RunningScan({ scan, stop }: ScanProps & { stop: React.ReactNode }) {
  const t = useTranslations('fleet.scan')
  const locale = useLocale()
  const { progress, step, found, isOlder, problems } = scan
  const share = scanShare(progress)
  const waitingUntil = step === 'waiting' ? (progress?.waiting_until ?? null) : null
  const total = progress?.projects.total ?? null
  const unreadable = problems.reduce((sum, { count }) => sum + count, 0)
  const isAsking = step === 'asking' || step === 'none'
  return (
    <section aria-label={t('label')} className="mb-3 min-h-9">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1.5 text-table text-text-soft tabular-nums">
        <LoaderCircle
          aria-hidden
          className="size-4 shrink-0 animate-spin motion-reduce:animate-none"
        />
        <p className="min-w-0 flex-1 basis-56">
          <span role="status">
            {t(isAsking ? 'looking' : isOlder ? 'runningAgain' : 'running')}
          </span>
          {!isAsking && (
            <>
              {total !== null && progress && (
                <> · {t('projects', { done: progress.projects.done, total })}</>
              )}
              {' · '}
              {t('found', { count: found })}
              {progress?.remaining_s != null && (
                <> · {t('left', { time: durationWords(progress.remaining_s * 1000, locale) })}</>
              )}
              {unreadable > 0 && <> · {t('unreadable', { count: unreadable })}</>}
            </>
          )}
        </p>
        {!isAsking && (
          <span className="flex gap-2">
            <Button size="sm" icon={Pause} onClick={() => fleetScan.pause()}>
              {t('pause')}
            </Button>
            {stop}
          </span>
        )}
      </div>
      <div
        role="progressbar"
        aria-label={t('label')}
        aria-valuenow={share === null ? undefined : Math.floor(share * 100)}
        className="h-1 w-full overflow-hidden rounded-full bg-active"
      >
        {share !== null && (
          <div
            className="h-full origin-left rounded-full bg-accent transition-transform"
            style={{ transform: `scaleX(${share})` }}
          />
        )}
      </div>
      {waitingUntil && (
        <p role="status" className="mt-1.5 flex items-center gap-1.5 text-table text-warn-text">
          <Timer aria-hidden className="size-4 shrink-0" />
          {t.rich('waiting', {
            time: () => <Time iso={waitingUntil} now={waitingUntil} show="clock" />,
          })}
        </p>
      )}
    </section>
  )
}
