import 'server-only'
import { z } from 'zod'
import type { Database } from './database.ts'

const rowSchema = z.object({
  id: z.string(),
  user_id: z.string(),
  name: z.string(),
  query: z.string(),
  created_at: z.number(),
})

/** A view that a person saved under a name, of which they have one each. `created_at` is in epoch milliseconds. */
export type ViewRow = Readonly<z.infer<typeof rowSchema>>

/** Saved views, each for one person. */
export function createViewStore(database: Database) {
  return {
    /** A person's own, by name. */
    async list(userId: string, limit: number): Promise<ViewRow[]> {
      const rows = await database.all(
        'SELECT * FROM view WHERE user_id = ? ORDER BY name, id LIMIT ?',
        [userId, limit],
      )
      return rows.map((row) => rowSchema.parse(row))
    },

    /**
     * Adds one, in place of the person's older one of the same name. Gives false, and adds none, when they have `limit`
     * others already.
     */
    put: (row: ViewRow, limit: number): Promise<boolean> =>
      database.transaction(async (queries) => {
        const others = await queries.all(
          'SELECT id FROM view WHERE user_id = ? AND name <> ? LIMIT ?',
          [row.user_id, row.name, limit],
        )
        if (others.length >= limit) return false
        const names = Object.keys(row)
        await queries.run(
          `INSERT INTO view (${names.join(', ')}) VALUES (${names.map(() => '?')})
            ON CONFLICT (user_id, name) DO UPDATE SET
              ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
          Object.values(row),
        )
        return true
      }),

    /** Takes one of a person away; gives it, or null when they have none of this id. */
    async remove(id: string, userId: string): Promise<ViewRow | null> {
      const [row] = await database.all(
        'DELETE FROM view WHERE id = ? AND user_id = ? RETURNING *',
        [id, userId],
      )
      return row === undefined ? null : rowSchema.parse(row)
    },
  }
}
