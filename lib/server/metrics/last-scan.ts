import 'server-only'
import type { Store } from '../store/store.ts'
import { type FleetSummary, fleetSummarySchema } from './fleet-summary.ts'

/**
 * What the store holds of the last background scan, with the time of its end by our clock. Null when there was none, or when
 * another version of the console wrote it. Throws `store_unavailable`.
 */
export async function lastScan({
  fleetScans,
}: Store): Promise<{ summary: FleetSummary; finishedAt: number } | null> {
  const last = await fleetScans.last()
  if (last === null) return null
  const { success, data } = fleetSummarySchema.safeParse(JSON.parse(last.result))
  return success ? { summary: data, finishedAt: last.finishedAt } : null
}
