import 'server-only'
import { z } from 'zod'
import type { Database } from './database.ts'

const rowSchema = z.object({ result: z.string(), finished_at: z.number() })

/** What the last background scan found, as text that its maker understands. `finishedAt` is in epoch milliseconds. */
export interface FleetScanResult {
  result: string
  finishedAt: number
}

const row = 'background'

/**
 * The background scan: of several processes one makes it, and all of them know its result. Times are epoch milliseconds.
 */
export function createFleetScanStore(database: Database) {
  return {
    /**
     * Takes the next scan, if it is due: the last one began at `dueBefore` or earlier, or whoever made it never came back.
     * False when it is not due, or somebody else's until its lease ends.
     */
    async take(owner: string, now: number, dueBefore: number, until: number): Promise<boolean> {
      await database.run(
        `INSERT INTO fleet_scan (name, owner, started_at, lease_until) VALUES (?, '', 0, 0)
          ON CONFLICT (name) DO NOTHING`,
        [row],
      )
      const taken = await database.run(
        `UPDATE fleet_scan SET owner = ?, started_at = ?, lease_until = ?
          WHERE name = ? AND
            ((lease_until = 0 AND started_at <= ?) OR (lease_until > 0 AND lease_until <= ?))`,
        [owner, now, until, row, dueBefore, now],
      )
      return taken === 1
    },

    /** Holds a scan for longer; false when it is somebody else's by now. */
    async keep(owner: string, until: number): Promise<boolean> {
      const kept = await database.run(
        'UPDATE fleet_scan SET lease_until = ? WHERE name = ? AND owner = ? AND lease_until > 0',
        [until, row, owner],
      )
      return kept === 1
    },

    /** The scan is over; its result replaces the one before. False when it is somebody else's by now. */
    async finish(owner: string, result: string, now: number): Promise<boolean> {
      const finished = await database.run(
        `UPDATE fleet_scan SET lease_until = 0, result = ?, finished_at = ?
          WHERE name = ? AND owner = ? AND lease_until > 0`,
        [result, now, row, owner],
      )
      return finished === 1
    },

    /** The scan came to nothing; the result before it stays, and the next one counts from `startedAt`. */
    async giveUp(owner: string, startedAt: number): Promise<void> {
      await database.run(
        `UPDATE fleet_scan SET lease_until = 0, started_at = ?
          WHERE name = ? AND owner = ? AND lease_until > 0`,
        [startedAt, row, owner],
      )
    },

    /** Null while there is none. */
    async last(): Promise<FleetScanResult | null> {
      const [found] = await database.all(
        'SELECT result, finished_at FROM fleet_scan WHERE name = ? AND result IS NOT NULL',
        [row],
      )
      if (found === undefined) return null
      const { result, finished_at } = rowSchema.parse(found)
      return { result, finishedAt: finished_at }
    },
  }
}
