import 'server-only'
import { z } from 'zod'
import type { Database } from './database.ts'
import type { Keyring } from './keyring.ts'
import { type EndedSession, endSessions } from './session-ends.ts'

/** A session without its tokens. Times are epoch milliseconds. */
const rowSchema = z.object({
  key: z.string(),
  user_id: z.string(),
  username: z.string(),
  name: z.string(),
  created_at: z.number(),
  used_at: z.number(),
  ip: z.string().nullable(),
  user_agent: z.string().nullable(),
})
const countSchema = z.object({ count: z.number() })
export type ListedSession = z.infer<typeof rowSchema>

/** Whose sessions: those of one person, or everybody's. */
export type Whose = { userId: string } | 'everybody'

/** What a session is called outside: long enough to tell sessions apart, and nothing to sign in with. */
export const markOf = (key: string): string => key.slice(0, 16)

const ofWhom = (whose: Whose) =>
  whose === 'everybody'
    ? { sql: '1 = 1', values: [] }
    : { sql: 'user_id = ?', values: [whose.userId] }

/** Sessions as people see and end them. */
export function createSessionList(database: Database, keyring: Keyring) {
  const end = (sql: string, values: readonly (string | number)[], now: number) =>
    database.transaction((queries) =>
      endSessions(queries, keyring, { condition: sql, values, now }),
    )
  return {
    /** Sessions used and begun since the given times, the last used first. */
    async list(
      whose: Whose,
      { usedSince, createdSince, limit }: Record<'usedSince' | 'createdSince' | 'limit', number>,
    ): Promise<ListedSession[]> {
      const { sql, values } = ofWhom(whose)
      const rows = await database.all(
        `SELECT key, user_id, username, name, created_at, used_at, ip, user_agent FROM session
          WHERE ended_at IS NULL AND used_at > ? AND created_at > ? AND ${sql}
          ORDER BY used_at DESC, key LIMIT ?`,
        [usedSince, createdSince, ...values, limit],
      )
      return rows.map((row) => rowSchema.parse(row))
    },

    /** How many sessions were used and begun since the given times. */
    async count({
      usedSince,
      createdSince,
    }: Record<'usedSince' | 'createdSince', number>): Promise<number> {
      const [row] = await database.all(
        `SELECT count(*) AS count FROM session
          WHERE ended_at IS NULL AND used_at > ? AND created_at > ?`,
        [usedSince, createdSince],
      )
      return countSchema.parse(row).count
    },

    /** Ends the session that is called `mark`, if it is one of these; gives what ended. */
    endMarked(mark: string, whose: Whose, now: number): Promise<EndedSession[]> {
      const { sql, values } = ofWhom(whose)
      return end(`substr(key, 1, 16) = ? AND ${sql}`, [mark, ...values], now)
    },

    /** Ends all sessions of a person, or of everybody. */
    endAllOf(whose: Whose, now: number): Promise<EndedSession[]> {
      const { sql, values } = ofWhom(whose)
      return end(sql, values, now)
    },
  }
}
