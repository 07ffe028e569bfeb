'use client'
import { type RefObject, useEffect } from 'react'
import { isDialogOpen } from '#components/ui/open-dialog.ts'
import { fleetScan } from '#lib/client/fleet.ts'
import type { FleetSnapshot } from '#lib/client/fleet-snapshot.ts'

const isBusy = (table: HTMLElement) =>
  table.matches(':hover') || table.contains(document.activeElement) || isDialogOpen()

/**
 * Rows that come in wait while somebody points at the table or works in it: nothing may move under their hand. They are told
 * by a button instead, and shown by themselves once the scan is complete and nobody is there.
 */
export function useShowWhenAway(
  { step, fresh, isOlder }: FleetSnapshot,
  ref: RefObject<HTMLElement | null>,
) {
  useEffect(() => fleetScan.holdWhile(() => ref.current !== null && isBusy(ref.current)), [ref])
  const isReady = step === 'finished' && (isOlder || fresh > 0)
  useEffect(() => {
    const table = ref.current
    if (isReady && table !== null && !isBusy(table)) fleetScan.show()
  }, [isReady, ref])
}
