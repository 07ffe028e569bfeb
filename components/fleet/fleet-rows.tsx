'use client'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { useSession } from '#components/layout/session-gate.tsx'
import { sessionBarrier } from '#components/layout/use-may.ts'
import { DataTable } from '#components/table/data-table.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import type { FleetSnapshot } from '#lib/client/fleet-snapshot.ts'
import { BulkBar } from './bulk-bar.tsx'
import { fleetTable } from './fleet-columns.tsx'
import { FleetExport } from './fleet-export.tsx'
import type { FleetItem } from './fleet-item.ts'
import { FleetViews } from './fleet-views.tsx'
import { useOpenRow } from './use-open-row.ts'
import { useShowWhenAway } from './use-show-when-away.ts'

interface FleetRowsProps {
  scan: FleetSnapshot
  /** Null while they are on their way. */
  items: readonly FleetItem[] | null
}

const itemKey = ({ key }: FleetItem) => key
const noItems: never[] = []

/** The table of the fleet with its views, and what can be done with many rows at once. */
export function FleetRows({ scan, items }: FleetRowsProps) {
  const t = useTranslations('fleet')
  const open = useOpenRow()
  const session = useSession()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const tableRef = useRef<HTMLDivElement>(null)
  useShowWhenAway(scan, tableRef)
  // Whoever may change nothing anywhere has nothing to select for.
  const isSelectable = session !== null && sessionBarrier(session) === null
  return (
    <>
      <FleetViews items={items} />
      <div ref={tableRef}>
        <DataTable
          definition={fleetTable}
          rows={items}
          rowId={itemKey}
          name={t('title')}
          hasFacetColumn
          onRowPress={({ key }) => open(key)}
          selection={
            isSelectable
              ? {
                  ids: selected,
                  onChange: setSelected,
                  label: ({ row }) => t('select', { name: shownName(row.name) }),
                }
              : undefined
          }
          toolbarEnd={(matching) => <FleetExport scan={scan} matching={matching} />}
          aboveRows={(matching) =>
            isSelectable && (
              <BulkBar
                items={items ?? noItems}
                selected={selected}
                onSelect={setSelected}
                matching={matching}
              />
            )
          }
        />
      </div>
    </>
  )
}
