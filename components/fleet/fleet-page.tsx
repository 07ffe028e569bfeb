'use client'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { PageHeader } from '#components/ui/page-header.tsx'
import { useFleetScan } from '#lib/client/fleet.ts'
import { FleetBody } from './fleet-body.tsx'
import { FleetFact } from './fleet-fact.tsx'
import { fleetItems } from './fleet-item.ts'
import { FleetPanel } from './fleet-panel.tsx'
import { FleetScanActions } from './fleet-scan-actions.tsx'
import { OpenRowContext, useOpenKey } from './use-open-row.ts'
import { useScanTitle } from './use-scan-title.ts'

/** Every cluster and every agent that the person may see, on one page, while and after they are looked for. */
export function FleetPage() {
  const t = useTranslations('fleet')
  const scan = useFleetScan()
  const { rows } = scan
  const items = useMemo(() => rows && fleetItems(rows), [rows])
  const [openKey, setOpenKey] = useOpenKey()
  const open = useMemo(() => (key: string) => void setOpenKey(key), [setOpenKey])
  useScanTitle(scan, t('title'))
  return (
    <OpenRowContext value={open}>
      <PageHeader
        title={t('title')}
        fact={<FleetFact scan={scan} />}
        actions={<FleetScanActions scan={scan} />}
      />
      <FleetBody scan={scan} items={items} />
      <FleetPanel
        item={items?.find(({ key }) => key === openKey) ?? null}
        isMissing={openKey !== null && scan.step === 'finished'}
        onClose={() => void setOpenKey(null)}
      />
    </OpenRowContext>
  )
}
