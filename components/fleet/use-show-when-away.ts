'use client'
import { type RefObject, useEffect } from 'react'
import { fleetScan } from '#lib/client/fleet.ts'
import type { FleetSnapshot } from '#lib/client/fleet-scan.ts'

/**
 * Shows the rows that wait once the scan is complete, unless somebody points at the table or works in it: nothing may
 * move under their hand. They are told by a button instead.
 */
export function useShowWhenAway(
  { step, fresh, gone }: FleetSnapshot,
  ref: RefObject<HTMLElement | null>,
) {
  const isReady = step === 'finished' && fresh + gone > 0
  useEffect(() => {
    const table = ref.current
    if (!isReady || table === null) return
    const isBusy = table.matches(':hover') || table.contains(document.activeElement)
    if (!isBusy && document.querySelector('[role=dialog]') === null) fleetScan.show()
  }, [isReady, ref])
}
