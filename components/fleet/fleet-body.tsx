'use client'
import { Ship } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { StatePanel } from '#components/layout/state-panel.tsx'
import { isSessionLost } from '#lib/client/failure-rules.ts'
import { fleetScan } from '#lib/client/fleet.ts'
import type { FleetSnapshot } from '#lib/client/fleet-snapshot.ts'
import type { FleetItem } from './fleet-item.ts'
import { FleetProblems } from './fleet-problems.tsx'
import { FleetRows } from './fleet-rows.tsx'
import { FleetScanBar } from './fleet-scan-bar.tsx'

interface FleetBodyProps {
  scan: FleetSnapshot
  items: readonly FleetItem[] | null
}

/** What stands under the title: how the scan goes, what it could not read, and the rows or why there are none. */
export function FleetBody({ scan, items }: FleetBodyProps) {
  const t = useTranslations('fleet')
  const { step, error, end } = scan
  if (step === 'failed' && error && items === null) {
    return isSessionLost(error) ? null : (
      <ProblemView error={error} onRetry={() => fleetScan.open()} />
    )
  }
  const isOver = end !== null && (step === 'finished' || step === 'stopped')
  return (
    <>
      <FleetScanBar scan={scan} />
      <FleetProblems problems={scan.problems} isOver={isOver} />
      {isOver && items?.length === 0 ? (
        <StatePanel
          icon={Ship}
          title={t(end.complete ? 'empty.title' : 'empty.incompleteTitle')}
          text={
            <>
              <p>{t('empty.text', { projects: end.projects, groups: end.groups })}</p>
              <p>{t(end.complete ? 'empty.next' : 'empty.incomplete')}</p>
            </>
          }
        />
      ) : (
        <FleetRows
          scan={scan}
          items={items !== null && items.length === 0 && !isOver ? null : items}
        />
      )}
    </>
  )
}
