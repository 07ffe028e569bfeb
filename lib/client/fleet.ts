'use client'
import { useEffect, useSyncExternalStore } from 'react'
import { type FleetQuery, fleetEventSchema } from '#lib/contract/fleet.ts'
import { bff } from './bff.ts'
import { createFleetScan, type FleetSnapshot } from './fleet-scan.ts'

function address(query: FleetQuery) {
  const parameters = new URLSearchParams({ do: query.do })
  if (query.personal) parameters.set('personal', 'true')
  if (query.thorough) parameters.set('thorough', 'true')
  return `/api/fleet?${parameters}` as const
}

const pauseKey = 'fleet-paused'

/** The one scan of this page: every view of the fleet shows the same result. */
export const fleetScan = createFleetScan(
  (query, options) =>
    bff.stream(address(query), {
      schema: fleetEventSchema,
      isLast: ({ type }) => type === 'end',
      ...options,
    }),
  {
    // A browser that keeps nothing goes on with a paused scan after a reload.
    get() {
      try {
        return sessionStorage.getItem(pauseKey) === 'true'
      } catch {
        return false
      }
    },
    set(isPaused) {
      try {
        if (isPaused) sessionStorage.setItem(pauseKey, 'true')
        else sessionStorage.removeItem(pauseKey)
      } catch {
        // Said above.
      }
    },
  },
)

/** The scan of the fleet, begun when nobody has yet. It goes on while the tab is open, whichever page is shown. */
export function useFleetScan(): FleetSnapshot {
  useEffect(() => fleetScan.open(), [])
  return useSyncExternalStore(fleetScan.subscribe, fleetScan.get, fleetScan.get)
}
