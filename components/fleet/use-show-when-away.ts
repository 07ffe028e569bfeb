'use client'
import { type RefObject, useEffect } from 'react'
import { isDialogOpen } from '#components/ui/open-dialog.ts'
import { fleetScan } from '#lib/client/fleet.ts'
import type { FleetSnapshot } from '#lib/client/fleet-scan.ts'

/**
 * Shows the rows that wait once the scan is complete, unless somebody points at the table or works in it: nothing may
 * move under their hand. They are told by a button instead.
 */
export function useShowWhenAway(
  { step, fresh, isOlder }: FleetSnapshot,
  ref: RefObject<HTMLElement | null>,
) {
  const isReady = step === 'finished' && (isOlder || fresh > 0)
  useEffect(() => {
    const table = ref.current
    if (!isReady || table === null) return
    const isBusy = table.matches(':hover') || table.contains(document.activeElement)
    if (!isBusy && !isDialogOpen()) fleetScan.show()
  }, [isReady, ref])
}
