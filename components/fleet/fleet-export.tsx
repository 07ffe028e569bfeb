'use client'
import { Download, FileBraces, FileSpreadsheet, GitCompareArrows, Save } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { MatchingRows } from '#components/table/data-table.tsx'
import { Button } from '#components/ui/button.tsx'
import { Menu, MenuHeading, MenuItem, MenuSeparator } from '#components/ui/menu.tsx'
import { download, fileStamp } from '#lib/client/download.ts'
import type { FleetSnapshot } from '#lib/client/fleet-snapshot.ts'
import { fleetSnapshot } from '#lib/contract/fleet-compare.ts'
import { CompareModal } from './compare-modal.tsx'
import { fleetFile } from './fleet-file.ts'
import type { FleetItem } from './fleet-item.ts'

interface FleetExportProps {
  scan: FleetSnapshot
  matching: MatchingRows<FleetItem>
}

/** The rows that match as a file; the whole scan as one, to compare a later scan with. */
export function FleetExport({ scan, matching }: FleetExportProps) {
  const t = useTranslations('fleet.export')
  const [isComparing, setComparing] = useState(false)
  const { rows, end } = scan
  const save = (kind: 'csv' | 'json') => download(fleetFile(kind, matching.read(), Date.now()))
  return (
    <>
      <Menu
        trigger={
          <Button icon={Download} className="max-sm:w-8 max-sm:px-2!">
            <span className="max-sm:sr-only">{t('label')}</span>
          </Button>
        }
      >
        <MenuHeading>{t('rowsHeading', { count: matching.count })}</MenuHeading>
        <MenuItem
          icon={FileSpreadsheet}
          disabled={matching.count === 0}
          onClick={() => save('csv')}
        >
          {t('csv')}
        </MenuItem>
        <MenuItem icon={FileBraces} disabled={matching.count === 0} onClick={() => save('json')}>
          {t('json')}
        </MenuItem>
        <MenuSeparator />
        <MenuHeading>{t('scanHeading')}</MenuHeading>
        <MenuItem
          icon={Save}
          disabled={end === null || rows === null}
          onClick={() => {
            if (end === null || rows === null) return
            download({
              name: `fleet-scan-${fileStamp(Date.parse(end.finished_at ?? '') || Date.now())}.json`,
              type: 'application/json',
              text: JSON.stringify(fleetSnapshot(end, rows)),
            })
          }}
        >
          {t('snapshot')}
        </MenuItem>
        <MenuItem
          icon={GitCompareArrows}
          disabled={end === null || rows === null}
          onClick={() => setComparing(true)}
        >
          {t('compare')}
        </MenuItem>
      </Menu>
      {rows && <CompareModal scan={scan} open={isComparing} onClose={() => setComparing(false)} />}
    </>
  )
}
