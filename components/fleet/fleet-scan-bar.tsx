'use client'
import { Pause, Play, Square } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { isSessionLost } from '#lib/client/failure-rules.ts'
import { fleetScan } from '#lib/client/fleet.ts'
import type { FleetSnapshot } from '#lib/client/fleet-snapshot.ts'
import { FreshRows } from './fresh-rows.tsx'
import { ScanLine } from './scan-line.tsx'

/**
 * How the scan goes: a slim bar with words, which keeps its place when the scan is over; or what keeps it from being
 * complete, and the way on.
 */
export function FleetScanBar({ scan }: { scan: FleetSnapshot }) {
  const t = useTranslations('fleet.scan')
  const { step, error, found, isOlder } = scan
  const fresh = <FreshRows scan={scan} />
  const stop = (
    <Button size="sm" icon={Square} onClick={() => void fleetScan.stop()}>
      {t('stop')}
    </Button>
  )
  const resume = (
    <Button size="sm" icon={Play} onClick={() => void fleetScan.resume()}>
      {t('resume')}
    </Button>
  )
  switch (step) {
    case 'asking':
    case 'none':
    case 'finished':
      return <ScanLine scan={scan} actions={fresh} />
    case 'running':
    case 'waiting':
      return (
        <ScanLine
          scan={scan}
          actions={
            <>
              {fresh}
              <Button size="sm" icon={Pause} onClick={() => fleetScan.pause()}>
                {t('pause')}
              </Button>
              {stop}
            </>
          }
        />
      )
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
              {fresh}
              {resume}
              {stop}
            </>
          }
        >
          <p>{t('pausedText')}</p>
        </Callout>
      )
    case 'cut':
    case 'closing':
      return (
        <Callout
          role="alert"
          tone="warn"
          className="mb-3"
          title={t(step, { count: found })}
          actions={
            <>
              {fresh}
              {resume}
            </>
          }
        >
          <p>{t(`${step}Text`)}</p>
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
          actions={fresh}
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
    default:
      return step satisfies never
  }
}
