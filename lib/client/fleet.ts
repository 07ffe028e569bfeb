'use client'
import { queryOptions } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { type FleetEvent, type FleetQuery, fleetEventSchema } from '#lib/contract/fleet.ts'
import { bff } from './bff.ts'
import { emptyResult, take } from './fleet-result.ts'
import { createFleetScan } from './fleet-scan.ts'
import type { FleetSnapshot } from './fleet-snapshot.ts'

function address(query: FleetQuery) {
  const parameters = new URLSearchParams({ do: query.do })
  if (query.personal) parameters.set('personal', 'true')
  if (query.thorough) parameters.set('thorough', 'true')
  return `/api/fleet?${parameters}` as const
}

const lines = {
  schema: fleetEventSchema,
  isLast: ({ type }: FleetEvent) => type === 'end' || type === 'closing',
}

const pauseKey = 'fleet-paused'

/** The one scan of this page: every view of the fleet shows the same result. */
export const fleetScan = createFleetScan(
  (query, options) => bff.stream(address(query), { ...lines, ...options }),
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

const subscribeView = (listener: () => void) => fleetScan.subscribe(listener)

/** The scan of the fleet, begun when nobody has yet. It goes on while the tab is open, whichever page is shown. */
export function useFleetScan(): FleetSnapshot {
  useEffect(() => fleetScan.open(), [])
  return useSyncExternalStore(subscribeView, fleetScan.get, fleetScan.get)
}

export const fleetQueries = {
  /** The finished result before the one of scan `scan`: its rows and its end; `end.scan` is null when there is none. */
  previous: (scan: string) =>
    queryOptions({
      queryKey: ['fleet', 'previous', scan],
      queryFn: async ({ signal }) => {
        const result = emptyResult()
        await bff.stream('/api/fleet?do=previous', {
          ...lines,
          signal,
          onEvents: (events) => take(result, events),
        })
        return { rows: [...result.rows.values()], end: result.end }
      },
      // It belongs to the scan, and never changes.
      staleTime: Infinity,
      meta: { stale: 'in-place', failure: 'in-place' },
    }),
}
