'use client'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import { ListProblem } from '#components/layout/list-problem.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { fleetScan } from '#lib/client/fleet.ts'
import type { FleetSnapshot } from '#lib/client/fleet-scan.ts'
import type { FleetRow } from '#lib/contract/fleet.ts'
import { ScanProblems } from './scan-problems.tsx'
import { ScanProgress } from './scan-progress.tsx'
import { isGoing, scanState } from './scan-state.ts'

interface ScanFrameProps {
  fleet: FleetSnapshot
  /** Stands in place of the content until it is known what there is. */
  pending: ReactNode
  children: (rows: readonly FleetRow[]) => ReactNode
}

/**
 * Stands around what is derived from a scan: says how whole it is, what is missing, and that a newer one is there. While
 * the first scan runs its progress stands in the place of the content, because numbers of a part would pass for the whole.
 */
export function ScanFrame({ fleet, pending, children }: ScanFrameProps) {
  const t = useTranslations('findings.scan')
  const [isPartWanted, setPartWanted] = useState(false)
  const { step, rows, fresh, isOlder } = fleet
  const state = scanState(fleet, isPartWanted)

  // Nothing of it is on screen yet, so that nothing moves under the pointer.
  const mustReveal = fresh > 0 && !isOlder && !isGoing(step)
  useEffect(() => {
    if (mustReveal) fleetScan.show()
  }, [mustReveal])

  if (state === 'asking') return pending
  if (state === 'failed') {
    return (
      <ListProblem
        error={fleet.error ?? new Error(step)}
        forbidden={{ title: t('failed.title'), text: <p>{t('failed.text')}</p> }}
        onRetry={() => fleetScan.open()}
        isRetrying={false}
      />
    )
  }
  if (state === 'progress') {
    return (
      <ScanProgress
        fleet={fleet}
        onShow={() => {
          setPartWanted(true)
          fleetScan.show()
        }}
      />
    )
  }
  return (
    <>
      <ScanNotice fleet={fleet} />
      <ScanProblems problems={fleet.problems} canRetry={!isGoing(step)} />
      {children(rows ?? noRows)}
    </>
  )
}

const noRows: readonly FleetRow[] = []

/** Why what is shown is not all of the newest scan, and what to do about it. */
function ScanNotice({ fleet }: { fleet: FleetSnapshot }) {
  const t = useTranslations('findings.scan')
  const { step, isOlder, progress } = fleet
  if (isOlder && !isGoing(step)) {
    return (
      <Callout
        role="status"
        className="mb-3"
        title={t('newer.title')}
        actions={
          <Button size="sm" onClick={() => fleetScan.show()}>
            {t('newer.show')}
          </Button>
        }
      />
    )
  }
  if (isGoing(step)) {
    const total = progress?.projects.total ?? null
    return (
      <Callout
        role="status"
        className="mb-3"
        title={t('sofar.title')}
        actions={
          fleet.fresh > 0 &&
          !isOlder && (
            <Button size="sm" onClick={() => fleetScan.show()}>
              {t('running.show')}
            </Button>
          )
        }
      >
        {total === null
          ? t('sofar.begin')
          : t('sofar.text', { done: progress?.projects.done ?? 0, total })}
      </Callout>
    )
  }
  if (step !== 'paused' && step !== 'stopped' && step !== 'cut' && step !== 'failed') return null
  const isCut = step === 'cut' || step === 'failed'
  return (
    <Callout
      role="status"
      tone="warn"
      className="mb-3"
      title={t(isCut ? 'cut.title' : `${step}.title`)}
      actions={
        <Button
          size="sm"
          icon={RotateCw}
          onClick={() =>
            void (step === 'stopped' ? fleetScan.restart(noOptions) : fleetScan.resume())
          }
        >
          {t(step === 'stopped' ? 'restart' : 'resume')}
        </Button>
      }
    >
      {t('incompleteText')}
    </Callout>
  )
}

const noOptions = { personal: false, thorough: false }
