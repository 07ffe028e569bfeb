import { type FleetSnapshot, isGoing } from '#lib/client/fleet-snapshot.ts'

/** What stands in the place of what is derived from a scan. */
export type ScanState = 'asking' | 'failed' | 'progress' | 'content'

/** What is shown of the scan; `isPartWanted`: the person wants to see what a first scan has found before it is over. */
export function scanState(
  { step, rows, end, isOlder }: FleetSnapshot,
  isPartWanted: boolean,
): ScanState {
  // A last result comes in parts too: what is derived from the first of them would jump with the next.
  if (step === 'asking' || step === 'none')
    return rows === null || end === null ? 'asking' : 'content'
  if ((step === 'failed' || step === 'cut') && (rows === null || rows.length === 0)) return 'failed'
  if (isGoing(step) && !isOlder && end === null && !isPartWanted) return 'progress'
  return 'content'
}
