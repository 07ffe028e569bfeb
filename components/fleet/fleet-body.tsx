'use client'
import { Ship } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { StatePanel } from '#components/layout/state-panel.tsx'
import { DataTable } from '#components/table/data-table.tsx'
import { isSessionLost } from '#lib/client/failure-rules.ts'
import { fleetScan } from '#lib/client/fleet.ts'
import type { FleetSnapshot } from '#lib/client/fleet-scan.ts'
import { fleetTable } from './fleet-columns.tsx'
import type { FleetItem } from './fleet-item.ts'
import { FleetProblems } from './fleet-problems.tsx'
import { FleetScanBar } from './fleet-scan-bar.tsx'
import { FleetViews } from './fleet-views.tsx'
import { FreshRows } from './fresh-rows.tsx'
import { useOpenRow } from './use-open-row.ts'
import { useShowWhenAway } from './use-show-when-away.ts'

interface FleetBodyProps {
  scan: FleetSnapshot
  items: readonly FleetItem[] | null
}

const itemKey = ({ key }: FleetItem) => key

/** What stands under the title: how the scan goes, what it could not read, and the rows or why there are none. */
export function FleetBody({ scan, items }: FleetBodyProps) {
  const t = useTranslations('fleet')
  const open = useOpenRow()
  const tableRef = useRef<HTMLDivElement>(null)
  useShowWhenAway(scan, tableRef)
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
        <>
          <FleetViews items={items} />
          <div ref={tableRef}>
            <DataTable
              definition={fleetTable}
              rows={items !== null && items.length === 0 && !isOver ? null : items}
              rowId={itemKey}
              name={t('title')}
              hasFacetColumn
              onRowPress={({ key }) => open(key)}
              aboveRows={() => <FreshRows scan={scan} />}
            />
          </div>
        </>
      )}
    </>
  )
}
