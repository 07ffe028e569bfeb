import {
  type FleetEnd,
  type FleetEvent,
  type FleetProblem,
  type FleetProgress,
  type FleetRow,
  fleetKey,
} from '#lib/contract/fleet.ts'

/** What one stream of the scan has told so far. */
export interface FleetResult {
  rows: Map<string, FleetRow>
  problems: Map<string, FleetProblem>
  progress: FleetProgress | null
  /** How far each scan is that was told of: beside an older result there may be one that goes on. */
  scans: Map<string, FleetProgress>
  end: FleetEnd | null
  /** The console is to stop: there is more than this stream told. */
  isClosing: boolean
}

export const emptyResult = (): FleetResult => ({
  rows: new Map(),
  problems: new Map(),
  progress: null,
  scans: new Map(),
  end: null,
  isClosing: false,
})

/** Adds what came: a row or a problem that comes again replaces the one before. */
export function take(result: FleetResult, events: readonly FleetEvent[]) {
  for (const event of events) {
    switch (event.type) {
      case 'cluster':
      case 'agent':
        result.rows.set(fleetKey(event), event)
        break
      case 'problem':
        result.problems.set(event.id, event)
        break
      case 'progress':
        result.progress = event
        result.scans.set(event.scan, event)
        break
      case 'end':
        result.end = event
        break
      case 'closing':
        result.isClosing = true
        break
      default:
        event satisfies never
    }
  }
}

/** How many keys of one stand not in the other. */
export function countMissing(
  keys: ReadonlyMap<string, unknown>,
  other: ReadonlyMap<string, unknown>,
): number {
  let count = 0
  for (const key of keys.keys()) if (!other.has(key)) count += 1
  return count
}
