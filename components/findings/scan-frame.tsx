'use client'
import { Radar } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import { FleetProblems } from '#components/fleet/fleet-problems.tsx'
import { FleetScanBar } from '#components/fleet/fleet-scan-bar.tsx'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { StatePanel } from '#components/layout/state-panel.tsx'
import { Button } from '#components/ui/button.tsx'
import { isSessionLost } from '#lib/client/failure-rules.ts'
import { fleetScan } from '#lib/client/fleet.ts'
import { type FleetSnapshot, isGoing } from '#lib/client/fleet-snapshot.ts'
import type { FleetRow } from '#lib/contract/fleet.ts'
import { scanState } from './scan-state.ts'

interface ScanFrameProps {
  scan: FleetSnapshot
  /** Stands in place of the content until it is known what there is. */
  pending: ReactNode
  children: (rows: readonly FleetRow[]) => ReactNode
}

const noRows: readonly FleetRow[] = []

/**
 * Stands around what is derived from a scan: how it goes, what it could not read, and that a newer result is there.
 * While the first scan runs nothing is derived unless somebody asks: findings of a part would pass for all of them.
 */
export function ScanFrame({ scan, pending, children }: ScanFrameProps) {
  const t = useTranslations('findings.scan')
  const [isPartWanted, setPartWanted] = useState(false)
  const { step, rows, fresh, isOlder, error, found } = scan
  const state = scanState(scan, isPartWanted)

  // Nothing of it is on screen yet, so that nothing moves under the pointer.
  const mustReveal = fresh > 0 && !isOlder && !isGoing(step) && !isPartWanted
  useEffect(() => {
    if (mustReveal) fleetScan.show()
  }, [mustReveal])

  if (state === 'failed' && step === 'failed') {
    return error === null || isSessionLost(error) ? null : (
      <ProblemView error={error} onRetry={() => fleetScan.open()} />
    )
  }
  return (
    <>
      {/* What waits is shown from the panel then, and by itself at the end. */}
      <FleetScanBar scan={state === 'progress' ? { ...scan, fresh: 0 } : scan} />
      <FleetProblems
        problems={scan.problems}
        isOver={scan.end !== null && (step === 'finished' || step === 'stopped')}
      />
      {state === 'asking' && pending}
      {state === 'progress' && (
        <StatePanel
          icon={Radar}
          title={t('running')}
          text={<p>{t('runningText')}</p>}
          actions={
            found > 0 && (
              <Button
                onClick={() => {
                  setPartWanted(true)
                  fleetScan.show()
                }}
              >
                {t('showPart')}
              </Button>
            )
          }
        />
      )}
      {state === 'content' && children(rows ?? noRows)}
    </>
  )
}
