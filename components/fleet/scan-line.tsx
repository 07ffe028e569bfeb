'use client'
import clsx from 'clsx'
import { CircleCheck, CircleDashed, LoaderCircle, Timer } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Time } from '#components/ui/time.tsx'
import { durationWords } from '#components/ui/time-words.ts'
import type { FleetSnapshot } from '#lib/client/fleet-snapshot.ts'
import type { FleetProgress } from '#lib/contract/fleet.ts'
import { scanShare } from './use-scan-title.ts'

interface ScanLineProps {
  scan: FleetSnapshot
  actions: ReactNode
}

/** One line of words over a slim bar. It is as high when the scan is over, so that the rows below it stay where they are. */
export function ScanLine({ scan, actions }: ScanLineProps) {
  const t = useTranslations('fleet.scan')
  const { progress, step } = scan
  const share = scanShare(progress)
  const isOver = step === 'finished'
  const waitingUntil = step === 'waiting' ? (progress?.waiting_until ?? null) : null
  const hasGaps = scan.end?.complete === false
  const Icon = isOver ? (hasGaps ? CircleDashed : CircleCheck) : LoaderCircle
  return (
    <section aria-label={t('label')} className="mb-3">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1.5 pb-1 text-table text-text-soft tabular-nums">
        <Icon
          aria-hidden
          className={
            isOver
              ? clsx('size-4 shrink-0', hasGaps ? 'text-warn-text' : 'text-good-text')
              : 'size-4 shrink-0 animate-spin motion-reduce:animate-none'
          }
        />
        <p className="min-w-0 flex-1 basis-56">
          {isOver ? <FinishedWords scan={scan} /> : <RunningWords scan={scan} />}
        </p>
        <span className="flex flex-wrap gap-2">{actions}</span>
      </div>
      {isOver ? (
        <div className="h-1" />
      ) : (
        <div
          role="progressbar"
          aria-label={t('label')}
          aria-valuenow={share === null ? undefined : Math.floor(share * 100)}
          className="h-1 w-full overflow-hidden rounded-full bg-active"
        >
          <div
            className="h-full origin-left rounded-full bg-accent transition-transform"
            style={{ transform: `scaleX(${share ?? 0})` }}
          />
        </div>
      )}
      {waitingUntil && <WaitingLine until={waitingUntil} reason={progress?.waiting_for ?? null} />}
    </section>
  )
}

function RunningWords({ scan }: Pick<ScanLineProps, 'scan'>) {
  const t = useTranslations('fleet.scan')
  const { step, isAfresh, isOlder, progress, found, problems } = scan
  if (step === 'asking' || step === 'none') return <span role="status">{t('looking')}</span>
  const unreadable = problems.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      <span role="status">
        {t(isOlder ? 'runningAgain' : isAfresh ? 'runningAfresh' : 'running')}
      </span>
      {progress && <ProgressWords progress={progress} />}
      {' · '}
      {t('found', { count: found })}
      {unreadable > 0 && <> · {t('unreadable', { count: unreadable })}</>}
    </>
  )
}

function ProgressWords({ progress }: { progress: FleetProgress }) {
  const t = useTranslations('fleet.scan')
  const locale = useLocale()
  const { projects, remaining_s: remaining } = progress
  return (
    <>
      {projects.total !== null && (
        <> · {t('projects', { done: projects.done, total: projects.total })}</>
      )}
      {remaining !== null && <> · {t('left', { time: durationWords(remaining * 1000, locale) })}</>}
    </>
  )
}

function FinishedWords({ scan: { end } }: Pick<ScanLineProps, 'scan'>) {
  const t = useTranslations('fleet.scan')
  const locale = useLocale()
  if (end === null) return <span role="status">{t('finished')}</span>
  const time = durationWords(Math.max(1_000, end.duration_ms), locale)
  return (
    <span role="status">
      {t(end.complete ? 'finishedIn' : 'finishedIncomplete', { time, requests: end.requests })}
    </span>
  )
}

interface WaitingLineProps {
  until: string
  reason: FleetProgress['waiting_for']
}

function WaitingLine({ until, reason }: WaitingLineProps) {
  const t = useTranslations('fleet.scan')
  const errors = useTranslations('errors')
  const time = () => <Time iso={until} now={until} show="clock" />
  return (
    <p role="status" className="mt-1.5 flex items-center gap-1.5 text-table text-warn-text">
      <Timer aria-hidden className="size-4 shrink-0" />
      <span>
        {reason === null || reason === 'rate_limited'
          ? t.rich('waiting', { time })
          : t.rich('waitingAway', { time, trouble: errors(`${reason}.title`) })}
      </span>
    </p>
  )
}
