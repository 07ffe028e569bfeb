'use client'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { Button } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import { isRecordGone, isSessionLost } from '#lib/client/failure-rules.ts'
import { fleetScan } from '#lib/client/fleet.ts'
import { readFleetRow } from '#lib/client/fleet-row.ts'
import type { FleetItem } from './fleet-item.ts'

/** When the row was read, and the way to read it anew without a scan; one that is gone leaves the table too. */
export function PanelReading({ item }: { item: FleetItem }) {
  const t = useTranslations('fleet.panel')
  const [isReading, setReading] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const { key, row } = item
  const { as_of: at } = row.console

  async function read() {
    setReading(true)
    setError(null)
    try {
      fleetScan.change(key, await readFleetRow(row))
    } catch (cause) {
      const failure = cause instanceof Error ? cause : new Error(String(cause))
      if (isRecordGone(failure)) fleetScan.change(key, null)
      else if (!isSessionLost(failure)) setError(failure)
    }
    setReading(false)
  }

  return (
    <div className="space-y-2">
      <p className="flex flex-wrap items-center gap-x-3 text-meta text-text-faint">
        <span role="status">
          {t.rich('readAt', { time: () => <Time iso={at} now={at} show="exact" /> })}
        </span>
        <Button size="sm" variant="ghost" icon={RotateCw} busy={isReading} onClick={read}>
          {t('refresh')}
        </Button>
      </p>
      {error && <ProblemView error={error} />}
    </div>
  )
}
