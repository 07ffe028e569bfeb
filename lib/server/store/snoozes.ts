import 'server-only'
import { z } from 'zod'
import type { Database } from './database.ts'

const rowSchema = z.object({
  id: z.string(),
  finding_key: z.string(),
  reason: z.string(),
  until_day: z.string(),
  user_id: z.string(),
  username: z.string(),
  created_at: z.number(),
})

/** A finding that is left alone until the day `until_day` (UTC) begins. `created_at` is in epoch milliseconds. */
export type SnoozeRow = Readonly<z.infer<typeof rowSchema>>

/** Snoozed findings, shared by all people of the console; one at a time for each finding. */
export function createSnoozeStore(database: Database) {
  return {
    /** Those in force on `today` (UTC), the first to end first. */
    async list(today: string, limit: number): Promise<SnoozeRow[]> {
      const rows = await database.all(
        'SELECT * FROM snooze WHERE until_day > ? ORDER BY until_day, id LIMIT ?',
        [today, limit],
      )
      return rows.map((row) => rowSchema.parse(row))
    },

    /** Adds one in place of an older one of the same finding. */
    async put(row: SnoozeRow): Promise<void> {
      const names = Object.keys(row)
      await database.run(
        `INSERT INTO snooze (${names.join(', ')}) VALUES (${names.map(() => '?')})
          ON CONFLICT (finding_key) DO UPDATE SET
            ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
        Object.values(row),
      )
    },

    /** Takes one away; gives it, or null when there is none. */
    async remove(id: string): Promise<SnoozeRow | null> {
      const [row] = await database.all('DELETE FROM snooze WHERE id = ? RETURNING *', [id])
      return row === undefined ? null : rowSchema.parse(row)
    },

    /** Deletes what is not in force any more on `today` (UTC). */
    forgetEnded: (today: string): Promise<number> =>
      database.run('DELETE FROM snooze WHERE until_day <= ?', [today]),
  }
}
